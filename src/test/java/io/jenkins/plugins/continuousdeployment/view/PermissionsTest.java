package io.jenkins.plugins.continuousdeployment.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import hudson.model.Item;
import hudson.security.Permission;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.Shop;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.POST;

/** Who may call what, over every web method of the plugin: found by reflection, called by everybody. */
@WithJenkins
class PermissionsTest {
    private static final String ROOT = "io.jenkins.plugins.continuousdeployment";

    /** Methods that change nothing and may be asked with GET. */
    private static final Set<String> READ_ONLY = Set.of("OperateAction.doIndex");

    /** Methods that ask for a secret in place of a right; their own tests show that. */
    private static final Set<String> BY_SECRET = Set.of("RegistryNotices.doNotify");

    /** Who may do it, and with which parameters it gets so far that only the right decides. */
    private record Call(String path, Permission right, String body) {
        /** Below the project, or where it begins with a slash below Jenkins. */
        String of(ContinuousDeployment project) {
            return path.startsWith("/") ? path.substring(1) : project.getUrl() + path;
        }
    }

    private static final Map<String, Call> CALLS = calls();

    /** Pages, which are views without a method. */
    private static final Map<String, Permission> PAGES = Map.of(
            "", Item.READ,
            "deployment/log", Item.READ,
            "deployment/diff", Item.EXTENDED_READ,
            "deployment/yaml", Item.EXTENDED_READ,
            "deployment/options", Item.BUILD,
            "deployment/suspension", Item.CONFIGURE,
            "deployment/revisions", Item.CONFIGURE,
            "deployment/information", Item.CONFIGURE,
            "deployment/delete", Item.DELETE,
            "changes", Item.READ);

    private static JenkinsRule jenkins;
    private Shop shop;

    private static Map<String, Call> calls() {
        Map<String, Call> calls = new LinkedHashMap<>();
        String home = "/administrativeMonitor/" + ROOT + ".project.MovedHome/";
        calls.put("MovedHome.doMoved", new Call(home + "moved", Jenkins.ADMINISTER, ""));
        calls.put("MovedHome.doCopy", new Call(home + "copy", Jenkins.ADMINISTER, ""));
        calls.put("OperateAction.doCompare", new Call("deployment/compare", Item.BUILD, ""));
        calls.put("OperateAction.doSync", new Call("deployment/sync", Item.BUILD, "dry=true"));
        calls.put("OperateAction.doSuspend", new Call("deployment/suspend", Item.CONFIGURE, "reason=tests"));
        calls.put("OperateAction.doResume", new Call("deployment/resume", Item.CONFIGURE, ""));
        calls.put("OperateAction.doRollback", new Call("deployment/rollback", Item.CONFIGURE, "commit=none"));
        calls.put("OperateAction.doUnpin", new Call("deployment/unpin", Item.CONFIGURE, ""));
        calls.put("OperateAction.doDescribe", new Call("deployment/describe", Item.CONFIGURE, "description=tests"));
        calls.put("OperateAction.doDefine", new Call("deployment/define", Item.CONFIGURE, "definition=none"));
        calls.put("OperateAction.doDeleteWithObjects", new Call("deployment/deleteWithObjects", Item.DELETE, ""));
        calls.put("OperateAction.doKeep", new Call("deployment/keep", Item.DELETE, ""));
        calls.put("ConfiguredItem.doConfigSubmit", new Call("configSubmit", Item.CONFIGURE, "json={}"));
        calls.put("SyncRun.doStop", new Call("1/stop", Item.CANCEL, ""));
        calls.put("OperateAction.doDeleteLeavingObjects", new Call("deployment/deleteLeavingObjects", Item.DELETE, ""));
        return calls;
    }

