package io.jenkins.plugins.continuousdeployment.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.kohsuke.stapler.verb.POST;
import org.springframework.security.access.AccessDeniedException;

/** Every web method of this package takes POST alone, and tells nothing to whoever may not configure. */
class PermissionsTest extends OneJenkins {
    /** No name, no address, no label, no certificate, no pattern's list. */
    private static final String WRONG = "- -";

    @BeforeAll
    void secure() {
        rule.jenkins.setSecurityRealm(rule.createDummySecurityRealm());
        rule.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Item.EXTENDED_READ)
                .everywhere()
                .to("inspector")
                .grant(Item.CONFIGURE)
                .onPaths("team")
                .to("owner")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("inspector", "owner"));
    }

    private static List<Method> methods() {
        List<Method> methods = new ArrayList<>();
        for (Descriptor<?> descriptor : ExtensionList.lookup(Descriptor.class)) {
            if (descriptor.getClass().getPackage().equals(PermissionsTest.class.getPackage())) {
                Arrays.stream(descriptor.getClass().getDeclaredMethods())
                        .filter(method -> method.getName().startsWith("do"))
                        .forEach(methods::add);
            }
        }
        return methods;
    }

    /** What a method answers to a user; null where it refuses. */
    private Object answer(Method method, String user, Item item) throws ReflectiveOperationException {
        Object descriptor = ExtensionList.lookup(Descriptor.class)
                .get(method.getDeclaringClass().asSubclass(Descriptor.class));
        List<Object> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            arguments.add(
                    parameter.getType() == Item.class
                            ? item
                            : parameter.getType() == boolean.class ? (Object) Boolean.TRUE : WRONG);
        }
        try (ACLContext ignored = ACL.as2(User.getById(user, true).impersonate2())) {
            return method.invoke(descriptor, arguments.toArray());
        } catch (InvocationTargetException e) {
            assertThat(e.getCause()).isInstanceOf(AccessDeniedException.class);
            return null;
        }
    }

    @Test
    void thereAreWebMethods() {
        assertThat(methods())
                .hasSizeGreaterThan(12)
                .extracting(Method::getName)
                .contains("doTestConnection", "doCheckKustomize", "doCheckHelm", "doCheckHealthRules");
    }

    @Test
    void everyOneTakesPostAlone() throws Exception {
        assertThat(methods()).allSatisfy(method -> assertThat(method.isAnnotationPresent(POST.class))
                .as("%s", method)
                .isTrue());
        try (JenkinsRule.WebClient client = rule.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            client.login("admin");
            for (Method method : methods()) {
                String name = method.getName().substring(2, 3).toLowerCase(Locale.ROOT)
                        + method.getName().substring(3);
                Class<?> descriptor = method.getDeclaringClass();
                String id = descriptor.isAnnotationPresent(Extension.class) && descriptor.getEnclosingClass() != null
                        ? descriptor.getEnclosingClass().getName()
                        : descriptor.getName();
                String path = "descriptorByName/" + id + "/" + name + "?value=a";
                assertThat(client.goTo(path, null).getWebResponse().getStatusCode())
                        .as("GET of %s", name)
                        .isIn(404, 405);
                WebRequest post = new WebRequest(new URL(rule.getURL(), path), HttpMethod.POST);
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
        give(text(CredentialsScope.GLOBAL, "somebodys", "x"));
        Folder folder = folder("team");
        for (Method method : methods()) {
            for (Item item : new Item[] {null, folder}) {
                assertTold(method, answer(method, "reader", item));
            }
            assertTold(method, answer(method, "owner", null));
        }
    }

    private static void assertTold(Method method, Object answer) {
        if (answer instanceof FormValidation validation) {
            assertThat(validation.kind).as("%s", method).isEqualTo(FormValidation.Kind.OK);
            assertThat(validation.getMessage()).as("%s", method).isNull();
        } else if (answer instanceof ListBoxModel choices) {
            assertThat(choices)
                    .as("%s", method)
                    .extracting(choice -> choice.value)
                    .containsOnly(WRONG);
        } else {
            assertThat(answer).as("%s", method).isNull();
        }
    }

    /** The control: the same questions are answered to whoever may ask. */
    @Test
    void whoeverMayConfigureIsToldWhatIsWrong() throws Exception {
        Folder folder = folder("team");
        for (Method method : methods()) {
            assertAnswered(
                    method, answer(method, "admin", null), method.getName().equals("doCheckFolder"));
            assertAnswered(
                    method,
                    answer(method, "owner", folder),
                    method.getName().equals("doCheckFolder")
                            // Jenkins's own settings are no folder owner's.
                            || method.getDeclaringClass().equals(DeploymentConfiguration.class));
        }
    }

    private static void assertAnswered(Method method, Object answer, boolean nothingWrong) {
        if (answer instanceof FormValidation validation && !nothingWrong) {
            assertThat(validation.kind).as("%s", method).isNotEqualTo(FormValidation.Kind.OK);
        }
        assertThat(answer).as("%s", method).isNotNull();
    }

    private static List<String> values(ListBoxModel choices) {
        return choices.stream().map(choice -> choice.value).toList();
    }

    @Test
    void credentialsOfScopeSystemAreOfferedToAdministratorsForJenkinsItselfAlone() throws Exception {
        give(text(CredentialsScope.SYSTEM, "hidden", "x"));
        give(text(CredentialsScope.GLOBAL, "open", "x"));
        Folder team = folder("team");
        give(team, text(CredentialsScope.GLOBAL, "teams", "x"));
        try (ACLContext ignored = ACL.as2(User.getById("admin", true).impersonate2())) {
            assertThat(values(CredentialChoices.forCluster(null, "", ""))).contains("hidden", "open");
            assertThat(values(CredentialChoices.forCluster(team, "", "")))
                    .contains("open", "teams")
                    .doesNotContain("hidden");
            assertThat(values(CredentialChoices.forGit(team, "https://git.example.com/a.git", "kept")))
                    .contains("open", "teams", "kept")
                    .doesNotContain("hidden");
        }
        try (ACLContext ignored = ACL.as2(User.getById("inspector", true).impersonate2())) {
            assertThat(values(CredentialChoices.forCluster(team, "", ""))).contains("teams");
            assertThat(values(CredentialChoices.forCluster(null, "", "kept"))).containsOnly("kept");
        }
    }
}
