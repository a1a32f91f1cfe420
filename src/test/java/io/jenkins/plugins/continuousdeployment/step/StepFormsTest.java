package io.jenkins.plugins.continuousdeployment.step;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.AbstractProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundConstructor;

/** What the snippet generator shows: every parameter has a field and help in both languages, and comes back as it was. */
@WithJenkins
class StepFormsTest {
    private static final Set<String> LOOPS = Set.of("automatic", "interval", "selfHeal", "retry");
    private static JenkinsRule jenkins;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    private static List<FormStepDescriptor> steps() {
        List<FormStepDescriptor> steps = new ArrayList<>();
        for (StepDescriptor each : StepDescriptor.all()) {
            if (each instanceof FormStepDescriptor ours) {
                steps.add(ours);
            }
        }
        return steps;
    }

    private static List<String> parameters(StepDescriptor step) {
        return DescribableModel.of(step.clazz).getParameters().stream()
                .map(DescribableParameter::getName)
                .toList();
    }

    @Test
    void stepsHaveTheNamesThatPeopleCall() {
        assertThat(steps())
                .extracting(StepDescriptor::getFunctionName)
                .containsExactlyInAnyOrder(
                        "deploySync",
                        "deployDiff",
                        "deployWait",
                        "deployStatus",
                        "deployImage",
                        "deployRollback",
                        "deploySuspend",
                        "deployResume",
                        "fingerprintImage");
        assertThat(steps()).allSatisfy(step -> assertThat(step.getDisplayName()).isNotBlank());
    }

    @Test
    void everyParameterHasAFieldAndHelpInBothLanguages() throws Exception {
        for (FormStepDescriptor step : steps()) {
            String form = form(step.clazz);
            assertThat(resource(step.clazz, "help.html")).as(step.getId()).isNotBlank();
            assertThat(resource(step.clazz, "help_zh_CN.html")).as(step.getId()).matches("(?s).*\\p{IsHan}.*");
            for (String parameter : parameters(step)) {
                String what = step.getFunctionName() + " " + parameter;
                assertThat(form).as(what).contains("field=\"" + parameter + "\"");
                assertThat(inherited(step.clazz, "help-" + parameter + ".html"))
                        .as(what)
                        .isNotBlank();
                assertThat(inherited(step.clazz, "help-" + parameter + "_zh_CN.html"))
                        .as(what)
                        .matches("(?s).*\\p{IsHan}.*");
            }
            assertThat(form.split("field=\"", -1).length - 1)
                    .as("fields of " + step.getFunctionName())
                    .isEqualTo(parameters(step).size());
        }
    }

    @Test
    void everySettingOfASyncThatIsNotTheLoopsIsAParameter() {
        List<String> parameters = parameters(jenkins.jenkins.getDescriptorByType(DeploySyncStep.DescriptorImpl.class));
        for (RecordComponent setting : SyncOptions.class.getRecordComponents()) {
            assertThat(parameters.contains(setting.getName()))
                    .as(setting.getName())
                    .isEqualTo(!LOOPS.contains(setting.getName()));
        }
    }

    @Test
    void everyTextOfAFormIsTranslated() throws Exception {
        for (Class<?> owner : List.of(
                DeploySyncStep.class,
                DeployDiffStep.class,
                DeployStatusStep.class,
                DeployWaitStep.class,
                DeployImageStep.class,
                DeployRollbackStep.class,
                DeploySuspendStep.class,
                DeployResumeStep.class,
                FingerprintImageStep.class)) {
            translated(owner, "config");
        }
        translated(DeploymentStep.class, "inline");
        translated(SyncSettingsStep.class, "settings");
        assertThat(keys("Messages.properties")).isEqualTo(keys("Messages_zh_CN.properties"));
    }

    private static Set<String> keys(String file) throws Exception {
        Properties texts = new Properties();
        try (InputStream in = DeploySyncStep.class.getResourceAsStream(file)) {
            texts.load(in);
        }
        return texts.stringPropertyNames();
    }

    private static void translated(Class<?> owner, String page) throws Exception {
        Properties texts = new Properties();
        try (InputStream in = owner.getResourceAsStream(owner.getSimpleName() + "/" + page + "_zh_CN.properties")) {
            texts.load(in);
        }
        Matcher text = Pattern.compile("\\$\\{%([^}]*)}").matcher(resource(owner, page + ".jelly"));
        while (text.find()) {
            assertThat(texts.stringPropertyNames()).as(owner + " " + page).contains(text.group(1));
        }
    }

