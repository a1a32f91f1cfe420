package io.jenkins.plugins.continuousdeployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The engine runs in two worlds: in {@code cdctl} with what Maven Central has ({@code engine/class-path.txt}), in
 * Jenkins with what core and API plugins have inside. Both must be the same. Looked at are the packed files themselves.
 */
class ClassPathsTest {
    private static final Pattern JAR = Pattern.compile("(?:.*/)?(.+?)-(\\d[^/]*)\\.jar");

    /** What the plugin needs no jar for, or has under another name. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "info.picocli:picocli", "the command line alone has it",
            "net.i2p.crypto:eddsa",
                    "Mina takes Bouncy Castle for Ed25519, of the plugin bouncycastle-api; with eddsa-api no FIPS mode",
            "org.apache.sshd:sshd-osgi", "sshd-common and sshd-core in one jar",
            "org.apache.sshd:sshd-sftp", "JGit uses it for SFTP, which is no Git transport",
            "org.jetbrains:annotations", "for compilers");

    /** Artifact id → versions, each with who has it: core, or a plugin that is there whenever ours is. */
    private static final Map<String, Map<String, String>> PROVIDED = new TreeMap<>();

    private static Manifest own;

    @BeforeAll
    static void readJenkins() throws IOException {
        try (InputStream manifest = Files.newInputStream(Path.of("target/test-classes/the.hpl"))) {
            own = new Manifest(manifest);
        }
        try (JarFile war = new JarFile(war())) {
            provided(war, "core");
        }
        Set<String> known = new TreeSet<>();
        for (String plugin : dependencies(own)) {
            readPlugin(plugin, known);
        }
    }

    private static File war() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*jenkins-war-[^/\\\\]*\\.war"))
                .map(File::new)
                .findFirst()
                .orElseGet(() -> new File(System.getProperty("jth.jenkins-war.path")));
    }

    private static void readPlugin(String plugin, Set<String> known) throws IOException {
        if (known.add(plugin)) {
            try (JarFile packed = new JarFile("target/test-classes/test-dependencies/" + plugin + ".hpi")) {
                provided(packed, plugin);
                for (String further : dependencies(packed.getManifest())) {
                    readPlugin(further, known);
                }
            }
        }
    }

    private static Set<String> dependencies(Manifest manifest) {
        Set<String> plugins = new TreeSet<>();
        String all = manifest.getMainAttributes().getValue("Plugin-Dependencies");
        for (String each : all == null ? new String[0] : all.split(",")) {
            if (!each.contains("resolution:=optional")) {
                plugins.add(each.replaceFirst(":.*", ""));
            }
        }
        return plugins;
    }

    private static void provided(JarFile packed, String owner) {
        packed.stream()
                .map(entry -> JAR.matcher(entry.getName()))
                .filter(jar -> jar.matches() && jar.group().startsWith("WEB-INF/lib/"))
                .forEach(jar -> PROVIDED.computeIfAbsent(jar.group(1), id -> new TreeMap<>())
                        .merge(jar.group(2), owner, (some, other) -> some + ", " + other));
    }

    private static Map<String, String> engine() throws IOException {
        Map<String, String> versions = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("engine/class-path.txt"))) {
            versions.put(line.substring(0, line.lastIndexOf(':')), line.substring(line.lastIndexOf(':') + 1));
        }
        return versions;
    }

    private static Map<String, String> bundled() {
        Map<String, String> versions = new TreeMap<>();
        for (String library : own.getMainAttributes().getValue("Libraries").split(",")) {
            Matcher jar = JAR.matcher(library.replace('\\', '/'));
            if (jar.matches()) {
                versions.put(jar.group(1), jar.group(2));
            }
        }
        return versions;
    }

    @Test
    void whatTheEngineRunsWithIsThereInThePluginInThatVersion() throws IOException {
        Map<String, String> bundled = bundled();
        Map<String, String> wrong = new TreeMap<>();
        engine().forEach((artifact, version) -> {
            String id = artifact.substring(artifact.indexOf(':') + 1);
            Map<String, String> there = new TreeMap<>(PROVIDED.getOrDefault(id, Map.of()));
            if (bundled.containsKey(id)) {
                there.put(bundled.get(id), "bundled");
            }
            boolean same = there.keySet().equals(Set.of(version));
            if (!same && !(there.isEmpty() && ELSEWHERE.containsKey(artifact))) {
                wrong.put(artifact, version + " in the engine; in Jenkins " + (there.isEmpty() ? "nowhere" : there));
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyExceptionIsStillOne() throws IOException {
        assertThat(engine()).containsKeys(ELSEWHERE.keySet().toArray(String[]::new));
        assertThat(PROVIDED)
                .as("Mina, which is one jar for the engine")
                .containsEntry("sshd-common", Map.of(engine().get("org.apache.sshd:sshd-osgi"), "mina-sshd-api-common"))
                .containsEntry("sshd-core", Map.of(engine().get("org.apache.sshd:sshd-osgi"), "mina-sshd-api-core"));
        assertThat(dependencies(own)).contains("bouncycastle-api").doesNotContain("eddsa-api");
    }

    @Test
    void nothingIsBundledThatCoreOrAPluginHas() {
        assertThat(bundled().keySet()).isNotEmpty().doesNotContainAnyElementsOf(PROVIDED.keySet());
    }
}
