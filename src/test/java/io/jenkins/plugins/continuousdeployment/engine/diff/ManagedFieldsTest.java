package io.jenkins.plugins.continuousdeployment.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManagedFieldsTest {
    private static KubeObject live(String entries) {
        return Trees.object("{metadata: {managedFields: [" + entries + "]}}");
    }

    @Test
    void entriesOfAServerAreWrittenTheSameWay() {
        assertThat(DiffCase.all().map(diffCase -> diffCase.recording().live()))
                .allSatisfy(live -> assertThat(ManagedFields.of(live).entries().stream()
                                .map(ManagedEntry::toTree)
                                .toList())
                        .isEqualTo(live.list("metadata", "managedFields")));
    }

    @Test
    void ourApplyIsOfTheObjectItself() {
        ManagedFields fields = ManagedFields.of(live("""
                {manager: a, operation: Update, fieldsV1: {'f:x': {}}},
                {manager: a, operation: Apply, subresource: status, fieldsV1: {'f:y': {}}},
                {manager: a, operation: Apply, fieldsV1: {'f:z': {}}}"""));
        assertThat(fields.appliedBy("a").orElseThrow().fields().contains(FieldPath.of("z")))
                .isTrue();
        assertThat(fields.appliedBy("b")).isEmpty();
        assertThat(fields.all().members()).hasSize(3);
    }

    @Test
    void ownersOfAFieldAreThoseOfTheWholeElseThoseOfItsParts() {
        ManagedFields fields = ManagedFields.of(live("""
                {manager: whole, operation: Update, fieldsV1: {'f:a': {}}},
                {manager: part, operation: Update, fieldsV1: {'f:a': {'f:b': {}}, 'f:c': {'f:d': {}}}}"""));
        assertThat(fields.owners(FieldPath.of("a", "b")))
                .extracting(ManagedEntry::manager)
                .containsExactly("whole", "part");
        assertThat(fields.owners(FieldPath.of("c")))
                .extracting(ManagedEntry::manager)
                .containsExactly("part");
        assertThat(fields.owners(FieldPath.of("e"))).isEmpty();
    }

    @Test
    void whatCannotBeReadIsRefused() {
        for (String wrong : List.of(
                "1",
                "{manager: a, operation: Guess}",
                "{manager: a, operation: Apply, time: yesterday}",
                "{manager: a, operation: Apply, fieldsV1: {a: {}}}")) {
            assertThatThrownBy(() -> ManagedFields.of(live(wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        KubeObject broken = live("{manager: a, operation: Guess}");
        assertThat(new InSyncProof("a").prove(broken, broken))
                .hasToString("metadata.managedFields: the live object's managedFields can't be read");
    }
}
