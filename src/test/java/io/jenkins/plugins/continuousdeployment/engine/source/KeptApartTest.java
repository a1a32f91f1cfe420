package io.jenkins.plugins.continuousdeployment.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.Test;

/** A credential goes nowhere but to its server, and what others set for the whole JVM does not reach us. */
class KeptApartTest extends RealServers {
    @Test
    void nothingFollowsARedirectToAnotherHost() throws IOException {
        GitSource source = mirrors.source(access(open.urlBelow("redirect"), login()));
        String path = URI.create(open.url()).getPath();
        long before = elsewhere(path);

        assertThat(catchThrowableOfType(RefusedException.class, () -> source.resolve("main")))
                .isNotNull();
        assertThat(elsewhere(path)).as("requests under the other name").isEqualTo(before);
    }

    private long elsewhere(String path) throws IOException {
        try (Stream<String> lines = Files.lines(bed.git().requests())) {
            return lines.filter(line -> line.contains("\"localhost:") && line.contains(path))
                    .count();
        }
    }

    /** What another plugin of the same Jenkins may have done. */
    @Test
    void whatIsSetForTheWholeJvmChangesNothing() throws Exception {
        HostnameVerifier verifier = HttpsURLConnection.getDefaultHostnameVerifier();
        SSLSocketFactory factory = HttpsURLConnection.getDefaultSSLSocketFactory();
        ProxySelector proxies = ProxySelector.getDefault();
        SystemReader reader = SystemReader.getInstance();
        CredentialsProvider credentials = CredentialsProvider.getDefault();
        SSLContext careless = SSLContext.getInstance("TLS");
        careless.init(null, new TrustManager[] {new Careless()}, null);
        try (GitMirrors own = new GitMirrors(folder.resolve("jvm"), line -> {})) {
            HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
            HttpsURLConnection.setDefaultSSLSocketFactory(careless.getSocketFactory());
            ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
            Authenticator.setDefault(new Knowing(bed.git().user(), bed.git().password()));
            CredentialsProvider.setDefault(new UsernamePasswordCredentialsProvider(
                    bed.git().user(), bed.git().password()));
            SystemReader.setInstance(new HostileSettings(reader, folder.resolve("gitconfig")));

            assertThat(own.source(access(open.url(), Credential.NONE))
                            .resolve("main")
                            .commit())
                    .isEqualTo(commit);
            assertRefused(own, access(open.url(), Credential.NONE).withCa(""), "is not trusted");
            assertRefused(own, access(underAnotherName(open.url()), Credential.NONE), "is for another name");
            assertRefused(own, access(basic.url(), Credential.NONE), "(401), and none was given");
        } finally {
            HttpsURLConnection.setDefaultHostnameVerifier(verifier);
            HttpsURLConnection.setDefaultSSLSocketFactory(factory);
            ProxySelector.setDefault(proxies);
            Authenticator.setDefault(null);
            CredentialsProvider.setDefault(credentials);
            SystemReader.setInstance(reader);
        }
    }

    private static void assertRefused(GitMirrors mirrors, RepositoryAccess access, String why) {
        assertThat(catchThrowableOfType(
                        RefusedException.class, () -> mirrors.source(access).resolve("main")))
                .hasMessageContaining(why);
    }

    /** Takes every certificate. */
    private static final class Careless implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** Knows a password for every server. */
    private static final class Knowing extends Authenticator {
        private final PasswordAuthentication answer;

        Knowing(String user, String password) {
            answer = new PasswordAuthentication(user, password.toCharArray());
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return answer;
        }
    }

    /** A user's Git settings that would turn checks off, lead elsewhere and add a header. */
    private static final class HostileSettings extends SystemReader.Delegate {
        private final Path file;

        HostileSettings(SystemReader machine, Path file) throws IOException {
            super(machine);
            this.file = file;
            Files.writeString(file, """
                    [http]
                        sslVerify = false
                        extraHeader = X-Test: yes
                        cookieFile = /nowhere/cookies
                        followRedirects = true
                    [http "https://127.0.0.1"]
                        sslVerify = false
                    [url "https://nowhere.invalid/"]
                        insteadOf = https://
                    [protocol]
                        version = 0
                    """);
        }

        @Override
        public FileBasedConfig openUserConfig(Config parent, FS fs) {
            return new FileBasedConfig(parent, file.toFile(), fs);
        }
    }
}
