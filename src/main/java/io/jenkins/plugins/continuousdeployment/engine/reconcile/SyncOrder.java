package io.jenkins.plugins.continuousdeployment.engine.reconcile;

import io.jenkins.plugins.continuousdeployment.engine.definition.SyncOptions;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.sync.SyncListener;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A sync that somebody asks for.
 *
 * @param cause why
 * @param revision another than the definition's; empty for that one, or the commit it is pinned to
 * @param options others than the definition's; empty for those
 * @param tree files in place of the repository's; empty for the repository
 * @param removal whether nothing is desired: what the project manages goes, and its record
 * @param pruneConfirmed whether a person has seen what would be pruned, and agreed
 * @param waits whether it ends only when the objects are healthy
 * @param listener hears how it goes on
 */
public record SyncOrder(
        SyncCause cause,
        Optional<String> revision,
        Optional<SyncOptions> options,
        Optional<Supplier<SourceTree>> tree,
        boolean removal,
        boolean pruneConfirmed,
        boolean waits,
        SyncListener listener) {
    public SyncOrder {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(tree, "tree");
        Objects.requireNonNull(listener, "listener");
    }

    /** With the project's own settings, to the end. */
    public static SyncOrder of(SyncCause cause, SyncListener listener) {
        return new SyncOrder(cause, Optional.empty(), Optional.empty(), Optional.empty(), false, false, true, listener);
    }

    /** The same at another revision. */
    public SyncOrder at(String other) {
        return new SyncOrder(cause, Optional.of(other), options, tree, removal, pruneConfirmed, waits, listener);
    }

    /** The same with other options. */
    public SyncOrder with(SyncOptions other) {
        return new SyncOrder(cause, revision, Optional.of(other), tree, removal, pruneConfirmed, waits, listener);
    }

    /** The same of files that somebody holds. */
    public SyncOrder of(Supplier<SourceTree> files) {
        return new SyncOrder(cause, revision, options, Optional.of(files), removal, pruneConfirmed, waits, listener);
    }

    /** The removal of all that the project manages. */
    public SyncOrder removing() {
        return new SyncOrder(cause, revision, options, tree, true, true, waits, listener);
    }

    /** The same after a person has agreed to what is pruned. */
    public SyncOrder confirmed() {
        return new SyncOrder(cause, revision, options, tree, removal, true, waits, listener);
    }

    /** The same, ending as soon as everything is applied. */
    public SyncOrder withoutWaiting() {
        return new SyncOrder(cause, revision, options, tree, removal, pruneConfirmed, false, listener);
    }

    /** Whether what it makes so is what the loop keeps so afterwards. */
    boolean usual() {
        return revision.isEmpty() && options.isEmpty() && tree.isEmpty() && !removal;
    }
}
