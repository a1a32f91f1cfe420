package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.Page;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The configuration form in a browser: it keeps what a person wrote, and takes all of a change or nothing. */
@WithJenkins
class ProjectFormTest {
    /** Every key that the form can change, with comments and an order of a person's own. */
    static final String EVERYTHING = """
            # The web shop.
            displayName: Shop # for people
            description: |
              The web <shop>.

              Second paragraph.
            # Where it comes from.
            source:
              path: deploy/prod   # with spaces
              repository: shop
              credentialsId: gone
              revision: ~1.4
              kustomize:
                namePrefix: a-
                images:
                - {name: web, newTag: "1.20"} # quoted
            destinations:
            # Nearest first.
            - {cluster: testbed, namespace: shop}
            - clusters: {matchLabels: {tier: edge, zone: a}}
            - cluster: no-longer-there
            sync:
              # Never more than that.
              pruneLimit: 25%
              automatic: true
              interval: 300s
              prune: true
              selfHeal: true
              allowEmpty: true
              createNamespace: true
              skipSchemaValidation: true
              pruneLast: true
              applyOutOfSyncOnly: false
              propagationPolicy: orphan
              replace: true
              force: true
              deleteKinds: [Namespace, PersistentVolumeClaim]
              revertForeignFields: true
              timeout: 12m
              retry: {limit: 7, backoff: 1s, factor: 3, maxBackoff: 1h}
            suspended: {by: ann, reason: incident 12}
            onDelete: remove
            health:
            - kinds: Widget.example.com
              rules:
              - health: Healthy
            images: # later
            - policy: default:web
              image: ghcr.io/shop/web
              order: semver:^1
              filterTags: {pattern: '^v(?P<v>.*)$', extract: $v}
            imageUpdates: # by a bot
              automatic: false
              author: {name: bot, email: bot@example.com}
            trackingId: shop-of-old
            """;

