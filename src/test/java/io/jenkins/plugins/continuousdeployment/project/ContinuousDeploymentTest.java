package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.BallColor;
import hudson.model.Cause;
import hudson.model.Result;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.continuousdeployment.config.DeploymentConfiguration;
import io.jenkins.plugins.continuousdeployment.config.DeploymentGrant;
import io.jenkins.plugins.continuousdeployment.engine.HealthStatus;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The project type and its builds, on a real Jenkins, the real API server and a real Git server. */
@WithJenkins
class ContinuousDeploymentTest {
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
    void automaticProjectIsSyncedByABuildThatSaysWhy() throws Exception {
        String commit = shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("automatic", shop.automatic());
        SyncRun run = Shop.ended(project, 1);
        assertThat(run.getResult()).as(run.getLog(100).toString()).isEqualTo(Result.SUCCESS);
        assertThat(run.getCommit()).isEqualTo(commit);
        assertThat(run.getCause(AutomaticCause.class).getShortDescription()).contains("The shop");
        assertThat(run.getLog(100)).anyMatch(line -> line.matches("created +ConfigMap.*colours.*"));
        assertThat(run.getSyncChanges().get("changes").toString()).contains("colours", "created");
        assertThat(shop.sky()).isEqualTo("blue");
        Shop.well(project);
        assertThat(project.getIconColor()).isEqualTo(BallColor.BLUE);
        assertThat(project.getBuildHealth().getScore()).isEqualTo(100);

        shop.says("grey").repository.commit("Clouds");
        SyncRun second = Shop.ended(project, 2);
        assertThat(shop.sky()).isEqualTo("grey");
        assertThat(second.getChangeSets().get(0).getItems()).hasSize(1);
        assertThat(project.lastSyncs().live()).isEqualTo(2);
        assertThat(project.lastSyncs().commit()).isEqualTo(second.getCommit());
        assertThat(project.lastSyncs().changed()).isEqualTo(2);
        assertThat(LastSyncs.read(project.getRootDir())).isEqualTo(project.lastSyncs());
        assertThat(run.isKeepLog()).isFalse();
        assertThat(project.getLastSuccessfulBuild()).isEqualTo(second);
        assertThat(project.getLastCompletedBuild()).isEqualTo(second);
        assertThat(second.isKeepLog()).isTrue();
    }

