package io.jenkins.plugins.continuousdeployment.view;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import io.jenkins.plugins.continuousdeployment.engine.Revision;
import io.jenkins.plugins.continuousdeployment.engine.Status;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.ImageUpdates;
import io.jenkins.plugins.continuousdeployment.engine.definition.Suspension;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Address;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import io.jenkins.plugins.continuousdeployment.project.ContinuousDeployment;
import io.jenkins.plugins.continuousdeployment.project.DeploymentFacts;
import io.jenkins.plugins.continuousdeployment.project.DeploymentLoop;
import io.jenkins.plugins.continuousdeployment.provenance.DeployedImage;
import io.jenkins.plugins.continuousdeployment.provenance.DeployedImages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the page of a project shows: one look at what is in memory, so that all of it is of the same moment. */
public final class DeploymentPage {
    private static final int SYNCS = 10;
    private static final int OBJECTS = 1000;

    private final ContinuousDeployment project;
    private final ProjectState state;
    private final Optional<DeploymentDefinition> definition;

    DeploymentPage(ContinuousDeployment project) {
        this.project = project;
        this.state = project.state();
        this.definition = project.stored().definition();
    }

    /** Whether the clusters equal Git. */
    public Sign getSync() {
        return Sign.of(state.syncStatus());
    }

    /** How well the objects are. */
    public Sign getHealth() {
        return Sign.of(state.health());
    }

    /** The commit that is desired, a whole id; empty before Git was read. */
    public String getCommit() {
        return state.revision().commit();
    }

    /** Its first characters. */
    public String getShortCommit() {
        return Revision.shortened(getCommit());
    }

    /** Author, message and what the revision was taken for. */
    public Revision getRevision() {
        return state.revision();
    }

    /** The revision that the definition names. */
    public String getTracked() {
        return definition.map(each -> each.source().revision()).orElse("");
    }

    /** Repository and path as the definition has them. */
    public String getSource() {
        return definition
                .map(each -> each.source().path().equals(".")
                        ? each.source().repository()
                        : each.source().repository() + " · " + each.source().path())
                .orElse("");
    }

    /** What the project is for. */
    public String getDescription() {
        return definition.map(DeploymentDefinition::description).orElse("");
    }

    /** The commit it is pinned to, its first characters; empty where it follows its revision. */
    public String getPinned() {
        return Revision.shortened(project.getPinnedCommit());
    }

    /** Who suspended it, why, and until when; null where it is not suspended. */
    @CheckForNull
    public String getSuspended() {
        return project.stored().suspension().map(DeploymentPage::suspended).orElse(null);
    }

    private static String suspended(Suspension suspension) {
        String why = suspension.reason().isBlank()
                ? Messages.Page_suspendedBy(suspension.by())
                : Messages.Page_suspendedWhy(suspension.by(), suspension.reason());
        return suspension
                .until()
                .map(until -> why + " " + Messages.Page_until(When.exact(until)))
                .orElse(why);
    }

    /** Clusters and namespaces, a line each. */
    public List<String> getDestinations() {
        return Locations.of(DeploymentFacts.destinations(project));
    }

    /** When it was compared last. */
    public When getCompared() {
        return When.of(state.comparedAt());
    }

    /** How often Git is asked; empty where nobody asks. */
    public String getInterval() {
        return definition
                .filter(each -> !project.isDisabled())
                .map(each -> each.sync().interval())
                .map(DeploymentPage::shown)
                .orElse("");
    }

    private static String shown(Duration interval) {
        return hudson.Util.getTimeSpanString(interval.toMillis());
    }

    /** Whether it syncs by itself. */
    public boolean isAutomatic() {
        return definition.map(each -> each.sync().automatic()).orElse(false);
    }

    /** The last builds, newest first. */
    public List<SyncRow> getHistory() {
        return SyncRow.last(project, SYNCS);
    }

    /** Each object, as compared last, in the order of a sync; of very many those that need somebody's eye first. */
    public List<ObjectRow> getObjects() {
        List<Status.ObjectStatus> all = state.status().map(Status::objects).orElse(List.of());
        if (all.size() <= OBJECTS) {
            return all.stream().map(ObjectRow::of).toList();
        }
        return all.stream()
                .map(ObjectRow::of)
                .sorted(Comparator.comparingInt(ObjectRow::urgency))
                .limit(OBJECTS)
                .toList();
    }

    /** How many objects there are beside those; {@code api/json} has all. */
    public int getMoreObjects() {
        return Math.max(0, state.status().map(status -> status.objects().size()).orElse(0) - OBJECTS);
    }

    /** Whether objects lie in more than one cluster. */
    public boolean isSeveralClusters() {
        return DeploymentFacts.destinations(project).stream()
                        .map(DeploymentFacts.DestinationFacts::cluster)
                        .distinct()
                        .count()
                > 1;
    }

    /** Where the Services and Ingresses are reached. */
    public List<Address> getAddresses() {
        return state.addresses();
    }

    /** Whether its images are to follow their registries. */
    public boolean isUpdatingImages() {
        return definition.flatMap(DeploymentDefinition::imageUpdates).isPresent();
    }

    /** How they do; null while nobody watches them. */
    @CheckForNull
    public ImagesPart getImages() {
        boolean automatic = definition
                .flatMap(DeploymentDefinition::imageUpdates)
                .filter(ImageUpdates::automatic)
                .isPresent();
        return DeploymentLoop.get()
                .images(project)
                .map(images -> new ImagesPart(images, automatic, project.hasPermission(Item.EXTENDED_READ)))
                .orElse(null);
    }

    /** The images that the live sync deployed; empty before their registries were asked. */
    public List<DeployedImage> getDeployedImages() {
        return DeployedImages.of(project.getLiveSync());
    }

    /** What a person should know before all else. */
    public List<Notice> getNotices() {
        List<Notice> notices = new ArrayList<>();
        if (!DeploymentLoop.get().isRunning()) {
            notices.add(Notice.warning(Messages.Page_notRunning()));
        }
        String problem = project.stored().problem();
        Set<String> lines = new LinkedHashSet<>(state.message().lines().toList());
        if (!problem.isEmpty()) {
            lines.removeAll(problem.lines().toList());
            notices.add(project.getDefinition().isBlank() ? Notice.info(problem) : Notice.danger(problem));
        }
        if (!lines.isEmpty()) {
            String text = String.join("\n", lines);
            notices.add(getSync().rank() == 3 ? Notice.info(text) : Notice.warning(text));
        }
        return notices;
    }
}
