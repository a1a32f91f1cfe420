package io.jenkins.plugins.continuousdeployment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Front;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Front.Fate;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Front.Seen;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code cdctl sync} is killed when the server has carried out a request of each kind and the answer is not yet there;
 * run again, it ends where an undisturbed one does. {@code -Dkill.before=true}: also before the server sees it.
 */
class KillTest {
    private static final boolean BEFORE_TOO = Boolean.getBoolean("kill.before");
    private static final String MAP =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: NAME, annotations: {OPTIONS}}\ndata: {key: vVALUE}\n---\n";
    private static final String REPLACE = "continuous-deployment.jenkins.io/sync-options: Replace=true";

    @TempDir
    private Path folder;

    private Path kubeconfig;

    private static String map(String name, String value, String options) {
        return MAP.replace("NAME", name).replace("VALUE", value).replace("OPTIONS", options);
    }

    private static String secret(String type) {
        return "apiVersion: v1\nkind: Secret\nmetadata: {name: safe}\ntype: example.com/" + type
                + "\nstringData: {key: value}\n---\n";
    }

    private Path commit(String name, String text) throws IOException {
        Path commit = Files.createDirectory(folder.resolve(name));
        Files.writeString(commit.resolve("objects.yaml"), text);
        return commit;
    }

    private String[] sync(Path commit, String namespace) {
        return new String[] {
            "sync",
            "--name",
            namespace,
            "--dir",
            commit.toString(),
            "--kubeconfig",
            kubeconfig.toString(),
            "-n",
            namespace,
            "--prune",
            "--create-namespace",
            "--force",
            "--propagation-policy",
            "background"
        };
    }

    /** What is asked, without the names of things. */
    private static String kind(Seen request) {
        String path = request.path()
                .replaceAll("namespaces/[^/]+", "namespaces/N")
                .replaceAll("(cd-)?test-[0-9a-f-]+", "$1N");
        return request.method() + " " + path + (request.query().contains("dryRun") ? " dry" : "")
                + (request.watches() ? " watch" : "");
    }

    private static String state(TestBed bed, String namespace) {
        return bed.kubectl()
                .run(
                        "-n",
                        namespace,
                        "get",
                        "configmaps,secrets",
                        "-o",
                        "jsonpath={range .items[*]}"
                                + "{.kind} {.metadata.name} {.type} {.data} {.metadata.labels} {.metadata.annotations}"
                                + " {.metadata.managedFields[*].manager}{\"\\n\"}{end}")
                .replaceAll("\"(serial|syncedAt)\":\"[^\"]*\"", "")
                .replaceAll("applyset-[\\w-]+", "ID")
                .replaceAll("ConfigMap cd-\\S+", "ConfigMap RECORD")
                .replaceAll("(?m)^ConfigMap kube-root-ca.*\n", "")
                .replace(namespace, "NAMESPACE");
    }

    @Test
    void killedAnywhereAndRunAgainItEndsInTheSameState() throws IOException {
        Path first =
                commit("a", map("changed", "1", "") + map("put", "1", REPLACE) + map("gone", "1", "") + secret("a"));
        Path second =
                commit("b", map("changed", "2", "") + map("put", "2", REPLACE) + map("taken", "2", "") + secret("b"));
        try (TestBed bed = TestBed.start("--with", "kubernetes,controllers");
                Front front = new Front(bed.kubernetes())) {
            kubeconfig = Child.kubeconfig(folder.resolve("kubeconfig"), "server: '" + front.url() + "'", "");
            Map<String, Boolean> kinds = new LinkedHashMap<>();
            String wanted = undisturbed(bed, front, first, second, kinds);
            int kills = 0;
            for (String kind : kinds.keySet()) {
                for (boolean before : BEFORE_TOO ? new boolean[] {true, false} : new boolean[] {false}) {
                    String namespace = name();
                    boolean inSecond = kinds.get(kind);
                    if (!inSecond) {
                        kill(front, first, namespace, kind, before);
                    }
                    prepare(bed, first, namespace);
                    if (inSecond) {
                        kill(front, second, namespace, kind, before);
                    }
                    Child.Ended again = Child.here(sync(second, namespace));
                    assertThat(again.code()).as("%s: %s", kind, again.said()).isZero();
                    assertThat(state(bed, namespace)).as("killed at %s", kind).isEqualTo(wanted);
                    kills++;
                }
            }
            System.out.println("Kill: " + kills + " processes killed at " + kinds.size() + " kinds of requests: "
                    + kinds.keySet());
        }
    }

    private static String name() {
        return "test-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The first commit is in the cluster, and an object of the second is there already, made by kubectl. */
    private void prepare(TestBed bed, Path first, String namespace) {
        Child.Ended ended = Child.here(sync(first, namespace));
        assertThat(ended.code()).as(ended.said()).isZero();
        bed.kubectl().feed(map("taken", "0", ""), "-n", namespace, "apply", "-f", "-");
    }

    /** Notes each kind of request, and whether the second commit's sync sends it. */
    private String undisturbed(TestBed bed, Front front, Path first, Path second, Map<String, Boolean> kinds) {
        String namespace = name();
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        front.judge(request -> {
            seen.add(kind(request));
            return Fate.PASS;
        });
        prepare(bed, first, namespace);
        List.copyOf(seen).forEach(each -> kinds.put(each, false));
        seen.clear();
        Child.Ended ended = Child.here(sync(second, namespace));
        assertThat(ended.code()).as(ended.said()).isZero();
        front.judge(request -> Fate.PASS);
        List.copyOf(seen).forEach(each -> kinds.put(each, true));
        return state(bed, namespace);
    }

    /** Runs until the first request of a kind. */
    private void kill(Front front, Path commit, String namespace, String kind, boolean before) {
        AtomicReference<Process> process = new AtomicReference<>();
        AtomicInteger killed = new AtomicInteger();
        AtomicBoolean dead = new AtomicBoolean();
        front.judge(new Front.Judge() {
            @Override
            public Fate of(Seen request) {
                if (before && kind(request).equals(kind)) {
                    end();
                }
                return dead.get() ? Fate.CUT_BEFORE : Fate.PASS;
            }

            @Override
            public void carriedOut(Seen request) {
                if (!before && kind(request).equals(kind)) {
                    end();
                }
            }

            private void end() {
                if (dead.compareAndSet(false, true)) {
                    // By its handle: the process's own method closes what is being read of it, too.
                    process.get().toHandle().destroyForcibly();
                    killed.incrementAndGet();
                }
            }
        });
        process.set(Child.start(folder, Map.of(), List.of(), sync(commit, namespace)));
        Child.Ended ended = Child.ended(process.get());
        front.judge(request -> Fate.PASS);
        front.awaitQuiet();
        assertThat(killed).as("killed at %s: %s", kind, ended.said()).hasValue(1);
        assertThat(ended.code()).as("%s: %s", kind, ended.said()).isEqualTo(137);
    }
}
