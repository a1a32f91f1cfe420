package io.jenkins.plugins.continuousdeployment.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.Shop;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

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
}
