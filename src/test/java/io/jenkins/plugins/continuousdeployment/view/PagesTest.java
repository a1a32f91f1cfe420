package io.jenkins.plugins.continuousdeployment.view;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.ListView;
import hudson.model.Result;
import io.jenkins.plugins.continuousdeployment.config.DeploymentCluster;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.DeploymentLoop;
import io.jenkins.plugins.continuousdeployment.project.Shop;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.Stapler;

/** The pages of a project, without JavaScript. */
@WithJenkins
class PagesTest {
    private static final String WEB = """
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {type: NodePort, selector: {app: web}, ports: [{port: 80}]}
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: web}
            spec: {rules: [{host: shop.example.com}], tls: [{hosts: [shop.example.com]}]}
            """;

    private static JenkinsRule jenkins;
    private Shop shop;
    private JenkinsRule.WebClient web;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void configure() throws Exception {
        shop = new Shop(jenkins);
        web = jenkins.createWebClient();
        web.getOptions().setJavaScriptEnabled(false);
        web.getOptions().setThrowExceptionOnFailingStatusCode(false);
    }

    @AfterEach
    void forget() throws Exception {
        web.close();
        shop.close();
    }

    private HtmlPage page(ContinuousDeployment project, String path) throws Exception {
        return web.goTo(project.getUrl() + path);
    }

    private static String text(HtmlPage page) {
        return page.getElementById("main-panel").asNormalizedText();
    }

    private static HtmlPage submit(HtmlPage page, String form) throws Exception {
        HtmlForm found = page.getFormByName(form);
        return (HtmlPage) found.getElementsByTagName("button").get(0).click();
    }

