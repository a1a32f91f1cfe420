package io.jenkins.plugins.continuousdeployment.view;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.ListView;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.Shop;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Whatever Git, clusters and people write is shown as text, and no value of a Secret at all. */
@WithJenkins
class EscapingTest {
    private static final String EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    private static final List<String> PAGES = List.of(
            "",
            "deployment/log",
            "deployment/diff",
            "deployment/yaml",
            "deployment/options",
            "deployment/suspension",
            "deployment/revisions",
            "deployment/information",
            "deployment/delete",
            "changes",
            "1/",
            "1/changes",
            "2/",
            "2/changes",
            "2/console");

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

    private static String map(String sky) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: colours, annotations: {note: '" + EVIL
                + "'}}, data: {sky: '" + sky + EVIL + "'}}";
    }

    private static String ingress() {
        return "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web},"
                + " spec: {rules: [{host: shop.example.com, http: {paths: [{path: '/<script>alert(3)</script>',"
                + " pathType: ImplementationSpecific, backend: {service: {name: web, port: {number: 80}}}}]}}]}}";
    }

    private ContinuousDeployment hostile() throws Exception {
        shop.says(Map.of("map.yaml", map("blue"), "ingress.yaml", ingress()))
                .repository
                .commit("One " + EVIL);
        ContinuousDeployment project = shop.project(
                "hostile",
                shop.definition() + "displayName: '" + EVIL + "'\ndescription: '" + EVIL + "'\nsuspended: {by: '" + EVIL
                        + "', reason: '" + EVIL + "'}\n");
        Shop.becomes(project, state -> state.syncStatus() == SyncStatus.OUT_OF_SYNC);
        project.scheduleBuild2(0).get();
        String second = shop.says(Map.of("map.yaml", map("grey"))).repository.commit("Two " + EVIL);
        Shop.becomes(project, state -> state.revision().commit().equals(second));
        project.scheduleBuild2(0).get();
        String third = shop.says(Map.of("map.yaml", map("red"))).repository.commit("Three " + EVIL);
        Shop.becomes(
                project,
                state -> state.revision().commit().equals(third) && state.syncStatus() == SyncStatus.OUT_OF_SYNC);
        return project;
    }

    @Test
    void hostileTextsAreTextsOnEveryPage() throws Exception {
        ContinuousDeployment project = hostile();
        List<String> broken = new ArrayList<>();
        int shown = 0;
        for (String path : PAGES) {
            HtmlPage page = web.goTo(project.getUrl() + path);
            assertThat(page.getWebResponse().getStatusCode()).as(path).isEqualTo(200);
            String sent = page.getWebResponse().getContentAsString();
            if (sent.contains("<script>alert(") || sent.contains("<img src=x")) {
                broken.add(path);
            }
            broken.addAll(PageRules.broken(page, page.getElementById("main-panel")));
            shown += sent.contains("alert(1)") ? 1 : 0;
        }
        assertThat(broken).isEmpty();
        assertThat(shown).as("pages that show such a text at all").isGreaterThan(10);
        assertThat(web.goTo(project.getUrl()).asXml()).contains("/&lt;script&gt;alert(3)&lt;/script&gt;");
        assertThat(web.goTo(project.getUrl()).getAnchors())
                .noneMatch(anchor -> anchor.getHrefAttribute().contains("alert(3)"));
    }

    @Test
    void hostileTextsAreTextsInColumnsAndErrors() throws Exception {
        ContinuousDeployment project = hostile();
        ListView view = new ListView("hostiles", jenkins.jenkins);
        view.add(project);
        view.getColumns().addAll(List.of(new RevisionColumn(), new LocationColumn(), new HealthColumn()));
        jenkins.jenkins.addView(view);
        HtmlPage list = web.goTo(view.getUrl());
        assertThat(list.getWebResponse().getContentAsString())
                .contains("Three")
                .doesNotContain("<script>alert(", "<img src=x");
        jenkins.jenkins.deleteView(view);

        HtmlPage page = web.goTo(project.getUrl() + "deployment/revisions");
        page.getFormByName("rollback").getInputByName("commit").setValue(EVIL);
        page = (HtmlPage) page.getFormByName("rollback")
                .getElementsByTagName("button")
                .get(0)
                .click();
        assertThat(page.getWebResponse().getContentAsString())
                .contains("alert(1)")
                .doesNotContain("<script>alert(", "<img src=x");

        page = web.goTo(project.getUrl() + "deployment/yaml");
        page.getFormByName("define").getTextAreaByName("definition").setText("x: </textarea>" + EVIL);
        page = (HtmlPage) page.getFormByName("define")
                .getElementsByTagName("button")
                .get(0)
                .click();
        assertThat(page.getWebResponse().getContentAsString())
                .contains("alert(1)")
                .doesNotContain("<script>alert(", "<img src=x");

        String odd = URLEncoder.encode(EVIL, StandardCharsets.UTF_8);
        assertThat(web.goTo(project.getUrl() + "deployment/diff?object=" + odd)
                        .getWebResponse()
                        .getContentAsString())
                .doesNotContain("<script>alert(", "<img src=x");
    }

    @Test
    void noPageShowsTheValueOfASecret() throws Exception {
        String value = "hunter2-" + shop.namespace;
        shop.says(Map.of(
                        "secret.yaml",
                        "{apiVersion: v1, kind: Secret, metadata: {name: door}, stringData: {key: " + value + "}}"))
                .repository
                .commit("A door");
        ContinuousDeployment project = shop.project("secret", shop.definition());
        Shop.becomes(project, state -> state.syncStatus() == SyncStatus.OUT_OF_SYNC);
        String coded = java.util.Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
        List<String> all = new ArrayList<>(List.of("", "deployment/diff", "deployment/log", "api/json?depth=5"));
        for (String path : all) {
            String sent = path.startsWith("api")
                    ? web.goTo(project.getUrl() + path, "application/json")
                            .getWebResponse()
                            .getContentAsString()
                    : web.goTo(project.getUrl() + path).getWebResponse().getContentAsString();
            assertThat(sent).as(path).contains("door").doesNotContain(value, coded);
        }
    }
}
