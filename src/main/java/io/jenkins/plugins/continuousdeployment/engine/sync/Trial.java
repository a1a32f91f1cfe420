package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Marks;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ObjectApi;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ObjectApi.Mode;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Owner;
import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.diff.Comparer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out what would happen to one desired object: by proof where that is possible, else by asking the server, which
 * does everything but store it.
 */
final class Trial {
    /** Objects for a namespace that is still to be made are tried here, for their schema alone. */
    private static final String ANY_NAMESPACE = "default";

    private static final String OTHER_NAME = "continuous-deployment-trial";
    private static final int MOST_ROUNDS = 5;

    /** Their names are bound to what they define or are, so that another name says nothing. */
    private static final Set<String> BOUND_NAMES =
            Set.of("CustomResourceDefinition.apiextensions.k8s.io", "APIService.apiregistration.k8s.io", "Node");

    private final ObjectApi objects;
    private final Owner owner;
    private final SyncOptions options;
    private final Differences differences;
    private final Set<String> missingNamespaces;
    private final Set<String> comingNamespaces;

    /**
     * Prepares trials in a cluster.
     *
     * @param missingNamespaces namespaces that do not exist
     * @param comingNamespaces those of them that this sync makes
     * @param memory what dry runs told before; empty for somebody who asks once
     */
    Trial(
            Cluster cluster,
            Owner owner,
            SyncOptions options,
            Set<String> missingNamespaces,
            Set<String> comingNamespaces,
            Optional<Comparer> memory) {
        this.objects = cluster.objects();
        this.owner = owner;
        this.options = options;
        this.differences = new Differences(cluster.discovery(), memory);
        this.missingNamespaces = missingNamespaces;
        this.comingNamespaces = comingNamespaces;
    }

    PlannedObject of(ResolvedObject resolved, KubeObject live) {
        if (!resolved.served()) {
            return planned(resolved, live, new Verdict.Later("waits for its CustomResourceDefinition"));
        }
        Optional<Owner> other =
                live == null ? Optional.empty() : Marks.owner(live).filter(who -> !who.equals(owner));
        if (other.isPresent()) {
            return planned(resolved, live, new Verdict.Refused(takenBy(other.get()), null));
        }
        if (live != null && live.terminating()) {
            return planned(resolved, live, new Verdict.Terminating());
        }
        Optional<Verdict> known = live == null ? Optional.empty() : differences.known(resolved, live);
        if (known.isPresent()) {
            return planned(resolved, live, known.get());
        }
        return missingNamespaces.contains(resolved.object().namespace())
                ? withoutNamespace(resolved)
                : tried(resolved, live);
    }

    /**
     * Finds out about an object that no list has shown. Most of them are new, which the dry run says itself; only what is
     * there, or is refused, is read.
     */
    PlannedObject ofUnseen(ResolvedObject resolved) {
        KubeObject object = resolved.object();
        if (missingNamespaces.contains(object.namespace())) {
            return of(resolved, null);
        }
        try {
            Optional<KubeObject> predicted = objects.applyNew(resolved.type(), object);
            if (predicted.isPresent()) {
                return planned(resolved, null, new Verdict.Create(predicted.get()));
            }
        } catch (ApiException e) {
            // What it means depends on what is there.
        }
        return of(
                resolved,
                objects.get(resolved.type(), object.namespace(), object.name()).orElse(null));
    }

    private static PlannedObject planned(ResolvedObject resolved, KubeObject live, Verdict verdict) {
        return new PlannedObject(resolved, live, verdict, "");
    }

    private String takenBy(Owner other) {
        return "is tracked by " + other + ", and can't also belong to " + owner
                + ". Remove it from one of the two sources.";
    }

    /** Tries, and where the settings say so leaves out what the server does not know, until it is content. */
    private PlannedObject tried(ResolvedObject resolved, KubeObject live) {
        ResolvedObject trimmed = resolved;
        List<String> leftOut = new ArrayList<>();
        for (int round = 0; ; round++) {
            try {
                return new PlannedObject(trimmed, live, asked(trimmed, live), leftOut(leftOut));
            } catch (ApiException e) {
                List<String> unknown = SchemaErrors.typedPatch(e) ? unknownFields(trimmed, e) : List.of();
                boolean goesOn = resolved.options().skipSchemaValidation() && !unknown.isEmpty() && round < MOST_ROUNDS;
                if (!goesOn) {
                    return planned(resolved, live, refused(trimmed, live, e, unknown));
                }
                leftOut.addAll(unknown);
                trimmed = trimmed.with(SchemaErrors.without(trimmed.object(), unknown));
            }
        }
    }

