package io.jenkins.plugins.continuousdeployment.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.BallColor;
import hudson.model.BuildAuthorizationToken;
import hudson.model.Cause;
import hudson.model.Descriptor.FormException;
import hudson.model.HealthReport;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Items;
import hudson.model.Label;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.TopLevelItem;
import hudson.model.TopLevelItemDescriptor;
import hudson.model.queue.CauseOfBlockage;
import hudson.search.SearchIndexBuilder;
import hudson.triggers.TimerTrigger;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import hudson.util.DescribableList;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionText;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import io.jenkins.plugins.continuousdeployment.engine.definition.OnDelete;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Pin;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.ProjectState;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;

/**
 * A deployment project: keeps a set of Kubernetes objects equal to what a Git repository says. It stores its definition
 * as the text a person wrote; comparing is done by {@link DeploymentLoop}, and a build of it is a sync.
 */
public final class ContinuousDeployment extends ConfiguredItem
        implements TopLevelItem,
                ParameterizedJobMixIn.ParameterizedJob<ContinuousDeployment, SyncRun>,
                Queue.FlyweightTask {
    /** YAML, without the name, which the item has. */
    private volatile String definition = "";

    /** The name at creation: whose the objects are, whatever the item is called later. */
    private volatile String trackingId = "";

    private volatile String pinnedCommit = "";
    private volatile String pinnedInstead = "";
    private volatile boolean removing;
    private volatile boolean disabled;
    private DescribableList<Trigger<?>, TriggerDescriptor> triggers = new DescribableList<>(this);
    private volatile Integer quietPeriod;

    @SuppressWarnings("deprecation") // the only way to a remote token
    private BuildAuthorizationToken authToken;

    private transient volatile StoredDefinition parsed;
    private transient volatile boolean released;

    /** A new one, without a definition yet. */
    public ContinuousDeployment(ItemGroup<?> parent, String name) {
        super(parent, name);
    }

    @Override
    public void onCreatedFromScratch() {
        super.onCreatedFromScratch();
        trackingId = getFullName();
    }

    @Override
    public void onLoad(ItemGroup<? extends Item> parent, String name) throws IOException {
        super.onLoad(parent, name);
        pinnedCommit = Objects.toString(pinnedCommit, "");
        pinnedInstead = Objects.toString(pinnedInstead, "");
        definition = Objects.toString(definition, "");
        if (trackingId == null || trackingId.isEmpty()) {
            trackingId = getFullName();
        }
        if (triggers == null) {
            triggers = new DescribableList<>(this);
        }
        triggers.setOwner(this);
        for (Trigger<?> trigger : triggers) {
            start(trigger, Items.currentlyUpdatingByXml());
        }
        parsed = null;
    }

    /** A copy has objects of its own, and touches nothing before a person has looked at it. */
    @Override
    public void onCopiedFrom(Item source) {
        super.onCopiedFrom(source);
        trackingId = getFullName();
        pinnedCommit = "";
        pinnedInstead = "";
        removing = false;
        definition = StoredDefinition.ofCopy(definition, getFullName(), source.getFullName());
        parsed = null;
    }

    /** What it is to do, or why that can't be told. */
    public StoredDefinition stored() {
        StoredDefinition known = parsed;
        if (known == null || !known.fits(definition, getFullName(), trackingId)) {
            known = StoredDefinition.of(definition, getFullName(), trackingId);
            parsed = known;
        }
        return known;
    }

    /** The definition's text; empty for a new project. */
    public String getDefinition() {
        return definition;
    }

    /**
     * Takes another definition, saves it, and has the loop go on under it.
     *
     * @param text YAML; must be one definition without faults
     * @throws RefusedException naming every fault with its line; then all stays as it was
     */
    public void setDefinition(String text) throws IOException {
        StoredDefinition fresh = StoredDefinition.checked(text, getFullName(), trackingId);
        definition = text;
        parsed = fresh;
        save();
        UsedCredentials.by(this);
        DeploymentLoop.get().changed(this);
    }

    /** Other values for keys at the definition's top; comments stay. */
    void edit(Map<String, Optional<Object>> values) throws IOException {
        if (definition.isBlank()) {
            throw new RefusedException(stored().problem());
        }
        setDefinition(DefinitionText.with(definition, getFullName(), values));
    }

    /** Whose its objects are: the name at creation, or the definition's own. */
    @Exported
    public String getTrackingId() {
        return stored().definition()
                .map(DeploymentDefinition::effectiveTrackingId)
                .orElse(trackingId);
    }

    /** The item's own, which holds where the definition has none. */
    String ownTrackingId() {
        return trackingId;
    }

    /** The commit it stays at after a rollback; empty where it follows its revision. */
    @Exported
    public String getPinnedCommit() {
        return pinnedCommit;
    }

    Optional<Pin> pin() {
        return pinnedCommit.isEmpty() ? Optional.empty() : Optional.of(new Pin(pinnedCommit, pinnedInstead));
    }

    void setPin(Optional<Pin> pin) throws IOException {
        pinnedCommit = pin.map(Pin::commit).orElse("");
        pinnedInstead = pin.map(Pin::instead).orElse("");
        save();
        DeploymentLoop.get().changed(this);
    }

    /** Whether it is being deleted with its objects, and they are not all gone yet. */
    @Exported
    public boolean isRemoving() {
        return removing;
    }

    void setRemoving(boolean now) throws IOException {
        removing = now;
        save();
        DeploymentLoop.get().changed(this);
    }

    /** How it is, as the loop knows it; asks nobody. */
    public ProjectState state() {
        return DeploymentLoop.get().state(this);
    }

    /** The same for programs, as far as whoever asks may see it. */
    @Exported(name = "deployment")
    public DeploymentFacts getFacts() {
        return DeploymentFacts.of(this);
    }

    /** Whether a build is at it, rather than waiting for health or at its very end. */
    boolean isSyncing() {
        SyncRun last = getLastBuild();
        return last != null && last.isBuilding() && !last.onlyWaits();
    }

    /** The clusters that its definition names; those chosen by labels are not among them. */
    List<String> clusters() {
        return stored().definition().map(DeploymentDefinition::destinations).orElse(List.of()).stream()
                .map(DestinationSpec::cluster)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    boolean hasSeveralClusters() {
        return stored().definition().map(each -> each.destinations().size() > 1).orElse(false);
    }

    @Override
    protected void submit(StaplerRequest2 req, StaplerResponse2 rsp)
            throws IOException, ServletException, FormException {
        super.submit(req, rsp);
        var form = req.getSubmittedForm();
        StoredDefinition fresh = submitted(req);
        authToken = BuildAuthorizationToken.create(req);
        quietPeriod = req.getParameter("hasCustomQuietPeriod") == null
                ? null
                : Integer.valueOf(req.getParameter("quiet_period"));
        triggers.forEach(Trigger::stop);
        triggers.rebuild(req, form, Trigger.for_(this));
        triggers.forEach(trigger -> start(trigger, true));
        definition = fresh.text();
        parsed = fresh;
        makeDisabled(form.has("enable") && !form.optBoolean("enable"));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // a trigger's own type is only known to itself
    private void start(Trigger<?> trigger, boolean fresh) {
        ((Trigger) trigger).start(this, fresh);
    }

    /** Adds a trigger, or takes it in place of one of its kind. */
    public void addTrigger(Trigger<?> trigger) throws IOException {
        Trigger<?> old = triggers.get(trigger.getDescriptor());
        if (old != null) {
            old.stop();
            triggers.remove(old);
        }
        triggers.add(trigger);
        start(trigger, true);
        save();
    }

    @Override
    public Map<TriggerDescriptor, Trigger<?>> getTriggers() {
        return triggers.toMap();
    }

    /**
     * A timer's request is one to look; whether there is something to do is found without a build. All others want a
     * sync.
     */
    @Override
    public boolean scheduleBuild(int quiet, Cause cause) {
        if (cause instanceof TimerTrigger.TimerTriggerCause) {
            if (!isBuildable()) {
                return false;
            }
            DeploymentLoop.get().tick(this);
            return true;
        }
        return ParameterizedJobMixIn.ParameterizedJob.super.scheduleBuild(quiet, cause);
    }

    @Override
    public boolean isBuildable() {
        return !isDisabled()
                && !isHoldOffBuildUntilSave()
                && stored().definition().isPresent();
    }

    @CheckForNull
    @Override
    public CauseOfBlockage getCauseOfBlockage() {
        return DeploymentLoop.get().blockage(this);
    }

    @Override
    public boolean isConcurrentBuild() {
        return false;
    }

    @Exported
    @Override
    public BallColor getIconColor() {
        return Standing.of(this).color(RunningSyncs.isRunning(this));
    }

    @Override
    public HealthReport getBuildHealth() {
        return getBuildHealthReports().get(0);
    }

    @Exported(name = "healthReport")
    @Override
    public List<HealthReport> getBuildHealthReports() {
        return Standing.of(this).reports();
    }

    @Override
    public hudson.PermalinkList getPermalinks() {
        var links = super.getPermalinks();
        links.add(SyncPermalinks.LIVE);
        links.add(SyncPermalinks.CHANGED);
        return links;
    }

    @Override
    protected void performDelete() throws IOException, InterruptedException {
        makeDisabled(true);
        triggers.forEach(Trigger::stop);
        DeploymentLoop.get().drop(this);
        super.performDelete();
    }

    /** Whether nothing of it would be left behind by deleting it, or that was said to be right. */
    boolean mayBeDeleted() {
        return released
                || stored().definition().map(DeploymentDefinition::onDelete).orElse(OnDelete.KEEP) == OnDelete.KEEP;
    }

    /** Its objects are gone, or were said to stay: it may be deleted. */
    void release() {
        released = true;
    }

    @Override
    protected SearchIndexBuilder makeSearchIndex() {
        return getParameterizedJobMixIn().extendSearchIndex(super.makeSearchIndex());
    }

    @Exported
    @Override
    public boolean isDisabled() {
        return disabled;
    }

    @Override
    public void setDisabled(boolean now) {
        disabled = now;
    }

    @Override
    public boolean supportsMakeDisabled() {
        return true;
    }

    @SuppressWarnings("deprecation") // core's own interface
    @Override
    public BuildAuthorizationToken getAuthToken() {
        return authToken;
    }

    /** Only for upstream projects and remote requests; the loop waits for nobody. */
    @Override
    public int getQuietPeriod() {
        return quietPeriod == null ? 0 : quietPeriod;
    }

    /** For the form. */
    public boolean getHasCustomQuietPeriod() {
        return quietPeriod != null;
    }

    @Exported
    @Override
    public boolean isInQueue() {
        return Jenkins.get().getQueue().contains(this);
    }

    @Exported
    @Override
    public Queue.Item getQueueItem() {
        return Jenkins.get().getQueue().getItem(this);
    }

    @Override
    public Label getAssignedLabel() {
        return Jenkins.get().getSelfLabel();
    }

    @Override
    public Node getLastBuiltOn() {
        return Jenkins.get();
    }

    @Override
    public String getBuildNowText() {
        return Messages.ContinuousDeployment_sync();
    }

    @NonNull
    @Override
    public TopLevelItemDescriptor getDescriptor() {
        return (DescriptorImpl) Jenkins.get().getDescriptorOrDie(ContinuousDeployment.class);
    }

    /** The entry under <i>New Item</i>. */
    @Extension
    @Symbol({"continuousDeployment", "continuousDeploymentProject"})
    public static final class DescriptorImpl extends TopLevelItemDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.ContinuousDeployment_displayName();
        }

        @NonNull
        @Override
        public String getDescription() {
            return Messages.ContinuousDeployment_description();
        }

        @Override
        public String getCategoryId() {
            return "standalone-projects";
        }

        @Override
        public String getIconClassName() {
            return "symbol-git-compare-outline plugin-ionicons-api";
        }

        @Override
        public TopLevelItem newInstance(ItemGroup parent, String name) {
            return new ContinuousDeployment(parent, name);
        }
    }
}
