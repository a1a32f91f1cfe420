package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.TopLevelItem;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.config.DeploymentCluster;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.config.DeploymentRepository;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Kubectl;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import jenkins.model.ModifiableTopLevelItemGroup;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jvnet.hudson.test.JenkinsRule;

/** A Jenkins with the bed's cluster and a repository in it, and a namespace to deploy to. */
public final class Shop implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 90;
    public static final String MAP = "{apiVersion: v1, kind: ConfigMap, metadata: {name: colours}, data: {sky: SKY}}";

    public final JenkinsRule jenkins;
    public final TestBed bed = TestBed.get();
    public final Kubectl kubectl = bed.kubectl();
    public final String namespace = kubectl.newNamespace();
    public final Repository repository = bed.newRepository("public");

    /** Configures the cluster {@code testbed} and the repository {@code shop}. */
    public Shop(JenkinsRule jenkins) throws IOException {
        this.jenkins = jenkins;
        configure();
    }

    private void configure() throws IOException {
        TestBed.KubernetesServer server = bed.kubernetes();
        DeploymentRepository shop = new DeploymentRepository("shop");
        shop.setAddress(repository.url());
        shop.setCaCertificate(Files.readString(bed.git().ca()));
        DeploymentConfiguration.get().setRepositories(List.of(shop));
        configure(server.server(), Files.readString(server.ca()), server.adminToken(), "tests-" + namespace);
        DeploymentLoop.get().begin();
    }

    /** Configures the cluster {@code testbed}, in whatever process this is. */
    static void configure(String server, String ca, String token, String instance) throws IOException {
        SystemCredentialsProvider credentials = SystemCredentialsProvider.getInstance();
        credentials.getCredentials().removeIf(each -> true);
        credentials
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.SYSTEM, "testbed-token", "", Secret.fromString(token)));
        credentials.save();
        DeploymentCluster cluster = new DeploymentCluster("testbed");
        cluster.setAddress(server);
        cluster.setCaCertificate(ca);
        cluster.setCredentialsId("testbed-token");
        DeploymentConfiguration configuration = DeploymentConfiguration.get();
        configuration.setClusters(List.of(cluster));
        configuration.setGrants(List.of());
        configuration.setInstance(instance);
        configuration.save();
    }

    /** Deletes every item; the loop forgets them. */
    @Override
    public void close() throws Exception {
        for (TopLevelItem item : jenkins.jenkins.getItems()) {
            if (item instanceof ContinuousDeployment project) {
                project.release();
            }
            item.delete();
        }
    }

    /** The usual definition, with more settings below {@code sync}. */
    public String definition(String... sync) {
        StringBuilder text = new StringBuilder("source: {repository: shop, revision: main}\n"
                + "destinations: [{cluster: testbed, namespace: " + namespace + "}]\n"
                + "sync:\n  interval: 1s\n");
        for (String each : sync) {
            text.append("  ").append(each).append('\n');
        }
        return text.toString();
    }

    public String automatic() {
        return definition("automatic: true", "prune: true", "selfHeal: true");
    }

    public Shop says(Map<String, String> files) {
        files.forEach(repository::write);
        return this;
    }

    public Shop says(String sky) {
        return says(Map.of("map.yaml", MAP.replace("SKY", sky)));
    }

    public ContinuousDeployment project(String name, String definition) throws IOException {
        return project(jenkins.jenkins, name, definition);
    }

    public ContinuousDeployment project(ModifiableTopLevelItemGroup parent, String name, String definition)
            throws IOException {
        ContinuousDeployment project = (ContinuousDeployment) parent.createProject(
                jenkins.jenkins.getDescriptorByType(ContinuousDeployment.DescriptorImpl.class), name, true);
        project.setDefinition(definition);
        return project;
    }

    /** The value in the cluster; empty where there is none. */
    public String sky() {
        return kubectl.run(
                "get", "configmap", "colours", "-n", namespace, "-o", "jsonpath={.data.sky}", "--ignore-not-found");
    }

    public static ProjectState becomes(ContinuousDeployment project, Predicate<ProjectState> wanted) {
        until(() -> wanted.test(project.state()), () -> project.state().toString());
        return project.state();
    }

    public static ProjectState well(ContinuousDeployment project) {
        return becomes(
                project, state -> state.syncStatus() == SyncStatus.SYNCED && state.health() == HealthStatus.HEALTHY);
    }

    /** The build of that number, when it has ended. */
    public static SyncRun ended(ContinuousDeployment project, int number) {
        until(
                () -> {
                    SyncRun run = project.getBuildByNumber(number);
                    return run != null && !run.isBuilding();
                },
                () -> "build " + number + " of " + project.getFullName() + "; " + project.state());
        return project.getBuildByNumber(number);
    }

    public static void until(BooleanSupplier wanted, java.util.function.Supplier<String> what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as(what).isNegative();
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
