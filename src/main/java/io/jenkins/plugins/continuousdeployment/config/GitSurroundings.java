package io.jenkins.plugins.continuousdeployment.config;

import hudson.EnvVars;
import io.jenkins.plugins.continuousdeployment.engine.source.GitProgram;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The environment of a Git installation. What is set for the installation or the machine holds (proxies, TLS library);
 * what belongs to the account that Jenkins runs as does not: its keys, cookies and passwords would open repositories for
 * whoever can enter an address, and a credential helper would keep ours.
 */
final class GitSurroundings {
    private static final Set<String> KEPT =
            Set.of("GIT_EXEC_PATH", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_SSL_CAINFO", "GIT_SSL_CAPATH");

    /** Over whatever any configuration says. */
    private static final List<String> SETTINGS = List.of(
            "credential.helper=",
            "core.hooksPath=/dev/null",
            "fetch.unpackLimit=1",
            "fetch.prune=false",
            "fetch.pruneTags=false",
            "fetch.recurseSubmodules=false",
            "fetch.writeCommitGraph=false",
            "transfer.bundleURI=false",
            "gc.auto=0",
            "maintenance.auto=false",
            "http.schannelUseSSLCAInfo=true");

    private GitSurroundings() {}

    static EnvVars of(GitProgram.Errand errand) throws IOException {
        RepositoryAccess access = errand.access();
        String address = access.address().toString();
        EnvVars environment = new EnvVars();
        // An empty value takes out what the controller was started with.
        EnvVars.masterEnvVars.keySet().stream()
                .filter(name -> name.startsWith("GIT_") && !KEPT.contains(name))
                .forEach(name -> environment.put(name, ""));
        environment.put("SSH_AUTH_SOCK", "");
        environment.put("LANGUAGE", "");
        environment.put("LC_ALL", "C");
        environment.put("HOME", errand.scratch().toString());
        environment.put("XDG_CONFIG_HOME", errand.scratch().toString());
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_DIR", errand.mirror().toString());
        environment.put("GIT_ALLOW_PROTOCOL", "https:http:ssh");
        environment.put("GIT_CONFIG_PARAMETERS", settings(address));
        environment.put("GIT_HTTP_LOW_SPEED_LIMIT", "1");
        environment.put(
                "GIT_HTTP_LOW_SPEED_TIME",
                Long.toString(access.timeouts().idle().toSeconds()));
        if (address.startsWith("ssh:")) {
            // git-client's script; by this name it comes before a core.sshCommand.
            environment.put("GIT_SSH_COMMAND", "\"$GIT_SSH\"");
        }
        if (!access.caPem().isBlank()) {
            Path folder = Files.createDirectories(errand.scratch().resolve("ca"));
            Path file = Files.writeString(folder.resolve("ca.pem"), access.caPem(), StandardCharsets.UTF_8);
            environment.put("GIT_SSL_CAINFO", file.toString());
            environment.put("GIT_SSL_CAPATH", folder.toString());
        }
        return environment;
    }

    /** As Git hands the settings of its command line to its own programs; those for a host win over others for it. */
    private static String settings(String address) {
        List<String> settings = new ArrayList<>(SETTINGS);
        String server = address.replaceFirst("^([a-z]+://[^/]*)/.*", "$1");
        for (String scope : address.startsWith("ssh:") ? List.<String>of() : List.of("http.", "http." + server + ".")) {
            settings.add(scope + "followRedirects=false");
            settings.add(scope + "sslVerify=true");
        }
        return settings.stream().map(each -> "'" + each + "'").collect(Collectors.joining(" "));
    }
}
