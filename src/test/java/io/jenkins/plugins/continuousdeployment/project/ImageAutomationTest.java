package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.scm.ChangeLogSet;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.config.DeploymentRegistry;
import io.jenkins.plugins.continuousdeployment.config.DeploymentRepository;
import io.jenkins.plugins.continuousdeployment.config.JenkinsSites;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Images;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import io.jenkins.plugins.continuousdeployment.engine.update.UpdateState;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** New tags in a registry become commits, which the project's own sync deploys: with real servers on all sides. */
@WithJenkins
class ImageAutomationTest {
    private static final String OLD = "master-aaaaaaa-1700000100";
    private static final String NEW = "master-bbbbbbb-1700000200";
    private static final String WRONG = "not-the-password-5309";
    private static final String FILE = "application/my-app.yaml";
    private static final String APP = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: my-app}
            spec:
              replicas: 1
              selector: {matchLabels: {app: my-app}}
              template:
                metadata: {labels: {app: my-app}}
                spec:
                  containers:
                  - name: my-app
                    image: nginx # {"$imagepolicy": "POLICY"}
            """;

    private static JenkinsRule jenkins;
    private Shop shop;
    private Repository repository;
    private Images images;
    private TestBed.RegistryServer registry;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void configure() throws Exception {
        shop = new Shop(jenkins);
        registry = shop.bed.registry();
        images = new Images(shop.bed);
        images.push(OLD, "2026-01-01T00:00:00Z", Map.of());
        images.push("dev-ccccccc-1800000000", "2026-01-03T00:00:00Z", Map.of());
        repository = shop.bed.newRepository("push");
        DeploymentRepository config = new DeploymentRepository("config");
        config.setAddress(repository.url());
        config.setCaCertificate(Files.readString(shop.bed.git().ca()));
        config.setCredentialsId("git");
        give("git", shop.bed.git().user(), shop.bed.git().password());
        DeploymentRegistry own =
                new DeploymentRegistry(URI.create(registry.basicUrl()).getAuthority());
        own.setCaCertificate(Files.readString(registry.ca()));
        DeploymentConfiguration.get().setRepositories(List.of(config));
        DeploymentConfiguration.get().setRegistries(List.of(own));
    }

    @AfterEach
    void forget() throws Exception {
        shop.close();
        DeploymentConfiguration.get().setRegistries(List.of());
    }

    private static void give(String id, String user, String password) throws Exception {
        List<com.cloudbees.plugins.credentials.Credentials> all =
                SystemCredentialsProvider.getInstance().getCredentials();
        all.removeIf(
                each -> each instanceof IdCredentials known && known.getId().equals(id));
        all.add(new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, "", user, password));
        SystemCredentialsProvider.getInstance().save();
    }

    private String definition(String policy, String updates) {
        return definition(policy, updates, "1s");
    }

    private String definition(String policy, String updates, String interval) {
        return """
                source: {repository: config, revision: main, path: application}
                destinations: [{cluster: testbed, namespace: %s}]
                sync: {interval: 1s, automatic: true}
                images:
                - policy: "%s"
                  image: %s
                  credentialsId: registry
                  filterTags: {pattern: '^master-[a-f0-9]+-(?P<ts>[0-9]+)', extract: $ts}
                  order: numerical
                  interval: %s
                imageUpdates: %s
                """.formatted(shop.namespace, policy, images.at(registry.basicUrl()), interval, updates);
    }

    private String commits(String policy) {
        return repository.write(FILE, APP.replace("POLICY", policy)).commit("The application");
    }

    /** What Git serves. */
    private String served(String format) {
        repository.git("fetch", "--quiet", "origin");
        return repository.git("log", "-1", "--format=" + format, "origin/main").strip();
    }

    private static UpdateState becomes(ContinuousDeployment project, Predicate<UpdateState> wanted) {
        Shop.until(
                () -> DeploymentLoop.get().images(project).filter(wanted).isPresent(),
                () -> DeploymentLoop.get().images(project) + "\n" + project.state());
        return DeploymentLoop.get().images(project).orElseThrow();
    }

    /** Until the clusters have what Git serves. */
    private void live(ContinuousDeployment project, String commit) {
        Shop.until(
                () -> project.lastSyncs().commit().equals(commit),
                () -> project.lastSyncs() + "\n" + project.state() + "\n"
                        + DeploymentLoop.get().images(project));
    }

    private String deployed() {
        return shop.kubectl.run(
                "get",
                "deployment",
                "my-app",
                "-n",
                shop.namespace,
                "-o",
                "jsonpath={.spec.template.spec.containers[0].image}");
    }

    private HtmlPage page(ContinuousDeployment project) throws Exception {
        return jenkins.createWebClient().getPage(project);
    }

    @Test
    void aNewTagIsCommittedByTheBotAndDeployedByTheSync() throws Exception {
        give("registry", registry.user(), registry.password());
        commits("default:image-gitops");
        ContinuousDeployment project = shop.project(
                "image-gitops",
                definition("default:image-gitops", "{author: {name: kubevelabot, email: kubevelabot@example.com}}"));
        // Not of the policy's repository: a first update.
        String first = becomes(project, state -> !state.commit().isEmpty()).commit();
        live(project, first);
        assertThat(deployed()).isEqualTo(images.at(registry.basicUrl()) + ":" + OLD);
        assertThat(JenkinsSites.used(project.stored().definition().orElseThrow()))
                .extracting(each -> ((IdCredentials) each).getId())
                .contains("git", "registry", "testbed-token");

        images.push(NEW, "2026-01-02T00:00:00Z", Map.of());
        UpdateState state = becomes(project, now -> !now.commit().equals(first));
        live(project, state.commit());
        String wanted = images.at(registry.basicUrl()) + ":" + NEW;
        assertThat(deployed()).isEqualTo(wanted);
        assertThat(served("%H %an %ae")).isEqualTo(state.commit() + " kubevelabot kubevelabot@example.com");
        assertThat(served("%s")).isEqualTo("Update image automatically.");
        assertThat(repository.git("show", "origin/main:" + FILE))
                .isEqualTo(APP.replace("nginx #", wanted + " #").replace("POLICY", "default:image-gitops"));

        SyncRun run = project.getBuildByNumber(project.lastSyncs().live());
        List<String> changes = new ArrayList<>();
        run.getChangeSets().forEach(set -> set.forEach(each -> changes.add(each.getCommitId())));
        assertThat(changes).containsExactly(state.commit());
        assertThat(run.getChangeSets()).allSatisfy(set -> assertThat(set)
                .extracting(ChangeLogSet.Entry::getMsg)
                .allSatisfy(text -> assertThat(text).startsWith("Update image automatically.")));
        shows(project, wanted, state.commit());
    }

    private void shows(ContinuousDeployment project, String image, String commit) throws Exception {
        becomes(project, state -> state.images().get(0).current().equals(List.of(image)));
        HtmlPage page = page(project);
        String table = page.getElementById("images").asNormalizedText();
        assertThat(table)
                .contains("default:image-gitops", image, NEW, "numerical")
                .doesNotContain("never");
        assertThat(page.getElementById("images-pushed").asNormalizedText())
                .contains(commit.substring(0, 7), "main", "ago", FILE + ":");
        assertThat(page.getElementById("images-problem")).isNull();
        JSONObject told = jenkins.getJSON(project.getUrl() + "api/json")
                .getJSONObject()
                .getJSONObject("deployment")
                .getJSONObject("images");
        assertThat(told.getString("commit")).isEqualTo(commit);
        assertThat(told.getString("branch")).isEqualTo("main");
        assertThat(told.getString("pushedAt")).matches("\\d{4}-.*Z");
        assertThat(told.getJSONArray("pending").isEmpty()).isTrue();
        JSONObject policy = told.getJSONArray("policies").getJSONObject(0);
        assertThat(policy.getString("latest")).isEqualTo(NEW);
        assertThat(policy.getJSONArray("current").toString()).isEqualTo("[\"" + image + "\"]");
        assertThat(policy.getString("lookedAt")).matches("\\d{4}-.*Z");
    }

    @Test
    void aWrongPasswordIsToldOnThePageAndARenewedOneMendsIt() throws Exception {
        give("registry", registry.user(), WRONG);
        String commit = commits("default:<b>web");
        ContinuousDeployment project = shop.project("wrong", definition("default:<b>web", "{}"));
        live(project, commit);
        becomes(project, state -> !state.images().get(0).problem().isEmpty());
        HtmlPage page = page(project);
        assertThat(page.getElementById("images").asNormalizedText())
                .contains("does not accept the credential (401)", "user " + registry.user(), "default:<b>web");
        assertThat(page.getWebResponse().getContentAsString())
                .doesNotContain("default:<b>web")
                .doesNotContain(WRONG);
        assertThat(page.getElementById("images-pushed")).isNull();
        assertThat(DeploymentLoop.get().recent(project))
                .anySatisfy(event -> assertThat(event.message()).contains("default:<b>web", "(401)"));
        assertThat(served("%H")).isEqualTo(commit);

        give("registry", registry.user(), registry.password());
        UpdateState mended = becomes(project, state -> !state.commit().isEmpty());
        assertThat(mended.images().get(0).problem()).isEmpty();
        assertThat(served("%H %an")).isEqualTo(mended.commit() + " continuous-deployment");
    }

    @Test
    void whatIsOnlyToBeShownIsNotWrittenAndCompareNowLooksAtTheRegistryToo() throws Exception {
        give("registry", registry.user(), registry.password());
        String commit = commits("default:web");
        ContinuousDeployment project = shop.project("shown", definition("default:web", "{automatic: false}", "1h"));
        becomes(project, state -> !state.pending().isEmpty());
        assertThat(page(project).getElementById("images-pending").asNormalizedText())
                .contains(
                        "Would be written to Git",
                        FILE + ":",
                        "nginx -> " + images.at(registry.basicUrl()) + ":" + OLD);

        assertThat(page(project).getElementById("images-diff").getTextContent())
                .contains(
                        "--- a/" + FILE,
                        "-        image: nginx #",
                        "+        image: " + images.at(registry.basicUrl()));
        assertThat(jenkins.getJSON(project.getUrl() + "api/json")
                        .getJSONObject()
                        .getJSONObject("deployment")
                        .getJSONObject("images")
                        .getJSONArray("diff")
                        .toString())
                .contains("+        image: ")
                .doesNotContain("replicas");
        UpdateState seen = DeploymentLoop.get().images(project).orElseThrow();
        assertThat(ImageFacts.of(seen, false).diff()).isNull();

        images.push(NEW, "2026-01-02T00:00:00Z", Map.of());
        DeploymentLoop.get().look(project);
        becomes(project, state -> state.pending().toString().contains(NEW));
        assertThat(served("%H")).isEqualTo(commit);

        project.makeDisabled(true);
        assertThat(DeploymentLoop.get().images(project)).isEmpty();
        assertThat(page(project).getElementById("images").asNormalizedText())
                .startsWith("Nobody looks at the registries now");
    }

    @Test
    void aProjectWithoutImageUpdatesHasNoSuchSection() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("plain", shop.definition());
        assertThat(page(project).getElementById("images")).isNull();
        assertThat(jenkins.getJSON(project.getUrl() + "api/json")
                        .getJSONObject()
                        .getJSONObject("deployment")
                        .get("images")
                        .toString())
                .isEqualTo("null");
    }
}
