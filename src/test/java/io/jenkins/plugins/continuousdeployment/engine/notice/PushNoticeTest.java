package io.jenkins.plugins.continuousdeployment.engine.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices with the keys that the registries' documentation names. */
class PushNoticeTest {
    private static List<String> images(String host, String body) {
        return PushNotice.images(host, body.getBytes(StandardCharsets.UTF_8)).stream()
                .map(ImageName::toString)
                .toList();
    }

    @Test
    void dockerHub() {
        assertThat(images("docker.io", """
                {"push_data": {"pushed_at": 1764000000, "pusher": "ann", "tag": "1.2"},
                 "callback_url": "https://hub.example.com/hook/1",
                 "repository": {"name": "web", "namespace": "shop", "repo_name": "shop/web", "is_private": true}}""")).containsExactly("docker.io/shop/web");
        assertThat(images("index.docker.io", """
                {"push_data": {"tag": "1"}, "repository": {"repo_name": "library/nginx"}}""")).containsExactly("docker.io/library/nginx");
    }

    @Test
    void harborInBothFormats() {
        String data = """
                {"resources": [{"digest": "sha256:00", "tag": "1.2", "resource_url": "inside.local/shop/web:1.2"}],
                 "repository": {"name": "web", "namespace": "shop", "repo_full_name": "shop/web", "repo_type": "private"}}""";
        assertThat(images("harbor.example.com", """
                {"type": "PUSH_ARTIFACT", "occur_at": 1764000000, "operator": "ann", "event_data": %s}""".formatted(data))).containsExactly("harbor.example.com/shop/web");
        assertThat(images("harbor.example.com", """
                {"specversion": "1.0", "id": "1", "source": "/projects/1/webhook/policies/1",
                 "type": "harbor.artifact.pushed", "datacontenttype": "application/json", "data": %s}""".formatted(data))).containsExactly("harbor.example.com/shop/web");
        assertThat(images("harbor.example.com", """
                {"type": "PULL_ARTIFACT", "event_data": %s}""".formatted(data))).isEmpty();
        assertThat(images("harbor.example.com", """
                {"type": "harbor.artifact.deleted", "data": %s}""".formatted(data))).isEmpty();
    }

    @Test
    void distributionTakesSeveralEventsAndOnlyPushes() {
        assertThat(images("registry.example.com:5000", """
                {"events": [
                 {"id": "1", "action": "push", "target": {"repository": "shop/web", "tag": "1.2",
                  "mediaType": "application/vnd.oci.image.manifest.v1+json", "url": "http://inside/v2/shop/web/manifests/x"},
                  "request": {"host": "inside:5000", "method": "PUT"}},
                 {"id": "2", "action": "pull", "target": {"repository": "shop/read"}},
                 {"id": "3", "action": "push", "target": {"repository": "shop/web", "tag": "1.3"}},
                 {"id": "4", "action": "push", "target": {"repository": "shop/jobs"}},
                 {"id": "5", "action": "push", "target": {"repository": "NO image"}}, 7, null]}"""))
                .containsExactly("registry.example.com:5000/shop/web", "registry.example.com:5000/shop/jobs");
        assertThat(images("registry.example.com", "{\"events\": []}")).isEmpty();
    }

    @Test
    void githubPackagesAndItsTry() {
        String item = """
                {"name": "Web", "namespace": "Shop", "package_type": "CONTAINER", "owner": {"login": "Shop"},
                 "package_version": {"package_url": "ghcr.io/shop/web:1.2",
                  "container_metadata": {"tag": {"name": "1.2", "digest": "sha256:00"}}}}""";
        for (String key : List.of("registry_package", "package")) {
            assertThat(images("ghcr.io", "{\"action\": \"published\", \"%s\": %s}".formatted(key, item)))
                    .containsExactly("ghcr.io/shop/web");
        }
        assertThat(images("ghcr.io", "{\"zen\": \"Keep it logically awesome.\", \"hook_id\": 1, \"hook\": {}}"))
                .isEmpty();
        assertThat(images(
                        "ghcr.io",
                        "{\"action\": \"published\", \"package\": {\"name\": \"@shop/lib\","
                                + " \"namespace\": \"shop\", \"package_type\": \"npm\", \"package_version\": null}}"))
                .isEmpty();
    }

    @Test
    void quay() {
        assertThat(images("quay.io", """
                {"name": "web", "repository": "shop/web", "namespace": "shop", "docker_url": "quay.io/shop/web",
                 "homepage": "https://quay.io/repository/shop/web", "updated_tags": ["1.2", "latest"]}""")).containsExactly("quay.io/shop/web");
    }

    @Test
    void anybodyElseNamesTheImage() {
        assertThat(images("registry.example.com", """
                {"image": "registry.example.com/shop/web", "tag": "1.2"}""")).containsExactly("registry.example.com/shop/web");
        assertThat(images("Registry.example.com", """
                {"image": "registry.example.com/shop/web:1.2"}""")).containsExactly("registry.example.com/shop/web");
        assertThat(images("docker.io", "{\"image\": \"nginx\"}")).containsExactly("docker.io/library/nginx");
        assertThatThrownBy(() -> images("ghcr.io", "{\"image\": \"quay.io/shop/web\"}"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("another registry than ghcr.io")
                .hasMessageNotContaining("quay");
        assertThatThrownBy(() -> images("ghcr.io", "{\"image\": \"<b>\"}"))
                .isInstanceOf(RefusedException.class)
                .hasMessageNotContaining("<b>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "7",
                "\"x\"",
                "{}",
                "null",
                "{\"events\": 1}",
                "{\"type\": \"PUSH\"}",
                "{\"push_data\": {}}",
                "{\"repository\": \"shop/web\"}",
                "{\"package\": {}, \"action\": \"x\"}",
                "{\"image\": 7}",
                "{\"image\": \"a\"",
                "{\"type\": 7, \"event_data\": {}}"
            })
    void whatNobodyKnowsIsRefusedWithoutRepeatingIt(String body) {
        assertThatThrownBy(() -> images("ghcr.io", body))
                .isInstanceOf(RefusedException.class)
                .hasNoCause()
                .hasMessageMatching("(?s)this is no (JSON\\.|notice that is understood here.*)");
    }

    @Test
    void deepOrBrokenBytesAreRefused() {
        assertThatThrownBy(() -> images("ghcr.io", "{\"a\":".repeat(100_000))).isInstanceOf(RefusedException.class);
        Random random = new Random(7);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            assertThatThrownBy(() -> PushNotice.images("ghcr.io", bytes)).isInstanceOf(RefusedException.class);
        }
    }
}
