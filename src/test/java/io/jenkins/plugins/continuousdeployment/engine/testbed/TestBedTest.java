package io.jenkins.plugins.continuousdeployment.engine.testbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tests get from the bed; the bed's servers have tests of their own in {@code tools/testbed}. */
class TestBedTest {

    private final TestBed bed = TestBed.get();

    @Test
    void isOneForAllTests() {
        assertEquals(bed, TestBed.get());
    }

    @Test
    void namespaceIsFreshAndObjectsAreReadWithTheirManagers() {
        Kubectl kubectl = bed.kubectl();
        String namespace = kubectl.newNamespace();
        assertNotEquals(namespace, kubectl.newNamespace());

        kubectl.feed(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: colours}, data: {sky: blue}}",
                "apply",
                "-n",
                namespace,
                "-f",
                "-");

        var object = kubectl.get("-n", namespace, "configmap", "colours");
        assertEquals("blue", object.at("/data/sky").asText());
        assertTrue(object.at("/metadata/managedFields").isArray());
    }

    @Test
    void userHasNoRightsOfItsOwn() {
        Programs.Output output = bed.kubectlAs("bob", "guests").attempt("get", "secrets");
        assertEquals(1, output.exitCode());
        assertTrue(output.err().contains("User \"bob\" cannot list"), output.err());
    }

    @Test
    void commitsAreServed(@TempDir Path temporary) {
        Repository repository = bed.newRepository("public");
        repository.write("deploy/app.yaml", "kind: ConfigMap").commit("first");
        String commit =
                repository.remove("deploy/app.yaml").write("b.yaml", "b").commit("second");

        Programs.succeed(
                temporary,
                Map.of("GIT_SSL_CAINFO", bed.git().ca().toString()),
                "",
                List.of("git", "clone", "--quiet", repository.url(), "clone"));

        Path clone = temporary.resolve("clone");
        assertTrue(Files.exists(clone.resolve("b.yaml")));
        assertFalse(Files.exists(clone.resolve("deploy")));
        assertEquals(
                commit,
                Programs.succeed(clone, Map.of(), "", List.of("git", "rev-parse", "HEAD"))
                        .strip());
    }

    @Test
    void wrongCommandIsAnError() {
        assertThrows(IllegalStateException.class, () -> bed.command("stop everything"));
    }

    @Test
    void ownBedEndsWithItsFolder() {
        TestBed own = TestBed.start("--with", "registry");
        assertTrue(Files.isDirectory(own.dir()));
        own.close();
        assertFalse(Files.exists(own.dir()));
    }
}
