package io.jenkins.plugins.continuousdeployment.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.Status.ObjectStatus;
import io.jenkins.plugins.continuousdeployment.engine.Summary;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import io.jenkins.plugins.continuousdeployment.engine.definition.Suspension;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Address;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What {@code api/json} says of a project, from memory alone. Times are ISO-8601; null stands for never and for what
 * the reader may not see.
 *
 * @param syncStatus {@code Synced}, {@code OutOfSync} or {@code Unknown}
 * @param health of all objects, in a word
 * @param message what a person must know; empty where all is said
 * @param revision the commit that is desired
 * @param destinations where it goes
 * @param comparedAt when that was found; null for never
 * @param objects each object, as compared last
 * @param addresses where its Services and Ingresses are reached
 * @param suspended that nothing happens by itself; null where it is not suspended
 * @param pinned the commit it stays at after a rollback, a whole id; null where it follows its revision
 * @param live the build whose result the clusters have; null for none
 * @param images how its images are updated; null where they are not
 * @param definition its text; null for who lacks the right to read it
 */
@ExportedBean(defaultVisibility = 999)
public record DeploymentFacts(
        @Exported String syncStatus,
        @Exported String health,
        @Exported String message,
        @Exported RevisionFacts revision,
        @Exported List<DestinationFacts> destinations,
        @Exported @CheckForNull String comparedAt,
        @Exported List<ObjectFacts> objects,
        @Exported List<AddressFacts> addresses,
        @Exported @CheckForNull SuspensionFacts suspended,
        @Exported @CheckForNull String pinned,
        @Exported @CheckForNull LiveFacts live,
        @Exported @CheckForNull ImageFacts images,
        @Exported @CheckForNull String definition) {
    public DeploymentFacts {
        Objects.requireNonNull(syncStatus, "syncStatus");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(revision, "revision");
        destinations = List.copyOf(destinations);
        objects = List.copyOf(objects);
        addresses = List.copyOf(addresses);
    }

    /** A commit; texts are empty where unknown. */
    @ExportedBean(defaultVisibility = 999)
    public record RevisionFacts(
            @Exported String commit,
            @Exported String ref,
            @Exported String author,
            @Exported String message) {}

    /** A cluster and a namespace in it. */
    @ExportedBean(defaultVisibility = 999)
    public record DestinationFacts(
            @Exported String cluster, @Exported String namespace) {}

    /** One object; {@code health} is null for a kind that has none. */
    @ExportedBean(defaultVisibility = 999)
    public record ObjectFacts(
            @Exported String cluster,
            @Exported String apiVersion,
            @Exported String kind,
            @Exported String namespace,
            @Exported String name,
            @Exported String syncStatus,
            @Exported @CheckForNull String health,
            @Exported String message) {}

    /** Where a Service or Ingress is reached; {@code url} is null where it is no link. */
    @ExportedBean(defaultVisibility = 999)
    public record AddressFacts(
            @Exported String cluster,
            @Exported String kind,
            @Exported String namespace,
            @Exported String name,
            @Exported String text,
            @Exported @CheckForNull String url,
            @Exported String problem) {}

    /** That nothing happens by itself; {@code until} is null where a person resumes. */
    @ExportedBean(defaultVisibility = 999)
    public record SuspensionFacts(
            @Exported String by,
            @Exported String reason,
            @Exported @CheckForNull String until) {}

    /** The build that is live. */
    @ExportedBean(defaultVisibility = 999)
    public record LiveFacts(@Exported int number, @Exported String commit) {}

    /** As whoever is asking may see it. */
    static DeploymentFacts of(ContinuousDeployment project) {
        ProjectState state = project.state();
        LastSyncs last = project.lastSyncs();
        Revision revision = state.revision();
        return new DeploymentFacts(
                state.syncStatus().toString(),
                state.health().toString(),
                state.message(),
                new RevisionFacts(revision.commit(), revision.ref(), revision.author(), revision.message()),
                destinations(project),
                state.comparedAt().equals(Instant.MIN)
                        ? null
                        : state.comparedAt().toString(),
                state.status()
                        .map(status -> status.objects().stream()
                                .map(DeploymentFacts::object)
                                .toList())
                        .orElse(List.of()),
                state.addresses().stream().map(DeploymentFacts::address).toList(),
                project.stored().suspension().map(DeploymentFacts::suspension).orElse(null),
                project.getPinnedCommit().isEmpty() ? null : project.getPinnedCommit(),
                last.live() == 0 ? null : new LiveFacts(last.live(), last.commit()),
                DeploymentLoop.get()
                        .images(project)
                        .map(images -> ImageFacts.of(images, project.hasPermission(Item.EXTENDED_READ)))
                        .orElse(null),
                project.hasPermission(Item.EXTENDED_READ) ? project.getDefinition() : null);
    }

    /** Where a project goes: as found by the last comparison, else as its definition says. */
    public static List<DestinationFacts> destinations(ContinuousDeployment project) {
        return project.state()
                .status()
                .map(status -> status.summary().destinations().stream()
                        .map(DeploymentFacts::destination)
                        .toList())
                .orElseGet(() ->
                        project.stored().definition().map(DeploymentDefinition::destinations).orElse(List.of()).stream()
                                .map(DeploymentFacts::destination)
                                .toList());
    }

    private static DestinationFacts destination(Summary.Destination each) {
        return new DestinationFacts(each.cluster(), each.namespace());
    }

    private static DestinationFacts destination(DestinationSpec each) {
        String cluster =
                each.clusters().map(labels -> labels.matchLabels().toString()).orElse(each.cluster());
        return new DestinationFacts(cluster, each.namespace());
    }

    private static ObjectFacts object(ObjectStatus each) {
        return new ObjectFacts(
                each.cluster(),
                each.apiVersion(),
                each.key().groupKind().kind(),
                each.key().namespace(),
                each.key().name(),
                each.syncStatus().toString(),
                each.health() == null ? null : each.health().toString(),
                each.message());
    }

    private static AddressFacts address(Address each) {
        return new AddressFacts(
                each.cluster(),
                each.object().groupKind().kind(),
                each.object().namespace(),
                each.object().name(),
                each.text(),
                each.url().isEmpty() ? null : each.url(),
                each.problem());
    }

    private static SuspensionFacts suspension(Suspension each) {
        return new SuspensionFacts(
                each.by(), each.reason(), each.until().map(Instant::toString).orElse(null));
    }
}