    @Test
    void driftIsHealedByABuildThatNamesItsAuthor() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("drift", shop.automatic());
        Shop.ended(project, 1);
        Shop.well(project);
        shop.kubectl.run(
                "patch",
                "configmap",
                "colours",
                "-n",
                shop.namespace,
                "-p",
                "{\"data\":{\"sky\":\"red\"}}",
                "--field-manager=mallory");
        SyncRun run = Shop.ended(project, 2);
        assertThat(run.getCause(AutomaticCause.class).getKind()).isEqualTo("drift");
        assertThat(run.getCause(AutomaticCause.class).getDetail()).contains("mallory");
        assertThat(shop.sky()).isEqualTo("blue");
    }

    @Test
    void manualProjectComparesWithoutABuildAndIsSyncedByAPerson() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("manual", shop.definition());
        Shop.becomes(project, state -> state.syncStatus() == SyncStatus.OUT_OF_SYNC);
        assertThat(project.getLastBuild()).isNull();
        assertThat(project.getIconColor()).isEqualTo(BallColor.RED);
        SyncRun run = project.scheduleBuild2(0, new hudson.model.CauseAction(new Cause.UserIdCause()))
                .get();
        jenkins.assertBuildStatusSuccess(run);
        assertThat(shop.sky()).isEqualTo("blue");
    }

    @Test
    void timerSyncsAManualProjectOnlyWhereThereIsSomethingToDo() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("timer", shop.definition());
        Shop.becomes(project, state -> state.syncStatus() == SyncStatus.OUT_OF_SYNC);
        assertThat(project.scheduleBuild(0, new TimerTrigger.TimerTriggerCause()))
                .isTrue();
        assertThat(Shop.ended(project, 1).getResult()).isEqualTo(Result.SUCCESS);
        Shop.well(project);
        var compared = project.state().comparedAt();
        project.scheduleBuild(0, new TimerTrigger.TimerTriggerCause());
        Shop.becomes(project, state -> state.comparedAt().isAfter(compared));
        assertThat(project.getLastBuild().getNumber()).isEqualTo(1);
    }

    @Test
    void syncThatCanNotBeIsAFailureThatNamesWhatIsWrong() throws Exception {
        shop.says(Map.of("map.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: Wrong_Name}}"))
                .repository
                .commit("A name that no server takes");
        ContinuousDeployment project = shop.project("failing", shop.definition());
        SyncRun run = project.scheduleBuild2(0).get();
        assertThat(run.getResult()).isEqualTo(Result.FAILURE);
        assertThat(run.getLog(100)).anyMatch(line -> line.contains("Wrong_Name"));
    }

    @Test
    void renameKeepsTheObjectsAndTheTrackingId() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("before", shop.automatic());
        Shop.ended(project, 1);
        Shop.well(project);
        String uid = uid();
        project.renameTo("after");
        Shop.well(project);
        assertThat(project.getTrackingId()).isEqualTo("before");
        assertThat(uid()).isEqualTo(uid);
        assertThat(project.getLastBuild().getNumber()).isEqualTo(1);
        ContinuousDeployment loaded = (ContinuousDeployment) jenkins.jenkins.getItem("after");
        loaded.doReload();
        assertThat(((ContinuousDeployment) jenkins.jenkins.getItem("after")).getTrackingId())
                .isEqualTo("before");
    }

    private String uid() {
        return shop.kubectl.run("get", "configmap", "colours", "-n", shop.namespace, "-o", "jsonpath={.metadata.uid}");
    }

    @Test
    void copyStartsSuspendedAndTouchesNothing() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("original", "# ours\n" + shop.automatic());
        Shop.ended(project, 1);
        ContinuousDeployment copy = jenkins.jenkins.copy(project, "copy");
        assertThat(copy.getTrackingId()).isEqualTo("copy");
        assertThat(copy.getDefinition())
                .startsWith("# ours")
                .contains("suspended")
                .contains("original");
        Shop.becomes(
                copy, state -> state.status().isPresent() || !state.message().isEmpty());
        assertThat(copy.getLastBuild()).isNull();
        assertThat(copy.getIconColor()).isEqualTo(BallColor.NOTBUILT);
        Shop.well(project);
    }

    @Test
    void definitionWithFaultsIsRefusedWhole() throws Exception {
        ContinuousDeployment project = shop.project("faults", shop.definition());
        String before = project.getDefinition();
        assertThatThrownBy(() -> project.setDefinition(before + "  colour: blue\nspeed: fast\n"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("colour")
                .hasMessageContaining("speed");
        assertThat(project.getDefinition()).isEqualTo(before);
    }

    @Test
    void objectsThatMustNotBeLeftBehindKeepAProjectFromBeingDeleted() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("guarded", shop.automatic() + "onDelete: remove\n");
        Shop.ended(project, 1);
        assertThatThrownBy(project::delete).hasMessageContaining("guarded").hasMessageContaining("onDelete");
        assertThat(jenkins.jenkins.getItem("guarded")).isNotNull();
        project.setDefinition(shop.automatic());
        project.delete();
        assertThat(shop.sky()).isEqualTo("blue");
    }

    @Test
    void twinThatSyncedInBetweenKeepsFromPruningUntilSomebodyConfirms() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("twin", shop.definition("prune: true"));
        jenkins.assertBuildStatusSuccess(project.scheduleBuild2(0));
        String records = "app.kubernetes.io/managed-by=continuous-deployment";
        String record = shop.kubectl
                .run("get", "configmap", "-n", shop.namespace, "-l", records, "-o", "name")
                .strip();
        shop.kubectl.run("patch", record, "-n", shop.namespace, "-p", "{\"data\":{\"serial\":\"99\"}}");
        shop.repository
                .remove("map.yaml")
                .write("other.yaml", Shop.MAP.replace("colours", "others"))
                .commit("Other");
        SyncRun held = project.scheduleBuild2(0).get();
        assertThat(held.getLog(100)).anyMatch(line -> line.contains("serial 99"));
        assertThat(shop.sky()).isEqualTo("blue");
        SyncRun confirmed =
                project.scheduleBuild2(0, SyncRequest.asked().confirmed()).get();
        assertThat(confirmed.getSyncChanges().get("changes").toString()).contains("pruned");
        assertThat(shop.sky()).isEmpty();
    }

    @Test
    void whatIsNotGrantedIsNotDeployed() throws Exception {
        shop.says("blue").repository.commit("The shop");
        DeploymentGrant grant = new DeploymentGrant();
        grant.setFolder("*");
        grant.setKinds("Deployment.apps");
        DeploymentConfiguration.get().setGrants(java.util.List.of(grant));
        ContinuousDeployment project = shop.project("ungranted", shop.definition());
        SyncRun run = project.scheduleBuild2(0).get();
        assertThat(run.getResult()).isEqualTo(Result.FAILURE);
        assertThat(run.getLog(100)).anyMatch(line -> line.contains("ConfigMap") && line.contains("not granted"));
        assertThat(shop.sky()).isEmpty();
    }

    @Test
    void pushThatJenkinsIsToldOfIsDeployedWithoutWaitingForTheInterval() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("pushed", shop.automatic().replace("interval: 1s", "interval: 1h"));
        Shop.ended(project, 1);
        Shop.well(project);
        shop.says("red").repository.commit("Red");
        var client = jenkins.createWebClient();
        client.goTo("git/notifyCommit?url=" + shop.repository.url() + "&token=" + token(), "text/plain");
        Shop.ended(project, 2);
        assertThat(shop.sky()).isEqualTo("red");
    }

    private static String token() {
        return hudson.plugins.git.ApiTokenPropertyConfiguration.get()
                .generateApiToken("push")
                .getString("value");
    }

    @Test
    void clusterThatIsTakenAwayIsNamedAndWhenItIsBackAllGoesOn() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("cluster", shop.automatic());
        Shop.ended(project, 1);
        Shop.well(project);
        DeploymentConfiguration configuration = DeploymentConfiguration.get();
        var clusters = configuration.getClusters();
        configuration.setClusters(java.util.List.of());
        configuration.save();
        Shop.becomes(project, state -> state.message().contains("testbed"));
        assertThat(project.state().syncStatus()).isEqualTo(SyncStatus.UNKNOWN);
        assertThat(shop.sky()).isEqualTo("blue");
        configuration.setClusters(clusters);
        configuration.save();
        Shop.well(project);
        assertThat(project.getLastBuild().getNumber()).isEqualTo(1);
    }

    @Test
    void syncThatOnlyWaitsForHealthMakesRoomForTheNext() throws Exception {
        shop.says(Map.of("web.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      nodeSelector: {nowhere: "true"}
                      containers: [{name: web, image: "web:1"}]
                """)).repository.commit("No node for it");
        ContinuousDeployment project = shop.project("waiting", shop.definition("timeout: 1h"));
        project.scheduleBuild2(0);
        Shop.until(
                () -> project.getLastBuild() != null && project.getLastBuild().onlyWaits(),
                () -> "the first one waits");
        project.scheduleBuild2(0);
        SyncRun first = Shop.ended(project, 1);
        assertThat(first.getResult()).isEqualTo(Result.ABORTED);
        assertThat(first.getMessage()).contains("newer sync");
        Shop.until(
                () -> project.getLastBuild().getNumber() == 2
                        && project.getLastBuild().onlyWaits(),
                () -> "second");
        project.getLastBuild().getExecutor().doStop();
        assertThat(Shop.ended(project, 2).getResult()).isEqualTo(Result.ABORTED);
    }

    @Test
    void suspendedProjectIsGrey() throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project =
                shop.project("suspended", shop.automatic() + "suspended: {by: ann, reason: incident}\n");
        Shop.becomes(project, state -> state.syncStatus() == SyncStatus.OUT_OF_SYNC);
        assertThat(project.getIconColor()).isEqualTo(BallColor.NOTBUILT);
        assertThat(shop.sky()).isEmpty();
    }

    @Test
    void disabledProjectShowsHowItWasAndHowLongAgoAlsoAfterARestart() throws Exception {
        String commit = shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project("asleep", shop.automatic());
        Shop.ended(project, 1);
        Shop.well(project);
        Instant compared = project.state().comparedAt();
        project.makeDisabled(true);
        assertThat(project.state().syncStatus()).isEqualTo(SyncStatus.SYNCED);
        assertThat(project.state().status()).isPresent();
        // Its first build may be at its very end still.
        Shop.until(() -> project.getIconColor() == BallColor.DISABLED, () -> project.getIconColor() + "");
        assertThat(jenkins.createWebClient().getPage(project).asNormalizedText())
                .contains("neither compares nor syncs", "Synced", "Healthy", commit.substring(0, 10), "ago");

        // As it comes back from disk.
        ContinuousDeployment again =
                (ContinuousDeployment) hudson.model.Items.load(jenkins.jenkins, project.getRootDir());
        assertThat(again.state().syncStatus()).isEqualTo(SyncStatus.SYNCED);
        assertThat(again.state().health()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(again.state().revision()).isEqualTo(project.state().revision());
        assertThat(again.state().comparedAt()).isAfterOrEqualTo(compared).isBefore(Instant.now());

        Files.writeString(project.getRootDir().toPath().resolve("last-state.json"), "{\"revision\": [");
        again = (ContinuousDeployment) hudson.model.Items.load(jenkins.jenkins, project.getRootDir());
        assertThat(again.state()).isEqualTo(ProjectState.NEW);

        project.makeDisabled(false);
        Shop.well(project);
    }
}