    /** What each person has, besides seeing Jenkins at all. */
    private static Map<String, List<Permission>> people() {
        Map<String, List<Permission>> people = new LinkedHashMap<>();
        people.put("anonymous", List.of());
        people.put("reader", List.of(Item.READ));
        people.put("extended", List.of(Item.READ, Item.EXTENDED_READ));
        people.put("builder", List.of(Item.READ, Item.BUILD, Item.CANCEL));
        people.put("configurer", List.of(Item.READ, Item.EXTENDED_READ, Item.BUILD, Item.CONFIGURE));
        people.put("administrator", List.of(Jenkins.ADMINISTER));
        return people;
    }

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
        Item.EXTENDED_READ.setEnabled(true);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        MockAuthorizationStrategy rights = new MockAuthorizationStrategy();
        people().forEach((person, all) -> {
            rights.grant(Jenkins.READ).everywhere().to(person);
            rights.grant(all.toArray(Permission[]::new)).everywhere().to(person);
        });
        jenkins.jenkins.setAuthorizationStrategy(rights);
    }

    @BeforeEach
    void configure() throws Exception {
        shop = new Shop(jenkins);
    }

    @AfterEach
    void forget() throws Exception {
        shop.close();
    }

    private static boolean may(String person, Permission right) {
        List<Permission> has = people().get(person);
        return has.contains(Jenkins.ADMINISTER) || has.contains(right);
    }

    private static JenkinsRule.WebClient client(String person) throws Exception {
        JenkinsRule.WebClient client = jenkins.createWebClient();
        client.getOptions().setJavaScriptEnabled(false);
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        client.getOptions().setRedirectEnabled(false);
        // The page that asks who one is sends a browser on to the login.
        client.setRefreshHandler((page, url, seconds) -> {});
        return person.equals("anonymous") ? client : client.withBasicApiToken(person);
    }

    private static int asked(String person, HttpMethod method, String url, String body) throws Exception {
        try (JenkinsRule.WebClient client = client(person)) {
            WebRequest request = new WebRequest(new URL(client.getContextPath() + url), method);
            client.addCrumb(request);
            if (!body.isEmpty()) {
                String[] pair = body.split("=", 2);
                request.getRequestParameters().add(new org.htmlunit.util.NameValuePair(pair[0], pair[1]));
            }
            return client.getPage(request).getWebResponse().getStatusCode();
        }
    }

    private ContinuousDeployment synced(String name) throws Exception {
        shop.says("blue").repository.commit("The shop");
        ContinuousDeployment project = shop.project(name, shop.definition());
        Shop.becomes(project, state -> state.syncStatus() == SyncStatus.OUT_OF_SYNC);
        SyncRun run = project.scheduleBuild2(0).get();
        assertThat(run.getNumber()).isEqualTo(1);
        return project;
    }

    private static Set<Method> webMethods() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT).stream()
                        .filter(each -> !each.getPackageName().startsWith(ROOT + ".engine"))
                        .map(JavaClass::reflect)
                        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                        .filter(method -> method.getName().matches("do[A-Z].*"))
                        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                        .collect(Collectors.toSet());
    }

    private static String named(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    @Test
    void everyWebMethodIsAPostOrListedAsReadOnly() {
        assertThat(webMethods()).isNotEmpty().allSatisfy(method -> assertThat(READ_ONLY.contains(named(method))
                        || method.isAnnotationPresent(RequirePOST.class)
                        || method.isAnnotationPresent(POST.class))
                .as(method.toString())
                .isTrue());
    }

    @Test
    void everyWebMethodOfProjectsAndBuildsIsInTheMatrix() {
        Set<String> found = webMethods().stream()
                .filter(method -> method.getDeclaringClass().getPackageName().matches(".*\\.(project|view)"))
                .map(PermissionsTest::named)
                .filter(name ->
                        !READ_ONLY.contains(name) && !BY_SECRET.contains(name) && !name.startsWith("DescriptorImpl"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(CALLS.keySet()).containsExactlyInAnyOrderElementsOf(found);
    }

    @Test
    void nobodyDoesMoreThanHisRightsAllow() throws Exception {
        ContinuousDeployment stays = synced("matrix");
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Call> entry : CALLS.entrySet()) {
            Call call = entry.getValue();
            boolean deletes = call.right() == Item.DELETE;
            ContinuousDeployment project =
                    deletes ? shop.project(entry.getKey().substring(16), shop.definition()) : stays;
            for (String person : people().keySet()) {
                boolean may = may(person, call.right());
                int status = asked(person, HttpMethod.POST, call.of(project), call.body());
                boolean refused = status == 403 || status == 404 || status == 401;
                if (may == refused || status >= 500) {
                    wrong.add(person + " " + entry.getKey() + ": " + status);
                }
                stays.setDefinition(shop.definition());
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(jenkins.jenkins.getItem("DeleteLeavingObjects")).isNull();
        Shop.until(() -> jenkins.jenkins.getItem("DeleteWithObjects") == null, () -> "deleted with its objects");
        assertThat(jenkins.jenkins.getItem("matrix")).isNotNull();
    }

    @Test
    void whatChangesSomethingIsNeverDoneByGet() throws Exception {
        ContinuousDeployment project = synced("get");
        for (Map.Entry<String, Call> entry : CALLS.entrySet()) {
            assertThat(asked(
                            "administrator",
                            HttpMethod.GET,
                            project.getUrl() + entry.getValue().path(),
                            ""))
                    .as(entry.getKey())
                    .isIn(404, 405);
        }
    }

    @Test
    void pagesAreSeenByWhoMay() throws Exception {
        ContinuousDeployment project = synced("pages");
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Permission> page : PAGES.entrySet()) {
            for (String person : people().keySet()) {
                int status = asked(person, HttpMethod.GET, project.getUrl() + page.getKey(), "");
                boolean may = may(person, page.getValue());
                if (may ? status != 200 : status != 403 && status != 404 && status != 401) {
                    wrong.add(person + " " + page.getKey() + ": " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void syncBeyondTheSettingsNeedsTheRightToConfigure() throws Exception {
        ContinuousDeployment project = synced("beyond");
        String url = project.getUrl() + "deployment/sync";
        for (String beyond : List.of("revision=main", "force=true", "prune=true", "confirmed=true")) {
            assertThat(asked("builder", HttpMethod.POST, url, beyond))
                    .as(beyond)
                    .isEqualTo(403);
        }
        assertThat(asked("builder", HttpMethod.POST, url, "")).isEqualTo(302);
        Shop.ended(project, 2);
    }

    @Test
    void definitionIsExportedToWhoMayReadIt() throws Exception {
        ContinuousDeployment project = synced("exported");
        for (String person : List.of("reader", "extended")) {
            try (JenkinsRule.WebClient client = client(person)) {
                String json = client.goTo(project.getUrl() + "api/json", "application/json")
                        .getWebResponse()
                        .getContentAsString();
                assertThat(json).contains("\"syncStatus\"");
                assertThat(json.contains("\"definition\":\"")).as(person).isEqualTo(person.equals("extended"));
            }
        }
    }

    @Test
    void valuesOfObjectsAreForThoseWhoMaySeeTheDifferences() throws Exception {
        ContinuousDeployment project = synced("values");
        shop.says("ultraviolet").repository.commit("Another colour");
        Shop.becomes(
                project,
                state -> state.revision().message().equals("Another colour")
                        && state.plan().isPresent());
        String page = content("reader", project.getUrl());
        assertThat(page).contains("data.sky").doesNotContain("ultraviolet");
        assertThat(content("extended", project.getUrl() + "deployment/diff")).contains("ultraviolet");
        project.scheduleBuild2(0).get();
        for (String each : List.of(
                "", "deployment/log", "api/json?depth=3", "2/", "2/consoleText", "2/api/json?depth=3", "changes")) {
            assertThat(content("reader", project.getUrl() + each)).as(each).doesNotContain("ultraviolet");
        }
    }

    private static String content(String person, String url) throws Exception {
        try (JenkinsRule.WebClient client = client(person)) {
            WebRequest request = new WebRequest(new URL(client.getContextPath() + url));
            var response = client.getPage(request).getWebResponse();
            assertThat(response.getStatusCode()).as(url).isEqualTo(200);
            return response.getContentAsString();
        }
    }

    @Test
    void sidePanelOffersWhatTheReaderMayDo() throws Exception {
        ContinuousDeployment project = synced("panel");
        try (JenkinsRule.WebClient client = client("reader")) {
            assertThat(client.goTo(project.getUrl())
                            .getElementById("side-panel")
                            .asNormalizedText())
                    .contains("Compare log")
                    .doesNotContain("Compare now", "Suspend", "YAML", "Delete", "Differences");
        }
        try (JenkinsRule.WebClient client = client("configurer")) {
            assertThat(client.goTo(project.getUrl())
                            .getElementById("side-panel")
                            .asNormalizedText())
                    .contains("Compare now", "Suspend", "Edit YAML", "Differences")
                    .doesNotContain("Delete");
        }
    }
}