    private ContinuousDeployment manual(String name) throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project(name, shop.definition());
        Shop.becomes(project, state -> state.syncStatus() == SyncStatus.OUT_OF_SYNC);
        return project;
    }

    @Test
    void projectIsComparedSyncedSuspendedAndResumedWithPlainForms() throws Exception {
        ContinuousDeployment project = manual("round");
        HtmlPage page = page(project, "");
        assertThat(text(page)).contains("OutOfSync", "Missing", "The shop", "colours", "testbed / " + shop.namespace);
        assertThat(page.getAnchorByText("Difference").getHrefAttribute()).contains("ConfigMap");
        assertThat(text(page.getAnchorByText("Difference").click())).contains("+data:", "blue");

        submit(page, "sync");
        SyncRun run = Shop.ended(project, 1);
        assertThat(run.getResult()).isEqualTo(Result.SUCCESS);
        Shop.well(project);
        page = page(project, "");
        assertThat(text(page)).contains("Synced", "Healthy", "#1", "1 created");
        assertThat(page.getElementById("history").asNormalizedText()).contains("Started by", "live");

        page = page(project, "deployment/suspension");
        page.getFormByName("suspend").getInputByName("reason").setValue("incident 12");
        page = submit(page, "suspend");
        assertThat(text(page)).contains("Suspended by", "incident 12");
        assertThat(project.stored().suspension()).isPresent();
        page = submit(page, "resume");
        assertThat(text(page)).doesNotContain("incident 12");
        assertThat(project.stored().suspension()).isEmpty();

        var compared = project.state().comparedAt();
        submit(page, "compare");
        Shop.becomes(project, state -> state.comparedAt().isAfter(compared));
        assertThat(text(page(project, "deployment/log"))).contains("Sync done", "Suspended", "Resumed");
    }

    @Test
    void suspensionThatEndsInThePastIsRefusedInWords() throws Exception {
        ContinuousDeployment project = manual("past");
        HtmlPage page = page(project, "deployment/suspension");
        page.getFormByName("suspend").getInputByName("until").setValue("2001-01-01T08:00");
        page = submit(page, "suspend");
        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(400);
        assertThat(text(page)).contains("2001-01-01T08:00", "passed").doesNotContain("Exception", "at io.");
        assertThat(project.stored().suspension()).isEmpty();
    }

    @Test
    void yamlIsSavedWholeOrNotAtAllAndWhatWasWrittenIsKept() throws Exception {
        ContinuousDeployment project = manual("yaml");
        HtmlPage page = page(project, "deployment/yaml");
        String before = project.getDefinition();
        page.getFormByName("define").getTextAreaByName("definition").setText(before + "speed: fast\ncolour: blue\n");
        page = submit(page, "define");
        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(400);
        assertThat(text(page)).containsPattern("definition:\\d+").contains("speed", "colour");
        assertThat(page.getFormByName("define").getTextAreaByName("definition").getText())
                .contains("speed: fast");
        assertThat(project.getDefinition()).isEqualTo(before);

        page.getFormByName("define").getTextAreaByName("definition").setText("# ours\r\n" + before);
        submit(page, "define");
        assertThat(project.getDefinition()).isEqualTo("# ours\n" + before);
    }

    @Test
    void yamlThatSomebodyElseHasChangedMeanwhileIsNotOverwritten() throws Exception {
        ContinuousDeployment project = manual("meanwhile");
        HtmlPage page = page(project, "deployment/yaml");
        String other = project.getDefinition() + "description: theirs\n";
        project.setDefinition(other);
        page = submit(page, "define");
        assertThat(text(page)).contains("changed by somebody else");
        assertThat(project.getDefinition()).isEqualTo(other);
    }

    @Test
    void aliasAndDescriptionAreShownInPlaceOfTheName() throws Exception {
        ContinuousDeployment project = manual("information");
        HtmlPage page = page(project, "deployment/information");
        page.getFormByName("describe").getInputByName("alias").setValue("The web shop");
        page.getFormByName("describe").getTextAreaByName("description").setText("Sells things");
        page = submit(page, "describe");
        assertThat(text(page)).contains("The web shop", "Sells things", "information");
        assertThat(project.getDisplayName()).isEqualTo("The web shop");
    }

    @Test
    void rollbackHoldsUntilSomebodyLetsGo() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("rollback", shop.automatic());
        Shop.ended(project, 1);
        shop.says("grey").repository.commit("Clouds");
        Shop.ended(project, 2);
        Shop.well(project);
        HtmlPage page = page(project, "deployment/revisions");
        assertThat(page.getElementById("past").asNormalizedText()).contains("The shop", "Clouds", "live now");
        String commit = project.getBuildByNumber(1).getCommit();
        submit(page, "rollback-" + commit.substring(0, 10));
        Shop.ended(project, 3);
        assertThat(shop.sky()).isEqualTo("blue");
        page = page(project, "");
        assertThat(text(page)).contains("Rolled back", commit.substring(0, 10));
        submit(page, "unpin");
        Shop.ended(project, 4);
        assertThat(shop.sky()).isEqualTo("grey");
        assertThat(text(page(project, "changes"))).contains("Clouds");
        assertThat(text(page(project, "2/changes"))).contains("Clouds");
    }

    @Test
    void rollbackToNoCommitIsRefusedInWords() throws Exception {
        ContinuousDeployment project = manual("nowhere");
        HtmlPage page = page(project, "deployment/revisions");
        page.getFormByName("rollback").getInputByName("commit").setValue("yesterday");
        assertThat(text(submit(page, "rollback"))).contains("yesterday", "no commit");
    }

    @Test
    void syncTakesARevisionAndOptionsOfItsOwn() throws Exception {
        String first = shop.says("blue").repository.commit("The shop");
        shop.says("grey").repository.commit("Clouds");
        ContinuousDeployment project = shop.project("options", shop.definition());
        Shop.becomes(project, state -> state.syncStatus() == SyncStatus.OUT_OF_SYNC);
        HtmlPage page = page(project, "deployment/options");
        page.getFormByName("sync").getInputByName("revision").setValue(first);
        page.getFormByName("sync").getSelectByName("prune").setSelectedAttribute("true", true);
        submit(page, "sync");
        Shop.ended(project, 1);
        assertThat(shop.sky()).isEqualTo("blue");
        HtmlPage run = page(project, "1/");
        assertThat(run.getElementById("changes").asNormalizedText()).contains("created", "ConfigMap", "colours");
        assertThat(page(project, "1/console").asNormalizedText()).contains("created");
    }

    @Test
    void dryRunIsAComparisonAndNoBuild() throws Exception {
        ContinuousDeployment project = manual("dry");
        HtmlPage page = page(project, "deployment/options");
        page.getFormByName("sync").getInputByName("dry").setChecked(true);
        submit(page, "sync");
        assertThat(project.getLastBuild()).isNull();
        assertThat(shop.sky()).isEmpty();
    }

    @Test
    void addressesOfServicesAndIngressesAreLinks() throws Exception {
        shop.says(Map.of("web.yaml", WEB)).repository.commit("The shop");
        ContinuousDeployment project = shop.project("addresses", shop.automatic());
        Shop.ended(project, 1);
        Shop.becomes(project, state -> !state.addresses().isEmpty());
        HtmlPage page = page(project, "");
        assertThat(page.getAnchorByText("shop.example.com").getHrefAttribute()).isEqualTo("https://shop.example.com");
        assertThat(page.getElementById("addresses").asNormalizedText()).contains("Service");
    }

    @Test
    void projectIsDeletedWithItsObjectsFromItsPage() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("going", shop.automatic());
        Shop.ended(project, 1);
        Shop.well(project);
        HtmlPage page = page(project, "deployment/delete");
        assertThat(text(page)).contains("colours");
        submit(page, "delete");
        Shop.until(() -> jenkins.jenkins.getItem("going") == null, () -> "it is still there");
        assertThat(shop.sky()).isEmpty();
    }

    @Test
    void projectIsDeletedAndItsObjectsStay() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("leaving", shop.automatic());
        Shop.ended(project, 1);
        HtmlPage page = submit(page(project, "deployment/delete"), "leave");
        assertThat(page.getWebResponse().getStatusCode()).isEqualTo(200);
        assertThat(jenkins.jenkins.getItem("leaving")).isNull();
        assertThat(shop.sky()).isEqualTo("blue");
    }

    @Test
    void whatIsDeletedWhileTheClusterIsAwayStaysMarkedWithAWayOut() throws Exception {
        ContinuousDeployment project = manual("stuck");
        DeploymentCluster cluster = DeploymentConfiguration.get().getClusters().get(0);
        String address = cluster.getAddress();
        cluster.setAddress("https://127.0.0.1:1");
        DeploymentLoop.get().refresh();
        Shop.becomes(project, state -> state.message().contains("127.0.0.1:1"));
        assertThat(text(page(project, ""))).contains("127.0.0.1:1", "Unknown");
        submit(page(project, "deployment/delete"), "delete");
        assertThat(Shop.ended(project, 1).getResult()).isEqualTo(Result.FAILURE);
        HtmlPage page = page(project, "");
        assertThat(text(page)).contains("being deleted", "Try again", "leave the objects");
        page = submit(page, "keep");
        assertThat(text(page)).doesNotContain("being deleted");
        assertThat(project.isRemoving()).isFalse();
        cluster.setAddress(address);
    }

    @Test
    void disabledProjectSaysSoAndRefusesInWords() throws Exception {
        ContinuousDeployment project = manual("disabled");
        HtmlPage page = page(project, "");
        project.makeDisabled(true);
        assertThat(text(submit(page, "compare"))).contains("disabled", "Enable it first");
        page = page(project, "");
        assertThat(text(page)).contains("neither compares nor syncs");
        submit(page, "enable");
        assertThat(project.isDisabled()).isFalse();
    }

    @Test
    void projectWithoutADefinitionSaysSo() throws Exception {
        ContinuousDeployment project = jenkins.createProject(ContinuousDeployment.class, "fresh");
        assertThat(text(page(project, ""))).contains("no definition yet");
        assertThat(text(page(project, "deployment/yaml"))).contains("whole definition");
        assertThat(page(project, "deployment/log").getWebResponse().getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void columnsShowProjectsFromMemoryAndLeaveOthersAlone() throws Exception {
        ContinuousDeployment project = manual("columns");
        submit(page(project, ""), "sync");
        Shop.ended(project, 1);
        Shop.well(project);
        jenkins.createFreeStyleProject("other");
        ListView view = new ListView("deployments", jenkins.jenkins);
        view.setIncludeRegex(".*");
        view.getColumns()
                .addAll(List.of(
                        new HealthColumn(),
                        new SyncStatusColumn(),
                        new LocationColumn(),
                        new RevisionColumn(),
                        new UpdateTimeColumn()));
        jenkins.jenkins.addView(view);
        HtmlPage page = web.goTo(view.getUrl());
        assertThat(page.getElementById("job_columns").asNormalizedText())
                .contains("Healthy", "Synced", "testbed / " + shop.namespace, "The shop", "ago");
        assertThat(page.getElementById("job_other").asNormalizedText()).doesNotContain("Healthy");
        jenkins.jenkins.deleteView(view);
    }

    @Test
    void chineseReaderGetsChinesePages() throws Exception {
        LocaleProvider before = LocaleProvider.getProvider();
        // As core does for each request; the harness leaves it out.
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Stapler.getCurrentRequest2() == null ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
            }
        });
        try {
            ContinuousDeployment project = manual("chinese");
            assertThat(text(page(project, ""))).contains("未同步", "丢失", "对象", "部署目标", "再次查询 Git");
            submit(page(project, ""), "sync");
            Shop.ended(project, 1);
            Shop.well(project);
            assertThat(text(page(project, ""))).contains("已同步", "健康", "前");
            for (String each : List.of("options", "suspension", "information", "yaml", "revisions", "diff", "log")) {
                assertThat(text(page(project, "deployment/" + each))).as(each).containsPattern("[\u4e00-\u9fff]{2}");
            }
        } finally {
            LocaleProvider.setProvider(before);
        }
    }

    @Test
    void rowMenuHasWhatTheSidePanelHas() throws Exception {
        ContinuousDeployment project = manual("menu");
        String menu = web.goTo(project.getUrl() + "contextMenu", "application/json")
                .getWebResponse()
                .getContentAsString();
        assertThat(menu)
                .contains(
                        "Compare now",
                        "Sync with options",
                        "Suspend",
                        "Roll back",
                        "Edit information",
                        "Edit YAML",
                        "Delete with objects");
    }
}
