package io.jenkins.plugins.continuousdeployment.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextInput;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** The forms: what is entered is kept, what is wrong is refused whole, every field has help, in two languages. */
class FormsTest extends OneJenkins {
    private static final String PEM = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";

    private static final String RULES = """
            # Ours
            - kinds: Warehouse.shop.example.com

              rules:
              - {health: Healthy, message: 'it is "{status.state}"'}
            """;

    private static DeploymentRepository everyRepositoryField() {
        DeploymentRepository repository = repository("shop", "https://git.example.com/shop.git", "token");
        repository.setAlias("Shop");
        repository.setDescription("The web shop <b>");
        repository.setCaCredentialsId("token");
        repository.setCaCertificate(PEM);
        repository.setKnownHosts("git.example.com ssh-ed25519 AAAA");
        repository.setInterval("5m");
        repository.setGitTool("Default");
        return repository;
    }

    private static DeploymentCluster everyClusterField() {
        DeploymentCluster cluster = new DeploymentCluster("prod");
        cluster.setAlias("Production");
        cluster.setAddress("https://prod.example.com:6443");
        cluster.setCaCertificate(PEM);
        cluster.setNamespace("shop");
        cluster.setCredentialsId("token");
        cluster.setLabels("tier=edge");
        cluster.setSkipTlsVerify(true);
        return cluster;
    }

    private static DeploymentRegistry everyRegistryField() {
        DeploymentRegistry registry = new DeploymentRegistry("registry.example.com:5000");
        registry.setCaCertificate(PEM);
        registry.setPlainHttp(true);
        registry.setWebhookCredentialsId("token");
        return registry;
    }

    private static DeploymentGrant everyGrantField() {
        DeploymentGrant grant = new DeploymentGrant();
        grant.setFolder("team");
        grant.setRepositories("shop");
        grant.setClusters("prod");
        grant.setNamespaces("a, b");
        grant.setKinds("*.apps");
        return grant;
    }

    @Test
    void theGlobalFormKeepsEveryField() throws Exception {
        give(text(CredentialsScope.SYSTEM, "token", "x"));
        DeploymentCluster own = new DeploymentCluster("own");
        own.setServiceAccount(true);
        configuration().setInstance("ci.example.com");
        configuration().setKustomize(TestBed.program("kustomize").toString());
        configuration().setHelm(TestBed.program("helm").toString());
        configuration().setHealthRules(RULES);
        configuration().setRepositories(List.of(everyRepositoryField()));
        configuration().setClusters(List.of(everyClusterField(), own));
        configuration().setGrants(List.of(everyGrantField()));
        configuration().setRegistries(List.of(everyRegistryField()));
        rule.configRoundtrip();
        assertThat(configuration().getRegistries())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(everyRegistryField());
        assertThat(configuration().getInstance()).isEqualTo("ci.example.com");
        assertThat(configuration().getKustomize()).endsWith("/kustomize").isNotEqualTo("/kustomize");
        assertThat(configuration().getHelm()).endsWith("/helm").isNotEqualTo("/helm");
        assertThat(configuration().getHealthRules()).isEqualTo(RULES);
        assertThat(configuration().getRepositories())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(everyRepositoryField());
        assertThat(configuration().getClusters())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(everyClusterField(), own);
        assertThat(configuration().getGrants())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(everyGrantField());
        configuration().setInstance("");
    }

    @Test
    void aFoldersFormKeepsEveryField() throws Exception {
        Folder team = folder("team");
        give(team, text(CredentialsScope.GLOBAL, "token", "x"));
        DeploymentFolderProperty property = new DeploymentFolderProperty();
        property.setRepositories(List.of(everyRepositoryField()));
        property.setClusters(List.of(everyClusterField()));
        property.setGrants(List.of(everyGrantField()));
        team.addProperty(property);
        rule.configRoundtrip(team);
        DeploymentFolderProperty saved = team.getProperties().get(DeploymentFolderProperty.class);
        assertThat(saved.getRepositories())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(everyRepositoryField());
        assertThat(saved.getClusters())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(everyClusterField());
        assertThat(saved.getGrants())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(everyGrantField());
    }

    @Test
    void whatIsSavedIsReadAgain() {
        configuration().setRepositories(List.of(everyRepositoryField()));
        configuration().setClusters(List.of(everyClusterField()));
        configuration().setGrants(List.of(everyGrantField()));
        configuration().save();
        configuration().setRepositories(List.of());
        configuration().setClusters(List.of());
        configuration().load();
        assertThat(configuration().getRepositories())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(everyRepositoryField());
        assertThat(configuration().getClusters())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(everyClusterField());
    }

