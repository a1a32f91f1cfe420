package io.jenkins.plugins.continuousdeployment.project;

import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.config.DeploymentRepository;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * What many projects cost: the same Jenkins with and without them. No test: it prints what it measures.
 *
 * <p>{@code -Dtest=ThousandProjectsBench -Dbench.projects=1000 -Dbench.idleMinutes=10}
 */
class ThousandProjectsBench {
    private static final int PROJECTS = Integer.getInteger("bench.projects", 1000);
    private static final int IDLE_MINUTES = Integer.getInteger("bench.idleMinutes", 10);

    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension()
            .withPort(CutOffTest.freePort())
            .withTimeout(3600)
            .javaOptions("-Xmx2g", "-Dbench.projects=" + PROJECTS);

    /** What the other process needs to know. */
    private record Setting(String server, String ca, String token, String gitCa, String address, String namespace)
            implements Serializable {}

    @Test
    void measure() throws Throwable {
        TestBed bed = TestBed.get();
        String namespace = bed.kubectl().newNamespace();
        Repository repository = bed.newRepository("public");
        for (int i = 0; i < PROJECTS; i++) {
            repository.write(
                    "p" + i + "/map.yaml",
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: map-" + i + "}, data: {a: b}}");
        }
        repository.commit("All of them");
        Setting setting = new Setting(
                bed.kubernetes().server(),
                Files.readString(bed.kubernetes().ca()),
                bed.kubernetes().adminToken(),
                Files.readString(bed.git().ca()),
                repository.url(),
                namespace);
        jenkins.startJenkins();
        jenkins.stopJenkins();
        print("restart without projects", restart());
        print("without projects", jenkins.runRemotely(ThousandProjectsBench::cost));
        Instant begin = Instant.now();
        jenkins.runRemotely(ThousandProjectsBench::create, setting);
        print("all synced and healthy", seconds(begin));
        print("with " + PROJECTS + " projects", jenkins.runRemotely(ThousandProjectsBench::cost));
        jenkins.stopJenkins();
        print("restart with " + PROJECTS + " projects", restart());
        begin = Instant.now();
        jenkins.runRemotely(ThousandProjectsBench::compared);
        print("all compared again after it", seconds(begin));
        Instant idle = Instant.now();
        String before = jenkins.runRemotely(ThousandProjectsBench::cost);
        TimeUnit.MINUTES.sleep(IDLE_MINUTES);
        print("idle, before", before);
        print("idle " + IDLE_MINUTES + " minutes, after", jenkins.runRemotely(ThousandProjectsBench::cost));
        List<Path> written = written(jenkins.getHome().toPath(), idle);
        print(
                "files written meanwhile",
                written.size() + " " + written.stream().limit(20).toList());
        jenkins.stopJenkins();
    }

    private String restart() throws Exception {
        Instant begin = Instant.now();
        jenkins.startJenkins();
        return seconds(begin);
    }

    private static String seconds(Instant begin) {
        return String.format("%.1f s", Duration.between(begin, Instant.now()).toMillis() / 1000.0);
    }

    private static void print(String what, Object value) {
        System.out.println("BENCH " + what + ": " + value);
    }

    private static void create(JenkinsRule rule, Setting setting) throws Exception {
        DeploymentRepository repository = new DeploymentRepository("shop");
        repository.setAddress(setting.address());
        repository.setCaCertificate(setting.gitCa());
        DeploymentConfiguration.get().setRepositories(List.of(repository));
        Shop.configure(setting.server(), setting.ca(), setting.token(), "bench-" + setting.namespace());
        for (int i = 0; i < PROJECTS; i++) {
            rule.createProject(ContinuousDeployment.class, "p" + i)
                    .setDefinition("source: {repository: shop, revision: main, path: p" + i + "}\n"
                            + "destinations: [{cluster: testbed, namespace: " + setting.namespace() + "}]\n"
                            + "sync: {automatic: true, prune: true, selfHeal: true, interval: 3m}\n");
        }
        compared(rule);
    }

    private static void compared(JenkinsRule rule) throws Exception {
        for (ContinuousDeployment project : rule.jenkins.getAllItems(ContinuousDeployment.class)) {
            while (project.state().syncStatus() != SyncStatus.SYNCED || project.isBuilding()) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static String cost(JenkinsRule rule) throws Exception {
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(200);
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / (1024 * 1024);
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long runs = Jenkins.get().getAllItems(ContinuousDeployment.class).stream()
                .mapToLong(project -> project.getLastBuild() == null
                        ? 0
                        : project.getLastBuild().getNumber())
                .sum();
        double cpu = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
        return String.format("heap %d MiB, %d threads, %d builds, %.1f s of CPU", heap, threads, runs, cpu);
    }

    private static List<Path> written(Path home, Instant since) throws IOException {
        List<Path> written = new ArrayList<>();
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.lastModifiedTime().toInstant().isAfter(since)) {
                    written.add(home.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return written;
    }
}