    private static String leftOut(List<String> fields) {
        return fields.isEmpty() ? "" : "left out, since the server does not know it: " + String.join(", ", fields);
    }

    private Verdict asked(ResolvedObject resolved, KubeObject live) {
        KubeObject predicted = objects.apply(resolved.type(), resolved.object(), Mode.DRY_RUN);
        if (live == null) {
            return new Verdict.Create(predicted);
        }
        Optional<Verdict.Change> change = differences.between(resolved, live, predicted);
        if (change.isEmpty()) {
            return new Verdict.InSync(false);
        }
        return resolved.options().replace() ? replaced(resolved, live, change.get()) : change.get();
    }

    private Verdict replaced(ResolvedObject resolved, KubeObject live, Verdict.Change change) {
        KubeObject replacement = replacement(resolved.object(), live);
        return new Verdict.Change(objects.replace(resolved.type(), replacement, Mode.DRY_RUN), change.message());
    }

    /** What a PUT sends: the desired object over exactly the live one that was looked at. */
    static KubeObject replacement(KubeObject desired, KubeObject live) {
        Map<String, Object> body = desired.thaw();
        @SuppressWarnings("unchecked")
        Map<String, Object> metadata = (Map<String, Object>) body.get("metadata");
        metadata.put("resourceVersion", live.resourceVersion());
        return new KubeObject(body);
    }

    private Verdict refused(ResolvedObject resolved, KubeObject live, ApiException e, List<String> unknown) {
        if (!unknown.isEmpty()) {
            return new Verdict.Refused(
                    "has " + (unknown.size() == 1 ? "a field" : "fields") + " that the server does not know: "
                            + String.join(", ", unknown)
                            + ". Correct the spelling, or set sync.skipSchemaValidation to leave them out.",
                    e);
        }
        if (live == null || !immutable(resolved, e)) {
            return new Verdict.Refused(Refusals.explain(e), e);
        }
        PlannedPrune.Kept kept = PrunePlan.protectedKind(resolved.key().groupKind(), options);
        String fields = Refusals.explain(e);
        if (!resolved.options().force()) {
            return new Verdict.Refused(
                    "has a field that can't be changed: " + fields
                            + " Set sync.force to delete the object and make it again.",
                    e);
        }
        if (kept != null) {
            return new Verdict.Refused("has a field that can't be changed: " + fields + " And " + kept.message(), e);
        }
        return new Verdict.Recreate(fields);
    }

    /** A change is impossible only if the very same body is welcome under another name. */
    private boolean immutable(ResolvedObject resolved, ApiException e) {
        if (e.code() != 422 || BOUND_NAMES.contains(resolved.key().groupKind().toString())) {
            return false;
        }
        try {
            objects.create(resolved.type(), renamed(resolved.object()), Mode.DRY_RUN);
            return true;
        } catch (ApiException other) {
            return false;
        }
    }

    private static KubeObject renamed(KubeObject object) {
        Map<String, Object> body = object.thaw();
        @SuppressWarnings("unchecked")
        Map<String, Object> metadata = (Map<String, Object>) body.get("metadata");
        metadata.put("name", OTHER_NAME);
        return new KubeObject(body);
    }

    /** All unknown fields, from a create that decodes strictly; where that says nothing, what the refusal says. */
    private List<String> unknownFields(ResolvedObject resolved, ApiException refusal) {
        try {
            objects.create(resolved.type(), renamed(resolved.object()), Mode.DRY_RUN);
        } catch (ApiException e) {
            List<String> all = SchemaErrors.unknownFields(e);
            if (!all.isEmpty()) {
                return all;
            }
        }
        return SchemaErrors.unknownFields(refusal);
    }

    private PlannedObject withoutNamespace(ResolvedObject resolved) {
        String namespace = resolved.object().namespace();
        if (!comingNamespaces.contains(namespace)) {
            return planned(
                    resolved,
                    null,
                    new Verdict.Refused(
                            "needs the namespace " + namespace + ", which does not exist. Add it to the source, or set"
                                    + " sync.createNamespace.",
                            null));
        }
        KubeObject elsewhere = renamed(Resolution.withNamespace(resolved.object(), ANY_NAMESPACE));
        Verdict later = new Verdict.Later("waits for its namespace " + namespace);
        try {
            objects.create(resolved.type(), elsewhere, Mode.DRY_RUN);
            return planned(resolved, null, later);
        } catch (ApiException e) {
            boolean schema = e.code() == 400 && !resolved.options().skipSchemaValidation();
            return planned(resolved, null, schema ? refused(resolved, null, e, SchemaErrors.unknownFields(e)) : later);
        }
    }
}