    @Test
    void aWrongEntryIsRefusedWithItsReasonAndNothingIsChanged() throws Exception {
        configuration().setClusters(List.of(everyClusterField()));
        try (JenkinsRule.WebClient client = rule.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            HtmlPage page = client.goTo("manage/configure");
            HtmlForm form = page.getFormByName("config");
            HtmlTextInput address = form.getInputsByName("_.address").stream()
                    .map(HtmlTextInput.class::cast)
                    .filter(input -> input.getValue().startsWith("https://prod"))
                    .findFirst()
                    .orElseThrow();
            address.setValue("http://prod.example.com");
            Page answer = rule.submit(form);
            assertThat(answer.getWebResponse().getContentAsString())
                    .contains("The address of an API server begins with https://");
            assertThat(configuration().getClusters().get(0).getAddress()).startsWith("https://prod");
        }
    }

    @Test
    void theConnectionIsTestedFromTheForm() throws Exception {
        DeploymentCluster nowhere = new DeploymentCluster("nowhere");
        nowhere.setAddress("https://127.0.0.1:1");
        configuration().setClusters(List.of(nowhere));
        try (JenkinsRule.WebClient client = rule.createWebClient()) {
            HtmlPage page = client.goTo("manage/configure");
            HtmlButton button = page.getByXPath("//button[normalize-space()='Test connection']").stream()
                    .map(HtmlButton.class::cast)
                    .findFirst()
                    .orElseThrow();
            button.click();
            client.waitForBackgroundJavaScript(10_000);
            assertThat(page.asNormalizedText()).contains("Cluster nowhere (https://127.0.0.1:1/) can't be reached");
        }
    }

    private static List<Class<?>> described() {
        return List.of(
                DeploymentConfiguration.class,
                DeploymentFolderProperty.class,
                DeploymentRepository.class,
                DeploymentCluster.class,
                DeploymentRegistry.class,
                DeploymentGrant.class);
    }

    @Test
    void everyFieldHasAPlaceInTheFormAndHelpInBothLanguages() throws IOException {
        for (Class<?> type : described()) {
            String form = resource(type, "config.jelly");
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) {
                    continue;
                }
                assertThat(form).contains("field=\"" + field.getName() + "\"");
                assertThat(resource(type, "help-" + field.getName() + ".html")).contains("<div>");
                assertThat(resource(type, "help-" + field.getName() + "_zh_CN.html"))
                        .containsPattern("\\p{IsHan}");
            }
        }
    }

    @Test
    void everyWordOfAFormIsTranslated() throws IOException {
        for (Class<?> type : described()) {
            Properties words = new Properties();
            words.load(new StringReader(resource(type, "config_zh_CN.properties")));
            Matcher word = Pattern.compile("\\$\\{%([^}]+)}").matcher(resource(type, "config.jelly"));
            while (word.find()) {
                assertThat(words.getProperty(word.group(1).replace("&#39;", "'")))
                        .as("%s of %s", word.group(1), type)
                        .isNotBlank();
            }
        }
    }

    @Test
    void everyMessageIsTranslated() throws IOException {
        Properties english = new Properties();
        english.load(new StringReader(resource(DeploymentConfiguration.class, "../Messages.properties")));
        Properties chinese = new Properties();
        chinese.load(new StringReader(resource(DeploymentConfiguration.class, "../Messages_zh_CN.properties")));
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        assertThat(chinese.values())
                .allSatisfy(text -> assertThat(text.toString()).containsPattern("\\p{IsHan}"));
    }

    @Test
    void noFormHoldsAnInlineScript() throws IOException {
        for (Class<?> type : described()) {
            assertThat(resource(type, "config.jelly")).doesNotContain("<script").doesNotContainPattern("\\bon[a-z]+=");
        }
    }

    private static String resource(Class<?> type, String name) throws IOException {
        Path file = Path.of("src/main/resources", type.getName().replace('.', '/'), name);
        assertThat(Files.exists(file)).as("%s", file).isTrue();
        URL url = file.toUri().toURL();
        try (InputStream content = url.openStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theListOfDescribedClassesIsComplete() throws IOException {
        Path folder = Path.of("src/main/resources", getClass().getPackageName().replace('.', '/'));
        try (var files = Files.list(folder)) {
            assertThat(files.filter(Files::isDirectory)
                            .map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            described().stream().map(Class::getSimpleName).toList());
        }
    }
}