    private static JenkinsRule jenkins;
    private Shop shop;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ, Item.EXTENDED_READ)
                .everywhere()
                .to("inspector"));
    }

    @BeforeEach
    void configure() throws Exception {
        shop = new Shop(jenkins);
    }

    @AfterEach
    void forget() throws Exception {
        shop.close();
    }

    private JenkinsRule.WebClient client() throws Exception {
        return jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .login("admin");
    }

    private static HtmlForm form(JenkinsRule.WebClient client, ContinuousDeployment project) throws Exception {
        return client.getPage(project, "configure").getFormByName("config");
    }

    private static void enter(HtmlForm form, String field, String value) {
        // Properties that other plugins add to every project stand before the sections, and have names of their own.
        DomElement element = form.getPage().querySelector("section.jenkins-section [name='_." + field + "']");
        if (element instanceof HtmlTextArea area) {
            area.setText(value);
        } else {
            ((HtmlInput) element).setValue(value);
        }
    }

    @Test
    void whatIsSentUnchangedKeepsTheTextByteForByte() throws Exception {
        ContinuousDeployment project = shop.project("kept", EVERYTHING);
        try (JenkinsRule.WebClient client = client()) {
            Page answer = jenkins.submit(form(client, project));
            assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(200);
        }
        assertThat(project.getDefinition()).isEqualTo(EVERYTHING);
        assertThat(project.getConfigFile().asString()).contains("# Never more than that.");
    }

    @Test
    void whatIsChangedLeavesCommentsElsewhere() throws Exception {
        ContinuousDeployment project = shop.project("changed", EVERYTHING);
        try (JenkinsRule.WebClient client = client()) {
            HtmlForm form = form(client, project);
            enter(form, "displayName", "Boutique");
            jenkins.submit(form);
        }
        assertThat(project.getDefinition())
                .isEqualTo(EVERYTHING.replace("displayName: Shop # for people", "displayName: Boutique"));
        assertThat(project.getDisplayName()).isEqualTo("Boutique");
    }

    @Test
    void everyFieldIsTakenFromAnEmptyForm() throws Exception {
        ContinuousDeployment project = (ContinuousDeployment) jenkins.jenkins.createProject(
                jenkins.jenkins.getDescriptorByType(ContinuousDeployment.DescriptorImpl.class), "empty", true);
        try (JenkinsRule.WebClient client = client()) {
            HtmlForm form = form(client, project);
            client.waitForBackgroundJavaScript(5_000);
            enter(form, "repository", "shop");
            enter(form, "revision", "main");
            enter(form, "namespace", shop.namespace);
            enter(form, "pruneLimit", "10");
            enter(form, "limit", "2");
            enter(form, "deleteKinds", "Namespace");
            enter(form, "helm", "values:\n  a: 1\n");
            HtmlSelect clusters = form.getPage().querySelector("[name='_.cluster']");
            // Its choices come by themselves; one that is not there yet would silently not be chosen.
            Shop.until(
                    () -> clusters.getOptions().stream()
                            .anyMatch(each -> each.getValueAttribute().equals("testbed")),
                    () -> clusters.getOptions().toString());
            clusters.setSelectedAttribute("testbed", true);
            client.waitForBackgroundJavaScript(5_000);
            assertThat(clusters.getSelectedOptions().get(0).getValueAttribute()).isEqualTo("testbed");
            ((HtmlInput) form.getPage().querySelector("[name='_.prune']")).setChecked(true);
            ((HtmlTextArea) form.getPage().querySelector("textarea[name='description']")).setText("One\nTwo");
            HtmlPage answer = jenkins.submit(form);
            assertThat(answer.getWebResponse().getStatusCode())
                    .as(answer.getUrl() + "\n" + answer.asNormalizedText())
                    .isEqualTo(200);
        }
        assertThat(project.getDefinition()).isEqualTo("""
                description: |-
                  One
                  Two
                source:
                  repository: shop
                  revision: main
                  helm:
                    values:
                      a: 1
                destinations:
                - cluster: testbed
                  namespace: NAMESPACE
                sync:
                  prune: true
                  pruneLimit: 10
                  deleteKinds:
                  - Namespace
                  retry:
                    limit: 2
                """.replace("NAMESPACE", shop.namespace));
        assertThat(project.getDescription()).isEqualTo("One\nTwo");
        assertThat(project.isBuildable()).isTrue();
    }

    @Test
    void everyFaultIsToldAndNothingIsSaved() throws Exception {
        ContinuousDeployment project = shop.project("faulty", EVERYTHING);
        String before = project.getConfigFile().asString();
        try (JenkinsRule.WebClient client = client()) {
            HtmlForm form = form(client, project);
            enter(form, "interval", "soon");
            enter(form, "limit", "often");
            enter(form, "kustomize", "images:\n- {name: web, newTagg: x}\n");
            enter(form, "health", "- kinds: [\n");
            enter(form, "path", "../secrets");
            HtmlPage answer = (HtmlPage) jenkins.submit(form);
            assertThat(answer.getWebResponse().getStatusCode()).isEqualTo(400);
            assertThat(answer.asNormalizedText())
                    .contains("sync.interval: must be a duration")
                    .contains("sync.retry.limit: must be a whole number")
                    .contains("source.kustomize.images[0].newTagg: unknown key. Did you mean newTag?")
                    .contains("health:2")
                    .contains("source.path: must not contain '..'");
        }
        assertThat(project.getDefinition()).isEqualTo(EVERYTHING);
        assertThat(project.getConfigFile().asString()).isEqualTo(before);
    }

    @Test
    void theBuildDiscarderStaysWhereTheRestIsRefused() throws Exception {
        ContinuousDeployment project = shop.project("discarder", shop.definition());
        project.setBuildDiscarder(new hudson.tasks.LogRotator(1, 2, 3, 4));
        try (JenkinsRule.WebClient client = client()) {
            HtmlForm form = form(client, project);
            enter(form, "repository", "");
            ((HtmlInput) form.getPage().querySelector("[name='_.daysToKeepStr']")).setValue("77");
            assertThat(jenkins.submit(form).getWebResponse().getStatusCode()).isEqualTo(400);
        }
        assertThat(((hudson.tasks.LogRotator) project.getBuildDiscarder()).getDaysToKeep())
                .isEqualTo(1);
    }

    @Test
    void aTextThatIsNoDefinitionIsShownWithWhatIsWrongAndCanBeMended() throws Exception {
        ContinuousDeployment project = shop.project("broken", shop.definition());
        String config = project.getConfigFile().asString().replace("revision: main", "revison: main");
        project.updateByXml((javax.xml.transform.Source)
                new javax.xml.transform.stream.StreamSource(new java.io.StringReader(config)));
        try (JenkinsRule.WebClient client = client()) {
            HtmlForm form = form(client, project);
            assertThat(form.asNormalizedText()).contains("source.revison: unknown key");
            HtmlTextArea text = form.getTextAreaByName("definition");
            text.setText(text.getText().replace("revison", "revision"));
            jenkins.submit(form);
        }
        assertThat(project.getDefinition()).isEqualTo(shop.definition());
    }

    @Test
    void triggersQuietPeriodAndTokenAreKept() throws Exception {
        ContinuousDeployment project = shop.project("triggered", shop.definition());
        project.addTrigger(new hudson.triggers.TimerTrigger("H 4 * * *"));
        try (JenkinsRule.WebClient client = client()) {
            HtmlForm form = form(client, project);
            ((HtmlInput) form.getPage().querySelector("[name='hasCustomQuietPeriod']")).setChecked(true);
            ((HtmlInput) form.getPage().querySelector("[name='quiet_period']")).setValue("7");
            ((HtmlInput) form.getPage().querySelector("[name='pseudoRemoteTrigger']")).click();
            ((HtmlInput) form.getPage().querySelector("[name='authToken']")).setValue("come");
            jenkins.submit(form);
        }
        assertThat(project.getTriggers().values())
                .extracting(hudson.triggers.Trigger::getSpec)
                .containsExactly("H 4 * * *");
        assertThat(project.getQuietPeriod()).isEqualTo(7);
        assertThat(project.getAuthToken()).isNotNull();
        assertThat(project.getDefinition()).isEqualTo(shop.definition());
        try (JenkinsRule.WebClient client = client()) {
            jenkins.submit(form(client, project));
        }
        assertThat(project.getQuietPeriod()).isEqualTo(7);
        assertThat(project.getAuthToken()).isNotNull();
        assertThat(project.getDefinition()).isEqualTo(shop.definition());
    }

    @Test
    void withExtendedReadAllIsShownAndNothingCanBeChanged() throws Exception {
        ContinuousDeployment project = shop.project("read", EVERYTHING);
        try (JenkinsRule.WebClient client = jenkins.createWebClient().login("inspector")) {
            HtmlPage page = client.getPage(project, "configure");
            client.waitForBackgroundJavaScript(5_000);
            // Some of it is folded away, so that the text a reader sees at first is not all.
            assertThat(page.getWebResponse().getContentAsString())
                    .contains("Shop", "deploy/prod", "~1.4", "newTag:", "tier=edge, zone=a")
                    .contains("25%", "5m", "orphan", "no-longer-there", "Widget.example.com", "shop-of-old")
                    .doesNotContain("Check the settings", "Add a destination");
            assertThat(page.querySelectorAll("button[name='Submit']")).isEmpty();
            // Core's own build discarder leaves its numbers open.
            List<?> inputs = page.getByXPath("//section[@class='jenkins-section']"
                    + "//input[starts-with(@name, '_.') and @type!='hidden' and not(@disabled)]");
            assertThat(inputs).isEmpty();
        }
    }

    @Test
    void theSettingsAreCheckedBeforeTheyAreSaved() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("checked", shop.definition());
        try (JenkinsRule.WebClient client = client()) {
            HtmlForm form = form(client, project);
            client.waitForBackgroundJavaScript(5_000);
            enter(form, "revision", "main");
            HtmlButton button = form.getPage().querySelector(".continuous-deployment-check button");
            DomElement answer = form.getPage().querySelector(".continuous-deployment-check__answer");
            button.click();
            Shop.until(
                    () -> {
                        client.waitForBackgroundJavaScript(500);
                        return answer.asNormalizedText().contains("1 created");
                    },
                    answer::asNormalizedText);
            assertThat(answer.asNormalizedText()).contains("OutOfSync", "ConfigMap", "colours");
            enter(form, "revision", "<b>nowhere");
            button.click();
            Shop.until(
                    () -> {
                        client.waitForBackgroundJavaScript(500);
                        return answer.asNormalizedText().contains("<b>nowhere");
                    },
                    answer::asNormalizedText);
        }
        assertThat(project.getDefinition()).isEqualTo(shop.definition());
        assertThat(project.getLastBuild()).isNull();
        assertThat(shop.sky()).isEmpty();
    }
}
