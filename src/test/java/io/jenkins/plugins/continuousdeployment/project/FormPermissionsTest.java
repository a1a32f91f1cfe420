package io.jenkins.plugins.continuousdeployment.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;
import org.springframework.security.access.AccessDeniedException;

/** What the form asks while it is filled in: by POST alone, and nothing is told to whoever may not configure. */
@WithJenkins
class FormPermissionsTest {
    /** No number, no word, no time, no block of YAML, no path and no name of a namespace. */
    private static final String WRONG = "/../ - ; [\n - [";

    private static JenkinsRule jenkins;
    private Shop shop;
    private ContinuousDeployment project;

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "inspector", "owner")
                .grant(Item.EXTENDED_READ)
                .everywhere()
                .to("inspector")
                .grant(Item.CONFIGURE)
                .onPaths("team/shop")
                .to("owner"));
    }

    @BeforeEach
    void configure() throws Exception {
        shop = new Shop(jenkins);
        shop.says("blue").repository.commit("The shop");
        project = shop.project(jenkins.jenkins.createProject(Folder.class, "team"), "shop", shop.definition());
    }

    @AfterEach
    void forget() throws Exception {
        project.release();
        shop.close();
    }

    private static List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        for (Class<?> type : List.of(DefinitionFields.DescriptorImpl.class, DestinationFields.DescriptorImpl.class)) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.getName().startsWith("do") && !method.isSynthetic())
                    .forEach(methods::add);
        }
        return methods;
    }

    /** What a method answers to a user; null where it refuses. */
    private Object answer(Method method, String user, String value) throws ReflectiveOperationException {
        Descriptor<?> descriptor =
                jenkins.jenkins.getDescriptorByType(method.getDeclaringClass().asSubclass(Descriptor.class));
        List<Object> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            Class<?> type = parameter.getType();
            arguments.add(
                    Item.class.isAssignableFrom(type)
                            ? project
                            : type == boolean.class ? (Object) false : type == StaplerRequest2.class ? null : value);
        }
        try (ACLContext ignored = ACL.as2(User.getById(user, true).impersonate2())) {
            return method.invoke(descriptor, arguments.toArray());
        } catch (InvocationTargetException e) {
            assertThat(e.getCause()).isInstanceOf(AccessDeniedException.class);
            return null;
        }
    }

    @Test
    void everyOneTakesPostAlone() throws Exception {
        assertThat(methods()).hasSizeGreaterThan(25).extracting(Method::getName).contains("doCheckSettings");
        try (JenkinsRule.WebClient client = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            client.login("admin");
            for (Method method : methods()) {
                assertThat(method.isAnnotationPresent(POST.class))
                        .as("%s", method)
                        .isTrue();
                String name = method.getName().substring(2, 3).toLowerCase(Locale.ROOT)
                        + method.getName().substring(3);
                String path = project.getUrl() + "descriptorByName/"
                        + method.getDeclaringClass().getEnclosingClass().getName() + "/" + name
                        + "?value=a&json=%7B%7D";
                assertThat(client.goTo(path, null).getWebResponse().getStatusCode())
                        .as("GET of %s", name)
                        .isIn(404, 405);
                WebRequest post = new WebRequest(new URL(jenkins.getURL(), path), HttpMethod.POST);
                assertThat(client.getPage(client.addCrumb(post))
                                .getWebResponse()
                                .getStatusCode())
                        .as("POST of %s", name)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void whoeverMayNotConfigureIsToldNothing() throws Exception {
        for (String user : List.of("reader", "inspector")) {
            for (Method method : methods()) {
                Object answer = answer(method, user, WRONG);
                if (answer instanceof FormValidation validation) {
                    assertThat(validation.kind).as("%s", method).isEqualTo(FormValidation.Kind.OK);
                    assertThat(validation.getMessage()).as("%s", method).isNull();
                } else if (answer instanceof ComboBoxModel choices) {
                    assertThat(choices).as("%s", method).isEmpty();
                } else if (answer instanceof ListBoxModel choices) {
                    assertThat(choices)
                            .as("%s", method)
                            .extracting(choice -> choice.value)
                            .doesNotContain("testbed", "testbed-token");
                } else {
                    assertThat(answer).as("%s", method).isNull();
                }
            }
        }
    }

    /** The control: whoever may configure is told what is wrong. */
    @Test
    void whoeverMayConfigureIsToldWhatIsWrong() throws Exception {
        for (Method method : methods()) {
            if (method.getName().startsWith("doCheck") && !method.getName().equals("doCheckSettings")) {
                FormValidation told = (FormValidation)
                        answer(method, "owner", method.getName().equals("doCheckSelfHeal") ? "true" : WRONG);
                assertThat(told.kind).as("%s", method).isEqualTo(FormValidation.Kind.ERROR);
            }
        }
    }

    @Test
    void whoeverMayConfigureIsOfferedWhatThereIs() throws Exception {
        Descriptor<?> fields = jenkins.jenkins.getDescriptorByType(DefinitionFields.DescriptorImpl.class);
        try (ACLContext ignored = ACL.as2(User.getById("owner", true).impersonate2())) {
            DefinitionFields.DescriptorImpl descriptor = (DefinitionFields.DescriptorImpl) fields;
            assertThat(descriptor.doFillRepositoryItems(project)).containsExactly("shop");
            assertThat(descriptor.doFillRevisionItems(project, "shop", "")).contains("main");
            assertThat(descriptor.doFillRevisionItems(project, "file:///etc", ""))
                    .isEmpty();
            assertThat(jenkins.jenkins
                            .getDescriptorByType(DestinationFields.DescriptorImpl.class)
                            .doFillClusterItems(project, "gone"))
                    .extracting(choice -> choice.value)
                    .containsExactly("", "testbed", "gone");
        }
    }

    @Test
    void aBlockOfYamlIsToldTheLineOfItsFault() throws Exception {
        DefinitionFields.DescriptorImpl fields =
                jenkins.jenkins.getDescriptorByType(DefinitionFields.DescriptorImpl.class);
        try (ACLContext ignored = ACL.as2(User.getById("owner", true).impersonate2())) {
            assertThat(fields.doCheckKustomize(project, "namePrefix: a-\nimages:\n- nam: web\n")
                            .renderHtml())
                    .contains("Line 3:", "unknown key");
            assertThat(fields.doCheckHelm(project, "values:\n  a: 1\n   b: 2\n").renderHtml())
                    .contains("Line 3:");
            assertThat(fields.doCheckImages(project, "- policy: a\n  image: b\n  order: newest\n").kind)
                    .isEqualTo(FormValidation.Kind.OK);
            assertThat(fields.doCheckImageUpdates(project, "automatic: false\nauthr: {name: bot}\n", "- policy: a\n")
                            .renderHtml())
                    .contains("Line 2:", "unknown key")
                    .doesNotContain("needs images");
            assertThat(fields.doCheckImageUpdates(project, "{}", "").renderHtml())
                    .contains("needs images");
            assertThat(fields.doCheckImageUpdates(project, "{}", "- policy: a\n").kind)
                    .isEqualTo(FormValidation.Kind.OK);
            assertThat(fields.doCheckHealth(project, "- kinds: A\n  rules: <b>\n")
                            .renderHtml())
                    .doesNotContain("<b>");
        }
    }
}
