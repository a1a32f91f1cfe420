package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.ProxyRules;
import io.jenkins.plugins.continuousdeployment.engine.ProxyRules.HttpProxy;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.testbed.ConnectProxy;
import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Git through an HTTP proxy, to real servers. */
class ProxyTest extends PushServers {
    private static final String PASSWORD = "geheim-of-the-proxy";

    private static ProxyRules by(HttpProxy proxy) {
        return host -> Optional.of(proxy);
    }

    private GitSource source(Repository repository, ProxyRules rules) {
        return mirrors.source(access(repository.url(), login())
                .withTimeouts(new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)))
                .withProxies(rules));
    }

    @Test
    void readsAndPushesThroughOneThatWantsAPassword() throws IOException {
        Repository repository = writable();
        try (LogLines log = new LogLines();
                ConnectProxy proxy = new ConnectProxy("user", PASSWORD)) {
            ProxyRules rules = by(new HttpProxy("localhost", proxy.port(), "user", PASSWORD));
            GitSource source = source(repository, rules);
            assertThat(source.resolve("HEAD").ref()).isEqualTo("refs/heads/main");
            assertThat(source.push(MAIN, writing("image: web:2\n")).pushed()).isTrue();
            String server = repository.url().replaceFirst("^https://([^/]*)/.*", "$1");
            assertThat(proxy.targets()).hasSizeGreaterThan(1).containsOnly(server);
            assertThat(log.text()).doesNotContain(PASSWORD);
            assertThat(rules.to("a").orElseThrow().toString()).doesNotContain(PASSWORD);
        }
    }

    @Test
    void aHostThatIsExceptedIsReachedWithoutIt() {
        ProxyRules rules = host ->
                host.equals("127.0.0.1") ? Optional.empty() : Optional.of(new HttpProxy("nowhere.invalid", 1, "", ""));
        assertThat(source(basic, rules).resolve("HEAD").ref()).isEqualTo("refs/heads/main");
    }

    @Test
    void theCertificateOfTheServerIsCheckedAllTheSame() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy("user", PASSWORD)) {
            RepositoryAccess distrusting = access(basic.url(), login())
                    .withCa("")
                    .withProxies(by(new HttpProxy("127.0.0.1", proxy.port(), "user", PASSWORD)));
            assertThatThrownBy(() -> mirrors.source(distrusting).resolve("main"))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("is not trusted: its certificate (CN=testbed) was signed by");
        }
    }

    @Test
    void whatIsWrongWithTheProxyIsSaidOfTheProxy() throws IOException {
        try (ConnectProxy proxy = new ConnectProxy("user", "another");
                ServerSocket silent = new ServerSocket(0)) {
            assertSays(
                    new HttpProxy("127.0.0.1", proxy.port(), "user", PASSWORD),
                    "the proxy 127.0.0.1:" + proxy.port() + " asks for another user or password (407)");
            assertSays(
                    new HttpProxy("127.0.0.1", proxy.port(), "", ""),
                    "the proxy 127.0.0.1:" + proxy.port() + " asks for a user and password (407)");
            assertSays(new HttpProxy("nowhere.invalid", 1, "", ""), "the proxy's host name nowhere.invalid is unknown");
            assertSays(new HttpProxy("127.0.0.1", 1, "", ""), "the proxy 127.0.0.1:1: Connection refused");
            assertSays(
                    new HttpProxy("127.0.0.1", silent.getLocalPort(), "", ""),
                    "the proxy 127.0.0.1:" + silent.getLocalPort() + " does not answer in time");
        }
    }

    private void assertSays(HttpProxy proxy, String words) {
        assertThatThrownBy(() -> source(basic, by(proxy)).resolve("main"))
                .isInstanceOf(RepositoryUnreachableException.class)
                .hasMessageContaining("the repository " + basic.url() + " can't be reached")
                .hasMessageContaining(words)
                .hasMessageNotContaining(PASSWORD);
    }
}
