package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** What is on disk when Jenkins starts: from an earlier version, or broken. */
class EarlierShapesTest {
    private static final String TYPE = ContinuousDeployment.class.getName();
    private static final String TEXT = "# Old.\nsource: {repository: shop}\ndestinations: [{cluster: testbed}]\n";

    @RegisterExtension
    private final JenkinsSessionExtension home = new JenkinsSessionExtension();

    private static void write(Path home, String name, String config) throws IOException {
        Path folder = Files.createDirectories(home.resolve("jobs").resolve(name));
        Files.writeString(folder.resolve("config.xml"), config);
    }

    @Test
    void projectsOfAnEarlierShapeLoadAndABrokenOneHarmsNoOther() throws Throwable {
        home.then(jenkins -> {
            Path root = jenkins.jenkins.getRootDir().toPath();
            write(root, "least", "<" + TYPE + "><definition>" + TEXT + "</definition></" + TYPE + ">");
            write(root, "nothing", "<" + TYPE + "/>");
            write(
                    root,
                    "later",
                    "<" + TYPE + "><fromTheFuture>1</fromTheFuture><definition>" + TEXT + "</definition></" + TYPE
                            + ">");
            write(root, "cut", "<" + TYPE + "><definition>source:");
            write(root, "faulty", "<" + TYPE + "><definition>source: {repositry: shop}</definition></" + TYPE + ">");
        });
        home.then(jenkins -> {
            ContinuousDeployment least = jenkins.jenkins.getItemByFullName("least", ContinuousDeployment.class);
            assertThat(least.getDefinition()).isEqualTo(TEXT);
            assertThat(least.getTrackingId()).isEqualTo("least");
            assertThat(least.getTriggers()).isEmpty();
            assertThat(least.isBuildable()).isTrue();
            assertThat(jenkins.jenkins
                            .getItemByFullName("later", ContinuousDeployment.class)
                            .getDefinition())
                    .isEqualTo(TEXT);
            ContinuousDeployment nothing = jenkins.jenkins.getItemByFullName("nothing", ContinuousDeployment.class);
            assertThat(nothing.isBuildable()).isFalse();
            assertThat(nothing.getFields().get("repository")).isEqualTo("");
            assertThat(jenkins.jenkins.getItem("cut")).isNull();
            ContinuousDeployment faulty = jenkins.jenkins.getItemByFullName("faulty", ContinuousDeployment.class);
            assertThat(faulty.isBuildable()).isFalse();
            assertThat(faulty.state().message()).contains("unknown key").contains("repositry");
        });
    }
}
