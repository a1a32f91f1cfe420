package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Discovery;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ObjectApi;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ResourceType;
import io.jenkins.plugins.continuousdeployment.engine.diff.DryRunVerdict;
import io.jenkins.plugins.continuousdeployment.engine.diff.FieldPath;
import io.jenkins.plugins.continuousdeployment.engine.diff.ForeignFields;
import io.jenkins.plugins.continuousdeployment.engine.diff.InSyncProof;
import io.jenkins.plugins.continuousdeployment.engine.diff.Takeover;
import io.jenkins.plugins.continuousdeployment.engine.diff.TakeoverPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The diff room's rules for one project's objects: what is in sync, what differs, what is taken over or reverted. */
final class Differences {
    private static final String MANAGER = ObjectApi.FIELD_MANAGER;

    private final Discovery discovery;
    private final InSyncProof proof = new InSyncProof(MANAGER);
    private final Takeover takeover = new Takeover(MANAGER, Takeover.MANAGERS);
    private final ForeignFields foreign = new ForeignFields(MANAGER, ForeignFields.CONTROLLERS);

    Differences(Discovery discovery) {
        this.discovery = discovery;
    }

    /** Whether live surely equals desired, seen without a request. */
    boolean proved(ResolvedObject desired, KubeObject live) {
        return proof.prove(desired.object(), live).proved()
                && owners(desired, live).isEmpty();
    }

    /** What a dry run showed, or nothing where it would change nothing. */
    Optional<Verdict.Change> between(ResolvedObject desired, KubeObject live, KubeObject predicted) {
        DryRunVerdict verdict = DryRunVerdict.of(live, predicted, MANAGER);
        Optional<TakeoverPlan> owners = owners(desired, live);
        if (owners.isEmpty()) {
            return verdict.inSync() ? Optional.empty() : Optional.of(new Verdict.Change(predicted, verdict.message()));
        }
        List<String> messages = new ArrayList<>();
        messages.add(verdict.message());
        messages.add(takes(owners.get()));
        String message = messages.stream().filter(each -> !each.isEmpty()).collect(Collectors.joining("; "));
        return Optional.of(new Verdict.Change(owners.get().withoutRemoved(predicted), message));
    }

    private static String takes(TakeoverPlan plan) {
        String from = plan.from().isEmpty() ? "" : "takes over from " + String.join(", ", plan.from());
        String removed = plan.removed().isEmpty()
                ? ""
                : "removes " + plan.removed().stream().map(FieldPath::toString).collect(Collectors.joining(", "));
        return from.isEmpty() || removed.isEmpty() ? from + removed : from + " and " + removed;
    }

    /** The JSON patch that makes fields of others ours before an apply; empty where there is nothing to take. */
    List<Map<String, Object>> patch(ResolvedObject desired, KubeObject live) {
        return owners(desired, live).map(TakeoverPlan::patch).orElse(List.of());
    }

    private Optional<TakeoverPlan> owners(ResolvedObject resolved, KubeObject live) {
        KubeObject desired = resolved.object();
        Set<String> served = discovery.versions(desired.groupKind()).stream()
                .map(version -> new ResourceType(desired.groupKind(), version, "", false, Set.of()).apiVersion())
                .collect(Collectors.toSet());
        Optional<TakeoverPlan> taken = takeover.plan(desired, live, served);
        boolean reverts = resolved.options().revertForeignFields();
        return taken.isPresent() || !reverts ? taken : foreign.revert(desired, live);
    }
}
