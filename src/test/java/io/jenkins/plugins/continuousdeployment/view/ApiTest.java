package io.jenkins.plugins.continuousdeployment.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import hudson.model.User;
import hudson.security.AuthorizationStrategy;
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy;
import hudson.security.SecurityRealm;
import io.jenkins.plugins.continuousdeployment.project.ChangeFacts;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.DeploymentFacts;
import io.jenkins.plugins.continuousdeployment.project.ImageFacts;
import io.jenkins.plugins.continuousdeployment.project.Shop;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.security.ApiTokenProperty;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.interceptor.RequirePOST;

/** {@code api/json} is a contract: names and shapes that programs rely upon. */
@WithJenkins
class ApiTest {
    private static JenkinsRule jenkins;
    private Shop shop;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void configure() throws Exception {
        shop = new Shop(jenkins);
    }

    @AfterEach
    void forget() throws Exception {
        shop.close();
    }

    @Test
    void projectTellsWhatItsPageShows() throws Exception {
        String commit = shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("api", shop.automatic());
        SyncRun run = Shop.ended(project, 1);
        Shop.well(project);
        JSONObject told =
                jenkins.getJSON(project.getUrl() + "api/json").getJSONObject().getJSONObject("deployment");
        assertThat(told.getString("syncStatus")).isEqualTo("Synced");
        assertThat(told.getString("health")).isEqualTo("Healthy");
        assertThat(told.getJSONObject("revision").getString("commit")).isEqualTo(commit);
        assertThat(told.getJSONObject("revision").getString("ref")).isEqualTo("refs/heads/main");
        assertThat(told.getJSONObject("revision").getString("message")).isEqualTo("The shop");
        assertThat(told.getJSONArray("destinations").getJSONObject(0).getString("namespace"))
                .isEqualTo(shop.namespace);
        assertThat(told.getString("comparedAt")).matches("\\d{4}-.*Z");
        JSONObject object = told.getJSONArray("objects").getJSONObject(0);
        assertThat(object.getString("cluster")).isEqualTo("testbed");
        assertThat(object.getString("kind")).isEqualTo("ConfigMap");
        assertThat(object.getString("namespace")).isEqualTo(shop.namespace);
        assertThat(object.getString("name")).isEqualTo("colours");
        assertThat(object.getString("syncStatus")).isEqualTo("Synced");
        assertThat(told.getJSONObject("live").getInt("number")).isEqualTo(run.getNumber());
        assertThat(told.get("pinned").toString()).isEqualTo("null");
        assertThat(told.get("suspended").toString()).isEqualTo("null");

        JSONObject sync = jenkins.getJSON(run.getUrl() + "api/json").getJSONObject();
        assertThat(sync.getString("commit")).isEqualTo(commit);
        assertThat(sync.getBoolean("live")).isTrue();
        JSONObject change = sync.getJSONArray("changes").getJSONObject(0);
        assertThat(change.getString("action")).isEqualTo("created");
        assertThat(change.getString("name")).isEqualTo("colours");
    }

    @Test
    void suspensionAndPinAreTold() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project =
                shop.project("told", shop.definition() + "suspended: {by: ann, reason: incident 12}\n");
        JSONObject told =
                jenkins.getJSON(project.getUrl() + "api/json").getJSONObject().getJSONObject("deployment");
        assertThat(told.getJSONObject("suspended").getString("by")).isEqualTo("ann");
        assertThat(told.getJSONObject("suspended").getString("reason")).isEqualTo("incident 12");
    }

    @Test
    void documentationNamesAllThatIsToldAndAllThatCanBeAsked() throws Exception {
        String docs = Files.readString(Path.of("docs/api.md"));
        List<Class<?>> told = new ArrayList<>(
                List.of(DeploymentFacts.class, ImageFacts.class, ImageFacts.PolicyFacts.class, ChangeFacts.class));
        told.addAll(List.of(DeploymentFacts.class.getDeclaredClasses()));
        for (Class<?> each : told) {
            for (RecordComponent name : each.getRecordComponents()) {
                assertThat(docs).as(each.getSimpleName()).contains("`" + name.getName() + "`");
            }
        }
        for (Method method : OperateAction.class.getMethods()) {
            if (method.isAnnotationPresent(RequirePOST.class)) {
                String name = method.getName().substring(2, 3).toLowerCase(Locale.ROOT)
                        + method.getName().substring(3);
                assertThat(docs).contains("`" + name + "`");
            }
        }
        SyncForm.OPTIONS.forEach(option -> assertThat(docs).contains("`" + option + "`"));
    }

    @Test
    void samplesOfTheDocumentationWork() throws Exception {
        assumeThat(Path.of("/usr/bin/curl")).as("curl").isExecutable();
        shop.repository.git("checkout", "--quiet", "-B", "main");
        shop.says("blue").repository.commit("The shop");
        shop.repository.git("tag", "v1.4.2");
        shop.repository.git("push", "--quiet", "origin", "v1.4.2");
        ContinuousDeployment project = shop.project("shop", shop.automatic());
        Shop.well(project);
        int before = project.getLastBuild().getNumber();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new FullControlOnceLoggedInAuthorizationStrategy());
        try {
            String token = User.getById("ann", true)
                    .getProperty(ApiTokenProperty.class)
                    .generateNewToken("tests")
                    .plainValue;
            Matcher sample = Pattern.compile("<!-- sample: curl -->\n```\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(Path.of("docs/api.md")));
            assertThat(sample.find()).isTrue();
            ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", sample.group(1)).redirectErrorStream(true);
            shell.environment()
                    .putAll(Map.of(
                            "USER",
                            "ann",
                            "TOKEN",
                            token,
                            "JENKINS",
                            jenkins.getURL().toString().replaceAll("/$", "")));
            Process process = shell.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said).contains("\"syncStatus\":\"Synced\"", "\"health\":\"Healthy\"", "\"commit\":");
        } finally {
            jenkins.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
            jenkins.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        }
        Shop.until(() -> project.getBuildByNumber(before + 1) != null, () -> "the sync that was asked for");
        assertThat(Shop.ended(project, before + 1).getCommit())
                .isEqualTo(shop.repository.git("rev-parse", "v1.4.2^{commit}").strip());
    }
}
