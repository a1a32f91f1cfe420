package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Images;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import io.jenkins.plugins.continuousdeployment.engine.update.UpdateState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a tag in a real registry by a commit in a real repository to what runs in a real cluster. */
class ImageAutomationTest {
    private static final String TIME = "2026-01-01T00:00:00Z";

    private final TestBed.RegistryServer registry = TestBed.get().registry();
    private final Images images = new Images(TestBed.get());
    private final String image = images.at(registry.basicUrl());

    private static Map<String, String> deployment(String value) {
        return Map.of("application/my-app.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: my-app}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: my-app}}
                  template:
                    metadata: {labels: {app: my-app}}
                    spec:
                      containers:
                      - name: my-app
                        image: %s # {"$imagepolicy": "default:image-gitops"}
                """.formatted(value));
    }

    /** As KubeVela's walk-through has it. */
    private String definition(Loop loop, String more) {
        return loop.automatic().replace("revision: main}", "revision: main, path: ./application}")
                + """
                images:
                - policy: default:image-gitops
                  image: %s
                  filterTags: {pattern: '^master-[a-f0-9]+-(?P<ts>[0-9]+)', extract: $ts}
                  order: numerical:asc
                  interval: 1s
                imageUpdates:
                  author: {name: kubevelabot, email: kubevelabot@example.com}
                %s""".formatted(image, more);
    }

    private static String running(Loop loop) {
        return loop.kubectl.run(
                "get",
                "deployment",
                "my-app",
                "-n",
                loop.namespace,
                "-o",
                "jsonpath={.spec.template.spec.containers[0].image}");
    }

    private static String log(Loop loop, String format) {
        loop.repository.git("fetch", "--quiet", "origin");
        return loop.repository.git("log", "-1", "--format=" + format, "origin/main");
    }

    @Test
    void newTagInTheRegistryRunsInTheClusterByACommitOfTheBot() {
        images.push("master-aaaaaaa-100", TIME, Map.of());
        images.push("dev-bbbbbbb-900", TIME, Map.of());
        try (Loop loop = Loop.withPushes();
                UpdatedImages updated = new UpdatedImages(loop)) {
            loop.says(deployment("nginx")).repository.commit("The application");
            updated.keeps(definition(loop, """
                      message: |-
                        Update image automatically.

                        Image: {{range .Updated.Images}}{{println .}}{{end}}
                    """));
            UpdateState first = updated.until(state -> !state.commit().isEmpty());
            assertThat(first.branch()).isEqualTo("main");
            assertThat(log(loop, "%an <%ae>%n%B"))
                    .startsWith("kubevelabot <kubevelabot@example.com>\nUpdate image automatically.\n")
                    .contains("Image: " + image + ":master-aaaaaaa-100", "First update by default:image-gitops");
            assertThat(loop.next(Event.Kind.IMAGES).message()).contains("nginx -> " + image + ":master-aaaaaaa-100");
            loop.next(
                    event -> event.kind() == Event.Kind.SYNCED
                            && event.revision().commit().equals(first.commit()),
                    "synced");
            assertThat(running(loop)).isEqualTo(image + ":master-aaaaaaa-100");

            images.push("master-ccccccc-200", TIME, Map.of());
            UpdateState second = updated.until(state -> !state.commit().equals(first.commit()));
            loop.next(
                    event -> event.kind() == Event.Kind.SYNCED
                            && event.revision().commit().equals(second.commit()),
                    "synced again");
            assertThat(running(loop)).isEqualTo(image + ":master-ccccccc-200");
            assertThat(log(loop, "%B")).doesNotContain("First update");
            UpdateState rests = updated.until(state -> state.pending().isEmpty()
                    && state.images().get(0).current().equals(List.of(image + ":master-ccccccc-200")));
            assertThat(rests.images().get(0).latest()).isEqualTo("master-ccccccc-200");
            assertThat(rests.commit()).as("no loop with its own commits").isEqualTo(second.commit());
        }
    }

    @Test
    void nothingGoesBackAndNothingIsWrittenWhereThatIsNotWanted() {
        images.push("master-aaaaaaa-100", TIME, Map.of());
        try (Loop loop = Loop.withPushes();
                UpdatedImages updated = new UpdatedImages(loop)) {
            String commit = loop.says(deployment(image + ":master-fffffff-300"))
                    .repository
                    .commit("Ahead");
            updated.keeps(definition(loop, ""));
            UpdateState kept = updated.until(state -> !state.notes().isEmpty());
            assertThat(kept.notes().toString()).contains("master-fffffff-300 stays", "allowDowngrade");
            assertThat(kept.commit()).isEmpty();
            updated.keeps(
                    definition(loop, "  automatic: false\n").replace("  order:", "  allowDowngrade: true\n  order:"));
            UpdateState shown = updated.until(state -> !state.pending().isEmpty());
            assertThat(shown.pending().toString()).contains("master-fffffff-300 -> ", "master-aaaaaaa-100");
            updated.keeps(definition(loop, "")
                    .replace("  order:", "  allowDowngrade: true\n  order:")
                    .concat("suspended: {by: ann, reason: incident 12}\n"));
            updated.until(state -> !state.pending().isEmpty());
            assertThat(log(loop, "%H").strip()).isEqualTo(commit);
        }
    }

    @Test
    void registryThatRefusesTheCredentialIsToldAndARenewedOneIsTakenUp() {
        images.push("master-aaaaaaa-100", TIME, Map.of());
        try (Loop loop = Loop.withPushes();
                UpdatedImages updated = new UpdatedImages(loop)) {
            String commit = loop.says(deployment("nginx")).repository.commit("The application");
            updated.password = "wrong-5309";
            updated.keeps(definition(loop, ""));
            UpdateState refused = updated.until(state -> true);
            assertThat(refused.images().get(0).problem()).contains("401").doesNotContain("wrong-5309");
            assertThat(loop.next(Event.Kind.FAILED).message()).contains("default:image-gitops", "401");
            assertThat(log(loop, "%H").strip()).isEqualTo(commit);
            updated.password = registry.password();
            UpdateState well = updated.until(state -> !state.commit().isEmpty());
            assertThat(well.images().get(0).problem()).isEmpty();
        }
    }

    @Test
    void protectedBranchIsToldWithWhatToDoAndNotAskedAllTheTime() throws Exception {
        images.push("master-aaaaaaa-100", TIME, Map.of());
        try (Loop loop = Loop.withPushes();
                UpdatedImages updated = new UpdatedImages(loop)) {
            String commit = loop.says(deployment("nginx")).repository.commit("The application");
            Path hook = loop.repository.bare().resolve("hooks/pre-receive");
            Path asked = loop.repository.bare().resolve("asked");
            Files.createDirectories(hook.getParent());
            Files.writeString(hook, "#!/bin/sh\necho x >> " + asked + "\necho main is protected >&2\nexit 1\n");
            Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
            updated.keeps(definition(loop, ""));
            UpdateState refused = updated.until(state -> !state.problem().isEmpty());
            assertThat(refused.problem()).contains("main is protected", "pushBranch");
            assertThat(refused.pending().toString()).contains("nginx -> ");
            assertThat(loop.next(Event.Kind.FAILED).message()).contains("main is protected");
            updated.until(state -> state.images()
                    .get(0)
                    .lookedAt()
                    .isAfter(refused.images().get(0).lookedAt()));
            assertThat(Files.readString(asked)).isEqualTo("x\n");
            assertThat(log(loop, "%H").strip()).isEqualTo(commit);
        }
    }

    @Test
    void updateForAPullRequestGoesToABranchOfItsOwn() {
        images.push("master-aaaaaaa-100", TIME, Map.of());
        try (Loop loop = Loop.withPushes();
                UpdatedImages updated = new UpdatedImages(loop)) {
            String commit = loop.says(deployment("nginx")).repository.commit("The application");
            updated.keeps(definition(
                    loop, "  pushBranch: 'images/{{range .Updated.Images}}{{.Identifier}}{{end}}'\n  signOff: true\n"));
            UpdateState state = updated.until(each -> !each.commit().isEmpty());
            assertThat(state.branch()).startsWith("images/").contains("master-aaaaaaa-100");
            assertThat(log(loop, "%H").strip()).isEqualTo(commit);
            assertThat(loop.repository.git("log", "-1", "--format=%B", "origin/" + state.branch()))
                    .contains("Signed-off-by: kubevelabot <kubevelabot@example.com>");
            UpdateState later =
                    updated.until(each -> each.images().get(0).lookedAt().isAfter(state.pushedAt()));
            assertThat(later.commit())
                    .as("not once more while the request is open")
                    .isEqualTo(state.commit());
        }
    }
}
