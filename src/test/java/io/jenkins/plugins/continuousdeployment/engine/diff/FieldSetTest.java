package io.jenkins.plugins.continuousdeployment.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FieldSetTest {
    private static FieldSet set(String fieldsV1) {
        return FieldSet.parse(Trees.map(Trees.yaml(fieldsV1)));
    }

    private static final FieldSet POD = set("""
            "f:metadata":
              "f:labels": {".": {}, "f:app.kubernetes.io/name": {}}
              "f:finalizers": {'v:"example.org/a"': {}}
            "f:spec":
              "f:containers":
                'k:{"name":"web"}':
                  ".": {}
                  "f:name": {}
                  "f:ports":
                    'k:{"containerPort":80,"protocol":"TCP"}': {".": {}, "f:containerPort": {}}
              "f:nodeSelector": {}
            """);

    /** Everything that a server wrote into the recordings of the cases. */
    private static Stream<Map<String, Object>> recorded() {
        return DiffCase.all()
                .flatMap(diffCase -> diffCase.recording().live().list("metadata", "managedFields").stream())
                .map(entry -> Trees.map(Trees.map(entry).get("fieldsV1")));
    }

    @Test
    void whatAServerWroteIsWrittenTheSameWay() {
        assertThat(recorded()).isNotEmpty().allSatisfy(tree -> assertThat(
                        FieldSet.parse(tree).toFieldsV1())
                .isEqualTo(tree));
    }

    @Test
    void setsBehaveLikeSets() {
        List<FieldSet> sets = recorded().map(FieldSet::parse).distinct().toList();
        for (FieldSet one : sets) {
            for (FieldSet other : sets) {
                List<FieldPath> both = new ArrayList<>(one.members());
                other.members().stream().filter(path -> !one.contains(path)).forEach(both::add);
                List<FieldPath> left = one.members().stream()
                        .filter(path -> !other.contains(path))
                        .toList();
                assertThat(one.union(other).members()).containsExactlyInAnyOrderElementsOf(both);
                assertThat(one.union(other)).isEqualTo(other.union(one));
                assertThat(one.difference(other).members()).containsExactlyInAnyOrderElementsOf(left);
                assertThat(one.filter(other::contains)).isEqualTo(other.filter(one::contains));
            }
            assertThat(one.difference(one)).isEqualTo(FieldSet.EMPTY);
            assertThat(one.union(FieldSet.EMPTY)).isEqualTo(one);
        }
    }

    @Test
    void pathsAreWrittenForPeople() {
        assertThat(POD.members())
                .extracting(FieldPath::toString)
                .containsExactly(
                        "metadata.labels",
                        "metadata.labels[app.kubernetes.io/name]",
                        "metadata.finalizers[\"example.org/a\"]",
                        "spec.containers[name=web]",
                        "spec.containers[name=web].name",
                        "spec.containers[name=web].ports[containerPort=80,protocol=TCP]",
                        "spec.containers[name=web].ports[containerPort=80,protocol=TCP].containerPort",
                        "spec.nodeSelector");
        assertThat(POD.leaves()).hasSize(5);
        assertThat(FieldPath.ROOT).hasToString("");
    }

    @Test
    void aWholeCoversItsParts() {
        FieldPath selector = FieldPath.of("spec", "nodeSelector");
        assertThat(POD.covers(selector.then("zone"))).isTrue();
        assertThat(POD.contains(selector.then("zone"))).isFalse();
        assertThat(POD.covers(FieldPath.of("metadata", "labels", "other"))).isFalse();
        assertThat(POD.covers(FieldPath.of("spec"))).isFalse();
    }

    @Test
    void orderAndSpellingOfNumbersDoNotMatter() {
        assertThat(set("{'f:a': {}, 'k:{\"b\":1,\"a\":2}': {}, 'v:1': {}}"))
                .isEqualTo(set("{'v:1.0': {}, 'k:{\"a\":2.0,\"b\":1}': {}, 'f:a': {}}"))
                .isNotEqualTo(set("{'v:\"1\"': {}, 'k:{\"a\":2.0,\"b\":1}': {}, 'f:a': {}}"));
    }

    @Test
    void whatIsNoFieldSetIsRefused() {
        for (String wrong :
                List.of("{a: {}}", "{'f:a': 1}", "{'x:a': {}}", "{'k:[1]': {}}", "{'k:{': {}}", "{'i:a': {}}")) {
            assertThatThrownBy(() -> set(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void partsOfPathsAreFound() {
        FieldPath web = POD.leaves().get(2);
        assertThat(web.within(FieldPath.of("spec"))).isTrue();
        assertThat(web.within(FieldPath.of("metadata"))).isFalse();
        assertThat(web.within(web)).isTrue();
        assertThat(web.parent().within(web)).isFalse();
        assertThat(web.within(FieldPath.ROOT)).isTrue();
    }
}
