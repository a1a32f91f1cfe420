package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.cli.CLICommandInvoker;
import hudson.model.Item;
import hudson.model.Result;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.continuousdeployment.config.DeploymentCluster;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every way in which a project can be deleted, with the cluster up and with the cluster down. */
@WithJenkins
class DeletionTest {
    private static final String NOWHERE = "https://127.0.0.1:1";

    private static JenkinsRule jenkins;
    private Shop shop;
    private String address;

    @TempDir
    Path files;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void configure() throws Exception {
        shop = new Shop(jenkins);
        shop.says("blue").repository.commit("The shop");
        address = cluster().getAddress();
    }

    @AfterEach
    void forget() throws Exception {
        cluster().setAddress(address);
        for (ContinuousDeployment each : jenkins.jenkins.getAllItems(ContinuousDeployment.class)) {
            each.release();
        }
        shop.close();
    }

    private static DeploymentCluster cluster() {
        return DeploymentConfiguration.get().getClusters().get(0);
    }

    private static ContinuousDeployment project() {
        return jenkins.jenkins.getItemByFullName("team/shop", ContinuousDeployment.class);
    }

    /** A project that has deployed, in a folder; then its cluster goes where it is to. */
    private ContinuousDeployment deployed(String onDelete, String cluster) throws Exception {
        Folder team = jenkins.jenkins.createProject(Folder.class, "team");
        ContinuousDeployment project = shop.project(team, "shop", shop.automatic() + "onDelete: " + onDelete + "\n");
        jenkins.assertBuildStatusSuccess(Shop.ended(project, 1));
        if (cluster.equals("down")) {
            cluster().setAddress(NOWHERE);
            DeploymentLoop.get().refresh();
            Shop.becomes(project, state -> state.syncStatus() == SyncStatus.UNKNOWN);
        }
        return project;
    }

    /** What a person or a program was told. */
    private String delete(String way) throws Exception {
        return switch (way) {
            case "menu" -> posted(project());
            case "folder" -> posted(jenkins.jenkins.getItem("team"));
            case "command line" ->
                new CLICommandInvoker(jenkins, "delete-job")
                        .invokeWithArgs("team/shop")
                        .stderr();
            case "REST" -> posted(project(), HttpMethod.DELETE, "");
            default -> throw new IllegalArgumentException(way);
        };
    }

    private static String posted(Item item) throws Exception {
        return posted(item, HttpMethod.POST, "doDelete");
    }

    private static String posted(Item item, HttpMethod method, String last) throws Exception {
        try (JenkinsRule.WebClient client = jenkins.createWebClient()) {
            client.getOptions().setJavaScriptEnabled(false);
            client.getOptions().setThrowExceptionOnFailingStatusCode(false);
            client.getOptions().setRedirectEnabled(false);
            WebRequest request = new WebRequest(client.createCrumbedUrl(item.getUrl() + last), method);
            return client.loadWebResponse(request).getContentAsString();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "menu, up", "menu, down", "folder, up", "folder, down",
        "command line, up", "command line, down", "REST, up", "REST, down"
    })
    void whatIsToKeepItsObjectsGoesAndTheObjectsStay(String way, String cluster) throws Exception {
        deployed("keep", cluster);
        delete(way);
        assertThat(project()).isNull();
        assertThat(shop.sky()).isEqualTo("blue");
    }

    @ParameterizedTest
    @CsvSource({
        "menu, up", "menu, down", "folder, up", "folder, down",
        "command line, up", "command line, down", "REST, up", "REST, down"
    })
    void whatMustNotLeaveItsObjectsIsRefusedAndTheWayIsNamed(String way, String cluster) throws Exception {
        ContinuousDeployment project = deployed("remove", cluster);
        assertThat(delete(way)).contains("team/shop", "onDelete: remove", "Delete");
        assertThat(project()).isSameAs(project);
        assertThat(shop.sky()).isEqualTo("blue");
    }

    @ParameterizedTest
    @CsvSource({"up", "down"})
    void whatIsNoLongerInTheCodeStaysWithItsObjects(String cluster) throws Exception {
        deployed("keep", cluster);
        Path code = files.resolve("jenkins.yaml");
        Files.writeString(code, "continuousDeployments: []\n");
        ConfigurationAsCode.get().configure(code.toString());
        assertThat(project()).isNotNull();
        assertThat(shop.sky()).isEqualTo("blue");
    }

    @ParameterizedTest
    @CsvSource({"keep", "remove"})
    void withItsObjectsItGoesOnlyWhenTheyHaveGone(String onDelete) throws Exception {
        ContinuousDeployment project = deployed(onDelete, "down");
        Operations.on(project).deleteWithObjects();
        assertThat(Shop.ended(project, 2).getResult()).isEqualTo(Result.FAILURE);
        assertThat(project.isRemoving()).isTrue();
        assertThat(shop.sky()).isEqualTo("blue");
        cluster().setAddress(address);
        DeploymentLoop.get().refresh();
        Shop.becomes(project, state -> state.syncStatus() == SyncStatus.SYNCED);
        Operations.on(project).deleteWithObjects();
        Shop.until(() -> project() == null, () -> project().getLastBuild().getMessage());
        assertThat(shop.sky()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"keep, up", "keep, down", "remove, up", "remove, down"})
    void leavingTheObjectsNeedsNoCluster(String onDelete, String cluster) throws Exception {
        ContinuousDeployment project = deployed(onDelete, cluster);
        Operations.on(project).deleteLeavingObjects();
        assertThat(project()).isNull();
        assertThat(shop.sky()).isEqualTo("blue");
    }
}
