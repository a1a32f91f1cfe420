package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.Fingerprint;
import hudson.model.Item;
import hudson.model.Result;
import hudson.tasks.Fingerprinter.FingerprintAction;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.config.DeploymentRegistry;
import io.jenkins.plugins.continuousdeployment.engine.registry.ImageFacts;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Images;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import io.jenkins.plugins.continuousdeployment.provenance.DeployedImage;
import io.jenkins.plugins.continuousdeployment.provenance.DeployedImages;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Which build made the image that runs, and where what a build made runs: with a real registry. */
@WithJenkins
class ProvenanceTest {
    private static final String COMMIT = "8f0c5a6d1b2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a";
    private static final Map<String, String> LABELS =
            Map.of(ImageFacts.REVISION, COMMIT, ImageFacts.SOURCE, "https://git.example.com/<b>web</b>");
    private static final String APP = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 0
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec: {containers: [{name: web, image: 'IMAGE'}]}
            """;

    private static JenkinsRule jenkins;
    private Shop shop;
    private Images images;
    private String face;
    private TestBed.RegistryServer registry;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void configure() throws Exception {
        shop = new Shop(jenkins);
        registry = shop.bed.registry();
        face = registry.basicUrl();
        images = new Images(shop.bed);
        DeploymentRegistry own = new DeploymentRegistry(URI.create(face).getAuthority());
        own.setCaCertificate(Files.readString(registry.ca()));
        DeploymentConfiguration.get().setRegistries(List.of(own));
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "registry", "", registry.user(), registry.password()));
    }

    @AfterEach
    void forget() throws Exception {
        jenkins.jenkins.setAuthorizationStrategy(hudson.security.AuthorizationStrategy.UNSECURED);
        shop.close();
        DeploymentConfiguration.get().setRegistries(List.of());
    }

    private String image(String tag) {
        return images.at(face) + ":" + tag;
    }

    private WorkflowRun built(String tag) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "build-" + tag);
        job.setDefinition(
                new CpsFlowDefinition(documented().replace("registry.example.com/shop/web:1.4.2", image(tag)), true));
        return jenkins.buildAndAssertSuccess(job);
    }

    /** The sample of the documentation. */
    private static String documented() throws Exception {
        Matcher sample = Pattern.compile("<!-- sample: fingerprint -->\n```groovy\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/provenance.md")));
        assertThat(sample.find()).isTrue();
        return sample.group(1);
    }

    private String definition() {
        return shop.definition("automatic: true") + "images:\n- {policy: web, image: " + images.at(face)
                + ", credentialsId: registry, order: alphabetical}\n";
    }

    private void runs(String image) {
        shop.repository.write("web.yaml", APP.replace("IMAGE", image)).commit(image);
    }

    private static DeployedImage deployed(ContinuousDeployment project, String image) {
        Shop.until(() -> find(project, image) != null, () -> project.lastSyncs() + " " + project.state());
        return find(project, image);
    }

    private static DeployedImage find(ContinuousDeployment project, String image) {
        SyncRun live = project.getLiveSync();
        DeployedImages all = live == null ? null : live.getAction(DeployedImages.class);
        return all == null
                ? null
                : all.getImages().stream()
                        .filter(each -> each.getImage().equals(image))
                        .findFirst()
                        .orElse(null);
    }

    private String page(hudson.model.ModelObject of, String selector) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        HtmlPage page = of instanceof hudson.model.Run<?, ?> run ? client.getPage(run) : client.getPage((Item) of);
        DomNode part = page.querySelector(selector);
        return part == null ? "" : part.asNormalizedText();
    }

    @Test
    void theBuildTheImageAndTheProjectNameEachOther() throws Exception {
        String digest = images.push("1.0.0", "2026-01-01T00:00:00Z", LABELS);
        WorkflowRun build = built("1.0.0");
        jenkins.assertLogContains("made " + image("1.0.0") + " " + digest, build);
        assertThat(page(build, ".cd-built-images")).contains(image("1.0.0"), "runs in no project that you can see");

        runs(image("1.0.0"));
        ContinuousDeployment project = shop.project("shop", definition());
        DeployedImage image = deployed(project, image("1.0.0"));
        assertThat(image.getDigest()).isEqualTo(digest);
        assertThat(image.getCommit()).isEqualTo(COMMIT);
        assertThat(image.getClusters()).containsExactly("testbed");
        assertThat(image.getProblem()).isEmpty();
        assertThat(image.getBuilds()).containsExactly(build);

        assertThat(page(project, "#deployed-images"))
                .contains(
                        image("1.0.0"),
                        digest.substring(7, 19),
                        build.getFullDisplayName(),
                        COMMIT,
                        "https://git.example.com/<b>web</b>",
                        "testbed");
        assertThat(page(project.getLiveSync(), "#deployed-images")).contains(build.getFullDisplayName());
        assertThat(page(build, ".cd-built-images"))
                .contains("runs in shop", "testbed", "#" + project.lastSyncs().live());

        // As Jenkins itself shows it.
        String hash = digest.substring(7, 39);
        Fingerprint print = Jenkins.get().getFingerprintMap().get(hash);
        assertThat(print.getOriginal().getRun()).isEqualTo(build);
        assertThat(print.getJobs()).containsExactlyInAnyOrder(build.getParent().getName(), "shop");
        assertThat(project.getLiveSync().getAction(FingerprintAction.class).getRecords())
                .containsEntry(image("1.0.0"), hash);
        JSONObject told =
                jenkins.getJSON(project.getUrl() + "lastLive/api/json").getJSONObject();
        assertThat(told.getJSONArray("actions").toString())
                .contains(digest, COMMIT, "\"builds\":[\"" + build.getUrl() + "\"]");
        assertThat(jenkins.getJSON(build.getUrl() + "api/json").getJSONObject().toString())
                .contains(digest, "\"project\":\"shop\"", "\"clusters\":[\"testbed\"]");

        // The next image: the old one runs in no project that you can see any more.
        images.push("2.0.0", "2026-01-02T00:00:00Z", Map.of());
        WorkflowRun next = built("2.0.0");
        runs(image("2.0.0"));
        assertThat(deployed(project, image("2.0.0")).getBuilds()).containsExactly(next);
        assertThat(page(build, ".cd-built-images")).contains("runs in no project that you can see");
        assertThat(page(next, ".cd-built-images")).contains("runs in shop");

        // Both are found by their new names.
        next.getParent().renameTo("builds-web");
        project.renameTo("web-shop");
        assertThat(find(project, image("2.0.0")).getBuilds()).containsExactly(next);
        assertThat(page(next, ".cd-built-images")).contains("runs in web-shop");

        // And all of it after what is stored was read again.
        project.getLiveSync().reload();
        assertThat(find(project, image("2.0.0")).getBuilds()).containsExactly(next);
    }

    @Test
    void aDigestInTheManifestAsksNobodyAndABuildMayComeLater() throws Exception {
        String digest = images.push("1.0.0", "2026-01-01T00:00:00Z", Map.of());
        DeploymentConfiguration.get().setRegistries(List.of());
        runs(images.at(face) + "@" + digest);
        ContinuousDeployment project = shop.project("pinned", definition());
        DeployedImage image = deployed(project, images.at(face) + "@" + digest);
        assertThat(image.getDigest()).isEqualTo(digest);
        assertThat(image.getProblem()).as("its authority is not trusted").contains("certificate");
        assertThat(image.getBuilds()).isEmpty();

        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "late");
        job.setDefinition(new CpsFlowDefinition("fingerprintImage '" + images.at(face) + "@" + digest + "'", true));
        WorkflowRun build = jenkins.buildAndAssertSuccess(job);
        assertThat(image.getBuilds()).containsExactly(build);
        assertThat(page(build, ".cd-built-images")).contains("runs in pinned");
    }

    @Test
    void whatCanNotBeToldIsToldOnThePageAndTheSyncIsAsItWas() throws Exception {
        runs(image("9.9.9"));
        ContinuousDeployment project = shop.project("missing", definition());
        DeployedImage image = deployed(project, image("9.9.9"));
        assertThat(image.getDigest()).isEmpty();
        assertThat(image.getProblem()).contains("9.9.9");
        assertThat(project.getLiveSync().getResult()).isEqualTo(Result.SUCCESS);
        assertThat(page(project, "#deployed-images")).contains(image("9.9.9"), image.getProblem());

        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "wrong");
        job.setDefinition(new CpsFlowDefinition("fingerprintImage 'Not An Image'", true));
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("the image \"Not An Image\"", build);
        jenkins.assertLogNotContains("\tat ", build);
    }

    @Test
    void nobodySeesABuildOrAProjectThatTheyMayNotSee() throws Exception {
        images.push("1.0.0", "2026-01-01T00:00:00Z", Map.of());
        WorkflowRun build = built("1.0.0");
        runs(image("1.0.0"));
        ContinuousDeployment project = shop.project("secret", definition());
        deployed(project, image("1.0.0"));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("ann", "bob", "cid")
                .grant(Item.READ)
                .onItems(project)
                .to("ann")
                .grant(Item.READ)
                .onItems(build.getParent())
                .to("bob", "cid")
                .grant(Item.DISCOVER)
                .onItems(project)
                .to("cid"));
        assertThat(as("ann", project.getUrl())).contains("deployed-images").doesNotContain(build.getUrl());
        assertThat(as("bob", build.getUrl()))
                .contains("runs in no project that you can see")
                .doesNotContain("secret");
        assertThat(as("cid", build.getUrl()))
                .contains("runs in no project that you can see")
                .doesNotContain("secret");
    }

    private static String as(String user, String url) throws Exception {
        return jenkins.createWebClient().login(user).goTo(url).getWebResponse().getContentAsString();
    }

    @Test
    void whatStandsInGitAloneMakesJenkinsAskNobody() throws Exception {
        runs("10.0.0.5:8443/a/b:1");
        ContinuousDeployment project = shop.project("stranger", definition());
        DeployedImage image = deployed(project, "10.0.0.5:8443/a/b:1");
        assertThat(image.getDigest()).isEmpty();
        assertThat(image.getProblem()).startsWith("the registry 10.0.0.5:8443 is not asked");
    }

    @Test
    void imagesThatAreNotedAtOnceAreAllNoted() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "many");
        StringBuilder branches = new StringBuilder("parallel(");
        for (int i = 0; i < 8; i++) {
            String digest = images.push("many-" + i, "2026-01-0" + (i + 1) + "T00:00:00Z", Map.of());
            branches.append(i == 0 ? "" : ", ")
                    .append("b" + i + ": { fingerprintImage '" + images.at(face) + "@" + digest + "' }");
        }
        job.setDefinition(new CpsFlowDefinition(branches + ")", true));
        WorkflowRun build = jenkins.buildAndAssertSuccess(job);
        assertThat(build.getActions(FingerprintAction.class)).hasSize(1);
        assertThat(build.getAction(FingerprintAction.class).getRecords()).hasSize(8);
    }
}
