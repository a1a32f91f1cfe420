package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Projects from configuration as code: into a running Jenkins, at its start, and into an empty home. */
class ProjectsAsCodeTest {
    @RegisterExtension
    private final JenkinsSessionExtension home = new JenkinsSessionExtension();

    @RegisterExtension
    private final JenkinsSessionExtension emptyHome = new JenkinsSessionExtension();

    @TempDir
    private Path temporary;

    private static final String CODE = "jenkins.yaml";

    private void apply(String yaml) throws IOException {
        Path file = Files.writeString(temporary.resolve(CODE), yaml);
        ConfigurationAsCode.get().configure(file.toString());
    }

    private static String export() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String element(String exported) {
        Matcher block = Pattern.compile("(?m)^continuousDeployments:\n((- | ).*\n?|\n)+")
                .matcher(exported);
        assertThat(block.find()).as(exported).isTrue();
        return block.group();
    }

    private static String given(String name, String definition) {
        return "- name: " + name + "\n" + definition.indent(2);
    }

    private static ContinuousDeployment project(JenkinsRule jenkins, String name) {
        return jenkins.jenkins.getItemByFullName(name, ContinuousDeployment.class);
    }

    @Test
    void projectsAreMadeChangedAndLeftAloneWhereTheyAreEqual() throws Throwable {
        home.then(jenkins -> {
            try (Shop shop = new Shop(jenkins)) {
                String commented = "# Mine.\n" + ProjectFormTest.EVERYTHING;
                ContinuousDeployment kept = shop.project("kept", commented);
                ContinuousDeployment other = shop.project("other", shop.definition());
                jenkins.createFolder("team");
                long saved = kept.getConfigFile().getFile().lastModified();
                apply("continuousDeployments:\n" + given("kept", ProjectFormTest.EVERYTHING)
                        + given("team/new", shop.definition("prune: true")));
                assertThat(kept.getDefinition()).isEqualTo(commented);
                assertThat(kept.getConfigFile().getFile().lastModified()).isEqualTo(saved);
                assertThat(other.getDefinition()).isEqualTo(shop.definition());
                ContinuousDeployment fresh = project(jenkins, "team/new");
                assertThat(fresh.stored().definition().orElseThrow().sync().prune())
                        .isTrue();
                assertThat(fresh.getTrackingId()).isEqualTo("team/new");

                apply("continuousDeployments:\n"
                        + given("kept", ProjectFormTest.EVERYTHING.replace("onDelete: remove", "onDelete: keep")));
                assertThat(kept.getDefinition())
                        .startsWith("# Mine.\n# The web shop.\n")
                        .contains("# Nearest first.")
                        .doesNotContain("onDelete: remove");

                // A restart, or reading the code again, is no resume.
                Operations.on(fresh).suspend("incident", java.util.Optional.empty());
                apply("continuousDeployments:\n" + given("team/new", shop.definition("prune: true")));
                assertThat(fresh.stored().definition().orElseThrow().suspended())
                        .isPresent();
            }
        });
    }

    @Test
    void theLargestDefinitionThereIsIsExportedAndReadAgain() throws Throwable {
        home.then(jenkins -> {
            try (Shop shop = new Shop(jenkins)) {
                jenkins.createFolder("team");
                String samples = Files.readString(Path.of("docs", "samples", "definition.yaml"));
                List<DeploymentDefinition> wanted = new DefinitionReader()
                        .read("samples", samples).stream()
                                .map(each -> each.definition())
                                .toList();
                for (DeploymentDefinition each : wanted) {
                    String text =
                            io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionText.canonical(each);
                    shop.project(each.name(), text.replace("$ts", "${ts}"));
                }
                String exported = element(export());
                List<String> before = wanted.stream()
                        .map(each -> project(jenkins, each.name()).getDefinition())
                        .toList();
                for (DeploymentDefinition each : wanted) {
                    project(jenkins, each.name()).release();
                    project(jenkins, each.name()).delete();
                }
                apply(exported);
                for (int i = 0; i < wanted.size(); i++) {
                    String name = wanted.get(i).name();
                    assertThat(DefinitionEdit.read(project(jenkins, name).getDefinition(), name))
                            .isEqualTo(DefinitionEdit.read(before.get(i), name));
                }
            }
        });
    }

