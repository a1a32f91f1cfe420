package io.jenkins.plugins.continuousdeployment.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A kubeconfig of a stranger: what is taken, and what is refused with its line. */
class KubeconfigReaderTest {
    private static final String GOOD = """
            apiVersion: v1
            kind: Config
            current-context: prod
            preferences: {}
            clusters:
            - name: c
              cluster:
                server: https://prod.example.com:6443
                certificate-authority-data: Q0E=
                # cluster
            users:
            - name: u
              user:
                token: s3cret
                # user
            contexts:
            - name: prod
              context:
                cluster: c
                user: u
                namespace: shop
                # context
            """;

    private static KubeconfigAccess read(String text) {
        return KubeconfigReader.read("kubeconfig", text.getBytes(StandardCharsets.UTF_8), false);
    }

    private static String with(String where, String line) {
        return GOOD.replace("# " + where, line);
    }

    @Test
    void theCurrentContextIsTaken() {
        KubeconfigAccess access = read(GOOD);
        assertThat(access)
                .isEqualTo(new KubeconfigAccess(
                        "https://prod.example.com:6443", "Q0E=", false, "s3cret", "", "", "", "", "shop"));
        assertThat(access.toString()).doesNotContain("s3cret").contains("prod.example.com");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user    | exec: {command: touch}                | exec would run a program             | 15
            user    | auth-provider: {name: gcp}            | auth-provider would run a program    | 15
            user    | tokenFile: /etc/shadow                | tokenFile names a file               | 15
            user    | client-certificate: /a                | client-certificate names a file      | 15
            user    | client-key: /a                        | client-key names a file              | 15
            user    | as: admin                             | as makes requests in the name        | 15
            user    | as-groups: [a]                        | as-groups makes requests in the name | 15
            user    | client-key-data: '%%'                 | client-key-data is no base64         | 15
            cluster | certificate-authority: /a             | certificate-authority names a file   | 10
            cluster | proxy-url: https://else.example.com   | proxy-url would send the credential  | 10
            cluster | tls-server-name: a                    | tls-server-name is not supported     | 10
            cluster | insecure-skip-tls-verify: true        | insecure-skip-tls-verify switches off| 10
            cluster | insecure-skip-tls-verify: 'yes'       | must be true or false                | 10
            cluster | unheard-of: 1                         | unheard-of is not among the keys     | 10
            context | unheard-of: 1                         | unheard-of is not among the keys     | 22
            """)
    void whatRunsCodeOrNamesFilesIsRefusedWithItsLine(String where, String line, String words, int number) {
        assertThatThrownBy(() -> read(with(where, line)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("kubeconfig:" + number)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aForbiddenKeyOfAnEntryThatNobodyUsesIsRefusedToo() {
        String text = GOOD.replace("contexts:", "- name: other\n  user:\n    exec: {command: touch}\ncontexts:");
        assertThatThrownBy(() -> read(text)).hasMessageContaining("exec would run a program");
    }

    @Test
    void allProblemsComeTogether() {
        String text = with("user", "exec: {command: touch}").replace("# cluster", "proxy-url: https://a.example.com");
        assertThatThrownBy(() -> read(text))
                .hasMessageContaining("exec would run")
                .hasMessageContaining("proxy-url would send");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            current-context: prod | current-context: other | there is no context of this name
            cluster: c            | cluster: d             | there is no cluster of this name
            user: u               | user: v                | there is no user of this name
            https://prod          | http://prod            | must begin with https://
            kind: Config          | kind: Secret           | this is no kubeconfig
            token: s3cret         | token: 12              | token must be a text
            """)
    void whatIsMissingOrWrongIsNamed(String from, String to, String words) {
        assertThatThrownBy(() -> read(GOOD.replace(from, to)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(words);
    }

    @Test
    void aClusterThatIsAllowedToGoesWithoutChecks() {
        byte[] text = with("cluster", "insecure-skip-tls-verify: true").getBytes(StandardCharsets.UTF_8);
        assertThat(KubeconfigReader.read("kubeconfig", text, true).insecure()).isTrue();
    }

    @Test
    void anEmptyOneIsNamed() {
        assertThatThrownBy(() -> read(""))
                .hasMessageContaining("is no kubeconfig")
                .hasMessageContaining("holds 0");
    }
}
