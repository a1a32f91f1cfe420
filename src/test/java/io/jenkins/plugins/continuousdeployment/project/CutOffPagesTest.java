package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The pages of a sync that the end of Jenkins cut off, and of the one that took it up. */
@WithJenkins
class CutOffPagesTest {
    @Test
    void syncThatWasCutOffAndTheOneThatTookItUpLinkToEachOther(JenkinsRule jenkins) throws Exception {
        try (Shop shop = new Shop(jenkins);
                JenkinsRule.WebClient web = jenkins.createWebClient()) {
            shop.says("blue").repository.commit("The shop");
            ContinuousDeployment project = shop.project("cut", shop.definition());
            Shop.becomes(project, state -> state.syncStatus() == SyncStatus.OUT_OF_SYNC);
            SyncRun run = project.scheduleBuild2(0).get();
            asIfCutOff(run);
            project.doReload();
            DeploymentLoop.get().begin();
            SyncRun next = Shop.ended(project, 2);
            assertThat(project.getBuildByNumber(1).getResult()).isEqualTo(Result.ABORTED);
            assertThat(next.getResult()).isEqualTo(Result.SUCCESS);

            web.getOptions().setJavaScriptEnabled(false);
            HtmlPage page = web.getPage(project.getBuildByNumber(1));
            assertThat(page.getElementById("main-panel").asNormalizedText()).contains("Cut off", "Taken up by #2");
            page = page.getAnchorByText("#2").click();
            assertThat(page.getElementById("main-panel").asNormalizedText()).contains("Takes up #1");
        }
    }

    /** What is on disk while a sync runs. */
    private static void asIfCutOff(SyncRun run) throws Exception {
        Path file = run.getRootDir().toPath().resolve("build.xml");
        String saved = Files.readString(file);
        String running = saved.replace("<completed>true</completed>", "<completed>false</completed>")
                .replaceAll("<result>.*</result>", "");
        assertThat(running).isNotEqualTo(saved);
        Files.writeString(file, running);
        RunningSyncs.add(run);
    }
}