    @Test
    void everyFaultIsNamedAndNothingIsChanged() throws Throwable {
        home.then(jenkins -> {
            try (Shop shop = new Shop(jenkins)) {
                assertThatThrownBy(() -> apply("""
                                continuousDeployments:
                                - name: one
                                  source: {repositry: shop}
                                  destinations: [{cluster: testbed}]
                                - name: two
                                  source: {repository: shop}
                                  destinations: [{cluster: testbed}]
                                  sync: {prune: perhaps, retry: {limit: often}}
                                - name: three
                                  source: {repository: shop}
                                  destinations: [{cluster: testbed}]
                                """))
                        .isInstanceOf(ConfiguratorException.class)
                        .hasMessageContaining("continuousDeployments[0] (one), " + CODE
                                + ":3: source.repositry: unknown key. Did you mean repository?")
                        .hasMessageContaining(
                                "continuousDeployments[1] (two), " + CODE + ":8: sync.prune: must be true or false")
                        .hasMessageContaining(CODE + ":8: sync.retry.limit: must be a whole number");
                assertThat(jenkins.jenkins.getItems()).isEmpty();
                jenkins.createFreeStyleProject("taken");
                assertThatThrownBy(() -> apply("continuousDeployments:\n"
                                + given("nowhere/shop", shop.definition())
                                + given("taken", shop.definition())
                                + given("fine", shop.definition())))
                        .hasMessageContaining("nowhere/shop: there is no folder nowhere")
                        .hasMessageContaining("taken: there is another item of this name");
                assertThat(project(jenkins, "fine")).isNotNull();
            }
        });
    }

    @Test
    void atItsStartJenkinsKeepsTheItemsOnDisk() throws Throwable {
        String text = "# On disk.\nsource: {repository: shop}\ndestinations: [{cluster: testbed}]\n";
        home.then(jenkins -> {
            jenkins.createFolder("team");
            ContinuousDeployment project = (ContinuousDeployment) jenkins.jenkins.createProject(
                    jenkins.jenkins.getDescriptorByType(ContinuousDeployment.DescriptorImpl.class), "shop", true);
            project.setDefinition(text);
            project.assignBuildNumber();
            project.renameTo("renamed");
            Files.writeString(
                    jenkins.jenkins.getRootDir().toPath().resolve("jenkins.yaml"),
                    "continuousDeployments:\n" + given("renamed", text) + given("team/new", text)
                            + given("nowhere/new", text));
        });
        home.then(jenkins -> {
            ContinuousDeployment project = project(jenkins, "renamed");
            assertThat(project.getDefinition()).isEqualTo(text);
            assertThat(project.getTrackingId()).isEqualTo("shop");
            assertThat(project.getNextBuildNumber()).isEqualTo(2);
            assertThat(project(jenkins, "team/new").getTrackingId()).isEqualTo("team/new");
            assertThat(element(export())).contains("trackingId: \"shop\"");
        });
    }

    @Test
    void anEmptyHomeWithTheSameCodeTakesOverWhatIsThere() throws Throwable {
        String[] said = new String[5];
        home.then(jenkins -> {
            Shop shop = new Shop(jenkins);
            shop.says("blue").repository.commit("The shop");
            jenkins.createFolder("team");
            said[0] = "continuousDeployments:\n" + given("team/shop", shop.automatic());
            apply(said[0]);
            ContinuousDeployment project = project(jenkins, "team/shop");
            Shop.ended(project, 1);
            Shop.well(project);
            said[1] = objects(shop);
            said[2] = shop.namespace;
            said[3] = shop.repository.url();
            said[4] = DeploymentConfiguration.get().getInstance();
        });
        emptyHome.then(jenkins -> {
            try (Shop shop = new Shop(jenkins)) {
                DeploymentConfiguration configuration = DeploymentConfiguration.get();
                configuration.getRepositories().get(0).setAddress(said[3]);
                configuration.setInstance(said[4]);
                configuration.save();
                DeploymentLoop.get().begin();
                jenkins.createFolder("team");
                apply(said[0]);
                ContinuousDeployment project = project(jenkins, "team/shop");
                Shop.well(project);
                assertThat(objects(shop, said[2])).isEqualTo(said[1]);
                assertThat(project.getLastBuild()).isNull();
            }
        });
    }

    @Test
    void theSampleOfTheDocsIsUnderstood() throws Throwable {
        home.then(jenkins -> {
            jenkins.createFolder("team-shop");
            Matcher block = Pattern.compile("(?s)```yaml\n(continuousDeployments:.*?)```")
                    .matcher(Files.readString(Path.of("docs", "projects.md")));
            assertThat(block.find()).isTrue();
            apply(block.group(1));
            DeploymentDefinition shop =
                    project(jenkins, "team-shop/shop").stored().definition().orElseThrow();
            assertThat(shop.sync().selfHeal()).isTrue();
            assertThat(shop.sync().pruneLimit().value()).isEqualTo(10);
            assertThat(project(jenkins, "team-shop/shop").getDisplayName()).isEqualTo("Shop");
        });
    }

    private static String objects(Shop shop) {
        return objects(shop, shop.namespace);
    }

    /** The object and the project's record, each with the version that any change of it would make another. */
    private static String objects(Shop shop, String namespace) {
        String versions = shop.kubectl.run(
                "get",
                "configmaps",
                "-n",
                namespace,
                "-o",
                "jsonpath={range .items[*]}{.metadata.name}={.metadata.resourceVersion}{\"\\n\"}{end}");
        assertThat(versions).contains("colours=");
        return versions;
    }
}