    /** The form of a step with what it includes. */
    private static String form(Class<?> step) throws Exception {
        String form = resource(step, "config.jelly");
        Matcher part = Pattern.compile("<st:include class=\"([^\"]*)\" page=\"([^\"]*)\" />")
                .matcher(form);
        StringBuilder whole = new StringBuilder(form);
        while (part.find()) {
            whole.append(resource(Class.forName(part.group(1)), part.group(2)));
        }
        return whole.toString();
    }

    private static String inherited(Class<?> step, String file) throws Exception {
        for (Class<?> each = step; each != Step.class; each = each.getSuperclass()) {
            String text = resource(each, file);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static String resource(Class<?> owner, String file) throws Exception {
        try (InputStream in = owner.getResourceAsStream(owner.getSimpleName() + "/" + file)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static <S extends Step> S roundTrip(S step) throws Exception {
        StepHolder before = new StepHolder(step);
        StepHolder after = jenkins.configRoundtrip(before);
        @SuppressWarnings("unchecked") // the same form comes back
        S same = (S) after.getStep();
        return same;
    }

    private static void returns(Step step, String snippet) throws Exception {
        assertThat(Snippetizer.object2Groovy(step)).isEqualTo(snippet);
        assertThat(Snippetizer.object2Groovy(roundTrip(step)))
                .as("after the form")
                .isEqualTo(snippet);
    }

    @Test
    void formsGiveBackWhatTheyWereGiven() throws Exception {
        returns(new DeploySyncStep("shop"), "deploySync 'shop'");
        DeploySyncStep sync = new DeploySyncStep("team/shop");
        sync.setRevision("v1");
        sync.setPrune(true);
        sync.setForce(false);
        sync.setWait(false);
        sync.setPropagate(false);
        sync.setConfirmPrune(true);
        sync.setPruneLimit("25%");
        sync.setPropagationPolicy("orphan");
        sync.setTimeout("5m");
        sync.setDeleteKinds(List.of("Namespace"));
        returns(
                sync,
                "deploySync confirmPrune: true, deleteKinds: ['Namespace'], force: false, project: 'team/shop',"
                        + " propagate: false, propagationPolicy: 'orphan', prune: true, pruneLimit: '25%',"
                        + " revision: 'v1', timeout: '5m', wait: false");
        returns(new DeployDiffStep("shop"), "deployDiff 'shop'");
        returns(new DeployStatusStep("shop"), "deployStatus 'shop'");
        returns(new DeployWaitStep("shop", "abc"), "deployWait project: 'shop', revision: 'abc'");
        returns(
                new DeployImageStep("shop", "ghcr.io/shop/web", "1.4.2"),
                "deployImage image: 'ghcr.io/shop/web', project: 'shop', tag: '1.4.2'");
        returns(new DeployRollbackStep("shop", "abc"), "deployRollback project: 'shop', revision: 'abc'");
        DeploySuspendStep suspend = new DeploySuspendStep("shop", "incident 12");
        suspend.setUntil("2027-01-01T08:00:00Z");
        returns(suspend, "deploySuspend project: 'shop', reason: 'incident 12', until: '2027-01-01T08:00:00Z'");
        returns(new DeployResumeStep("shop"), "deployResume 'shop'");
    }

    @Test
    void inlineDeploymentComesBackFromTheFormAsMaps() throws Exception {
        DeployDiffStep step = new DeployDiffStep(null);
        step.setName("web");
        step.setSource(Map.of("repository", "shop"));
        step.setDestinations(List.of(Map.of("cluster", "prod")));
        step.setSync(Map.of("prune", true));
        DeployDiffStep same = roundTrip(step);
        assertThat(same.getProject()).isNull();
        assertThat(same.getName()).isEqualTo("web");
        assertThat(same.getSource()).isEqualTo(step.getSource());
        assertThat(same.getDestinations()).isEqualTo(step.getDestinations());
        assertThat(same.getSync()).isEqualTo(step.getSync());
        assertThat(Snippetizer.object2Groovy(same))
                .isEqualTo("deployDiff destinations: [[cluster: 'prod']], name: 'web', source: [repository: 'shop'],"
                        + " sync: [prune: true]");
    }

    /** Puts the form of a step on a page, as the snippet generator does. */
    public static final class StepHolder extends Builder {
        private final transient Step step;

        @DataBoundConstructor
        public StepHolder(Step step) {
            this.step = step;
        }

        public Step getStep() {
            return step;
        }

        @TestExtension
        public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
            @Override
            public boolean isApplicable(Class<? extends AbstractProject> type) {
                return true;
            }

            @Override
            public String getDisplayName() {
                return "Step";
            }
        }
    }
}
