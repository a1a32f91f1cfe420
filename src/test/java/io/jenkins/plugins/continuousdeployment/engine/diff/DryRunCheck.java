package io.jenkins.plugins.continuousdeployment.engine.diff;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares a live object with a dry run's answer by other means than the code under test. */
final class DryRunCheck {
    private final KubeObject live;
    private final KubeObject predicted;

    DryRunCheck(KubeObject live, KubeObject predicted) {
        this.live = live;
        this.predicted = predicted;
    }

    /** What is not the same, bookkeeping apart; empty where nothing. */
    String overlooked() {
        List<String> found = new ArrayList<>();
        if (!content(live).equals(content(predicted))) {
            found.add("content of " + content(predicted));
        }
        if (!version(live).equals(version(predicted))) {
            found.add("our version: " + version(predicted));
        }
        if (!ours(live).equals(ours(predicted)) && !onlyDefaultsGained()) {
            found.add("our fields: " + ours(predicted).toFieldsV1());
        }
        return String.join(", ", found);
    }

    private static Map<String, Object> content(KubeObject object) {
        Map<String, Object> body = object.thaw();
        for (String bookkeeping : List.of("managedFields", "resourceVersion", "generation")) {
            Trees.map(body.get("metadata")).remove(bookkeeping);
        }
        return body;
    }

    private static String version(KubeObject object) {
        return ManagedFields.of(object)
                .appliedBy(LiveServer.US)
                .map(ManagedEntry::apiVersion)
                .orElse("");
    }

    private static FieldSet ours(KubeObject object) {
        return ManagedFields.of(object)
                .appliedBy(LiveServer.US)
                .map(ManagedEntry::fields)
                .orElse(FieldSet.EMPTY);
    }

    /**
     * Whether all that our entry gains is owned by nobody, and is either inside a map that we had as an empty one, or an
     * empty list that is not there: what {@link InSyncProof} says it can't tell.
     */
    boolean onlyDefaultsGained() {
        FieldSet had = ours(live);
        FieldSet all = ManagedFields.of(live).all();
        List<FieldPath> gained = ours(predicted).difference(had).members();
        return !gained.isEmpty()
                && gained.stream()
                        .allMatch(path ->
                                all.at(path).isEmpty() && (had.covers(path) || !Presence.in(predicted.body(), path)));
    }
}
