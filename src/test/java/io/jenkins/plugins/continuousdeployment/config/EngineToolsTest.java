package io.jenkins.plugins.continuousdeployment.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.util.FormValidation;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthRules;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** Programs and rules that an administrator gives: checked while they are typed, refused whole, kept. */
class EngineToolsTest extends OneJenkins {
    private static final String WRONG = """
            - kinds: Warehouse.shop.example.com
              rules:
              - {health: Fine}
              - {health: Healthy, mesage: all is well}
            """;

    private static final String RIGHT = WRONG.replace("{health: Fine}", "{when: {status.state: Wet}, health: Degraded}")
            .replace("mesage", "message");

    @Test
    void theCheckTellsTheVersionOfAProgram() {
        FormValidation kustomize =
                configuration().doCheckKustomize(TestBed.program("kustomize").toString());
        assertThat(kustomize.kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(kustomize.getMessage()).matches("kustomize v5\\.\\d+\\.\\d+");
        FormValidation helm =
                configuration().doCheckHelm(TestBed.program("helm").toString());
        assertThat(helm.kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(helm.getMessage()).matches("helm v3\\.\\d+\\.\\d+.*");
        assertThat(configuration().doCheckHelm(" ").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void theCheckTellsWhatIsNoProgramOrAnother() throws IOException {
        Path text = Files.writeString(temporary.resolve("notes.txt"), "no program");
        assertRefused(configuration().doCheckKustomize("kustomize"), "by an absolute path");
        assertRefused(configuration().doCheckKustomize("/nowhere/kustomize"), "there is no such file");
        assertRefused(configuration().doCheckHelm(text.toString()), "no program that can be run");
        assertRefused(
                configuration().doCheckKustomize(TestBed.program("kubectl").toString()),
                "does not answer as kustomize does");
    }

    private static void assertRefused(FormValidation validation, String why) {
        assertThat(validation.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(validation.getMessage()).contains(why);
    }

    @Test
    void theCheckTellsEveryMistakeInRulesWithItsLine() {
        FormValidation wrong = configuration().doCheckHealthRules(WRONG.replace("\n", "\r\n"));
        assertRefused(wrong, "healthRules:3:");
        assertRefused(wrong, "healthRules:4:");
        assertRefused(configuration().doCheckHealthRules("- [unfinished"), "healthRules:1:");
        assertThat(configuration().doCheckHealthRules(RIGHT).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(configuration().doCheckHealthRules("").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void rulesWithAMistakeAreRefusedWholeByTheForm() throws Exception {
        configuration().setHealthRules(RIGHT);
        configuration().setInstance("before");
        try (JenkinsRule.WebClient client = rule.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            HtmlForm form = client.goTo("manage/configure").getFormByName("config");
            HtmlTextArea rules = form.getTextAreaByName("_.healthRules");
            assertThat(rules.getText()).isEqualToNormalizingNewlines(RIGHT);
            form.getInputByName("_.instance").setValue("after");
            rules.setText(WRONG);
            Page answer = rule.submit(form);
            assertThat(answer.getWebResponse().getContentAsString()).contains("healthRules:3:", "healthRules:4:");
            assertThat(configuration().getHealthRules()).isEqualTo(RIGHT);
            assertThat(configuration().getInstance()).isEqualTo("before");
        } finally {
            configuration().setInstance("");
        }
    }

    @Test
    void aProgramThatWentAwayHindersNobodyFromSavingTheRest() throws IOException {
        Path program =
                Files.copy(TestBed.program("helm"), temporary.resolve("helm"), StandardCopyOption.COPY_ATTRIBUTES);
        configuration().setHelm(" " + program + " ");
        Files.delete(program);
        configuration().setHelm(program.toString());
        assertThat(EngineTools.configured().paths().helm()).contains(program);
        assertThatThrownBy(() -> configuration().setKustomize(program.toString()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("there is no such file");
        configuration().setHelm(null);
        assertThat(EngineTools.configured().paths().helm()).isEmpty();
    }

    @Test
    void whatIsSavedIsReadAgainAndRulesThatWereBrokenByHandAreLeftOut() throws IOException {
        configuration().setHealthRules(RIGHT);
        configuration().save();
        configuration().setHealthRules("");
        configuration().load();
        assertThat(EngineTools.configured().rules()).isEqualTo(HealthRules.read("same", RIGHT));
        Path file = rule.jenkins.getRootDir().toPath().resolve(DeploymentConfiguration.class.getName() + ".xml");
        Files.writeString(file, Files.readString(file).replace("health: Healthy", "health: Fine"));
        configuration().load();
        assertThat(configuration().getHealthRules()).contains("Fine");
        assertThat(EngineTools.configured().rules()).isEqualTo(HealthRules.NONE);
    }
}
