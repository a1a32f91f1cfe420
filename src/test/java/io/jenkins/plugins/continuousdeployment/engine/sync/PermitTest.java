package io.jenkins.plugins.continuousdeployment.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.Action;
import io.jenkins.plugins.continuousdeployment.engine.ChangeSet;
import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is not granted is neither read nor changed. */
class PermitTest {
    private static final String MAP = "{apiVersion: v1, kind: ConfigMap, metadata: {name: colours}, data: {sky: blue}}";
    private static final String SECRET = "{apiVersion: v1, kind: Secret, metadata: {name: key}, data: {key: a2V5}}";

    /** Grants all but one kind and one namespace. */
    private record AllBut(String forbiddenKind, String forbiddenNamespace) implements Permit {
        @Override
        public Optional<String> refusal(String cluster, String namespace) {
            return namespace.equals(forbiddenNamespace)
                    ? Optional.of("the namespace " + namespace + " of " + cluster + " is not granted")
                    : Optional.empty();
        }

        @Override
        public Optional<String> refusal(String cluster, String namespace, GroupKind kind) {
            return kind.kind().equals(forbiddenKind)
                    ? Optional.of("the kind " + kind + " in " + namespace + " is not granted")
                    : refusal(cluster, namespace);
        }
    }

    @Test
    void planNamesEveryObjectThatIsNotGrantedAndNothingIsMade() {
        try (Shop shop = new Shop()) {
            shop.says(MAP, SECRET).permitted(new AllBut("Secret", ""));
            assertThatThrownBy(shop::sync)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("Secret key")
                    .hasMessageContaining("is not granted")
                    .hasMessageContaining("objects.yaml:1");
            assertThat(shop.kubectl.run("get", "configmap,secret", "-n", shop.namespace, "-o", "name"))
                    .doesNotContain("colours")
                    .doesNotContain("key");
        }
    }

    @Test
    void namespaceOfADestinationMustBeGrantedEvenIfNoObjectGoesThere() {
        try (Shop shop = new Shop()) {
            shop.says(MAP).permitted(new AllBut("", shop.namespace));
            assertThatThrownBy(shop::sync).hasMessageContaining("the namespace " + shop.namespace);
        }
    }

    @Test
    void objectThatIsNotGrantedAnyMoreIsNotPruned() {
        try (Shop shop = new Shop()) {
            shop.says(MAP, SECRET).sync();
            ChangeSet changes =
                    shop.says(MAP).permitted(new AllBut("Secret", "")).sync();
            assertThat(changes.changes())
                    .filteredOn(change -> change.key().name().equals("key"))
                    .singleElement()
                    .satisfies(change -> {
                        assertThat(change.action()).isEqualTo(Action.KEPT);
                        assertThat(change.reason()).isEqualTo("NotGranted");
                    });
            assertThat(shop.kubectl.run("get", "secret", "key", "-n", shop.namespace, "-o", "name"))
                    .contains("secret/key");
        }
    }
}
