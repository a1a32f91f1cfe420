package io.jenkins.plugins.continuousdeployment.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Action;
import hudson.model.UnprotectedRootAction;
import hudson.security.csrf.CrumbExclusion;
import hudson.util.PluginServletFilter;
import io.jenkins.plugins.continuousdeployment.engine.SyncStatus;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.Shop;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.GET;

/**
 * Our pages break no strict Content-Security-Policy: a filter sends one, a real browser reports what it refuses, and a
 * page that breaks it proves that it bites. Where there is no browser, the pages are read for what it would refuse.
 */
@WithJenkins
class ContentSecurityPolicyTest {
    private static final String POLICY = "default-src 'self'; script-src 'report-sample' 'self'; style-src 'self'"
            + " 'unsafe-inline'; img-src 'self' data:; report-uri /jenkins/csp-reports/report";
    private static final List<String> PAGES = List.of(
            "",
            "deployment/log",
            "deployment/diff",
            "deployment/yaml",
            "deployment/options",
            "deployment/suspension",
            "deployment/revisions",
            "deployment/information",
            "deployment/delete",
            "changes",
            "1/",
            "1/changes",
            "1/console");

    private static final List<String> REPORTS = new CopyOnWriteArrayList<>();

    @TempDir
    static Path folder;

    private static JenkinsRule jenkins;
    private Shop shop;
    private ContinuousDeployment project;

    /** Sends the policy with every answer. */
    private static final class Policy implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            ((HttpServletResponse) response).setHeader("Content-Security-Policy", POLICY);
            chain.doFilter(request, response);
        }
    }

    /** Where the browser reports, and a page that breaks the policy. */
    @TestExtension
    public static final class Reports implements UnprotectedRootAction, Action {
        @CheckForNull
        @Override
        public String getIconFileName() {
            return null;
        }

        @CheckForNull
        @Override
        public String getDisplayName() {
            return null;
        }

        @Override
        public String getUrlName() {
            return "csp-reports";
        }

        @org.kohsuke.stapler.verb.POST
        public HttpResponse doReport(StaplerRequest2 request) throws IOException {
            REPORTS.add(new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return HttpResponses.ok();
        }

        @GET
        public HttpResponse doControl() {
            return HttpResponses.html("<html><body><p id='said'>untouched</p>"
                    + "<script>document.getElementById('said').textContent = 'ran';</script></body></html>");
        }
    }

    /** A browser's report brings no crumb. */
    @TestExtension
    public static final class WithoutCrumb extends CrumbExclusion {
        @Override
        public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            if (request.getPathInfo() != null && request.getPathInfo().startsWith("/csp-reports/")) {
                chain.doFilter(request, response);
                return true;
            }
            return false;
        }
    }

    @BeforeAll
    static void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        PluginServletFilter.addFilter(new Policy());
    }

    @BeforeEach
    void configure() throws Exception {
        shop = new Shop(jenkins);
        shop.says("blue").repository.commit("The shop");
        project = shop.project("policy", shop.definition() + "description: A shop\n");
        Shop.becomes(project, state -> state.syncStatus() == SyncStatus.OUT_OF_SYNC);
        project.scheduleBuild2(0).get();
        shop.says("grey").repository.commit("Clouds");
        Shop.becomes(
                project,
                state -> state.syncStatus() == SyncStatus.OUT_OF_SYNC
                        && state.revision().message().equals("Clouds"));
        REPORTS.clear();
    }

    @AfterEach
    void forget() throws Exception {
        shop.close();
    }

    private static String url(String path) throws IOException {
        return jenkins.getURL() + path;
    }

    @Test
    void pagesAsTheServerSendsThemHoldNoScript() throws Exception {
        List<String> broken = new ArrayList<>();
        try (JenkinsRule.WebClient web = jenkins.createWebClient()) {
            web.getOptions().setJavaScriptEnabled(false);
            for (String path : PAGES) {
                HtmlPage page = web.goTo(project.getUrl() + path);
                assertThat(page.getWebResponse().getResponseHeaderValue("Content-Security-Policy"))
                        .isEqualTo(POLICY);
                broken.addAll(PageRules.broken(page, page.getElementById("main-panel")));
            }
            HtmlPage control = web.goTo("csp-reports/control");
            assertThat(PageRules.broken(control, control.getBody())).hasSize(1);
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void browserRefusesNothingOnOurPages() throws Exception {
        Optional<Chromium> found = Chromium.find(folder.resolve("profile"));
        assumeTrue(found.isPresent(), "there is no chromium here: only what the server sends was read");
        Chromium browser = found.get();

        assertThat(browser.dom(url("csp-reports/control")))
                .contains("untouched")
                .doesNotContain(">ran<");
        Shop.until(() -> !REPORTS.isEmpty(), () -> "the control page is reported");
        assertThat(REPORTS).anyMatch(report -> report.contains("script-src") && report.contains("inline"));

        // What core itself breaks at this version is core's.
        REPORTS.clear();
        jenkins.createFreeStyleProject("plain");
        browser.dom(url("job/plain/"));
        browser.dom(url("job/plain/changes"));
        List<String> core =
                REPORTS.stream().map(ContentSecurityPolicyTest::what).distinct().toList();

        for (String path : PAGES) {
            REPORTS.clear();
            String dom = browser.dom(url(project.getUrl() + path));
            assertThat(dom).as(path).contains("main-panel");
            assertThat(REPORTS.stream().map(ContentSecurityPolicyTest::what).filter(each -> !core.contains(each)))
                    .as(path)
                    .isEmpty();
        }
    }

    /** A report without what differs from page to page. */
    private static String what(String report) {
        return report.replaceAll("\"(document-uri|referrer|line-number|column-number)\":[^,}]*,?", "");
    }

    @Test
    void pagesCanBePhotographed() throws Exception {
        Optional<Chromium> found = Chromium.find(folder.resolve("profile"));
        String into = System.getenv("CD_SHOTS");
        assumeTrue(found.isPresent() && into != null, "CD_SHOTS names no folder, or there is no chromium");
        Files.createDirectories(Path.of(into));
        for (String path : PAGES) {
            Path file = Path.of(into, "page-" + path.replace('/', '-') + ".png");
            found.get().shot(url(project.getUrl() + path), file);
            assertThat(file).isNotEmptyFile();
        }
    }
}
