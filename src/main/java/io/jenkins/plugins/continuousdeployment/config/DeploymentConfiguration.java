package io.jenkins.plugins.continuousdeployment.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.render.ToolVersion;
import io.jenkins.plugins.continuousdeployment.engine.source.AddressRules;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import jenkins.util.SystemProperties;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What an administrator gives to all projects: clusters, repositories, and which folder may use what. */
@Extension
@Symbol("continuousDeployment")
public class DeploymentConfiguration extends GlobalConfiguration {
    private static final String ALLOW_LOCAL = DeploymentConfiguration.class.getName() + ".allowLocal";

    private static final int SYNCS_PER_CLUSTER = 10;

    private String instance = "";
    private List<DeploymentRepository> repositories = List.of();
    private List<DeploymentCluster> clusters = List.of();
    private List<DeploymentGrant> grants = List.of();
    private List<DeploymentRegistry> registries = List.of();
    private int syncsPerCluster = SYNCS_PER_CLUSTER;
    private String kustomize = "";
    private String helm = "";
    private String healthRules = "";

    /** What was saved. */
    @SuppressWarnings("this-escape")
    public DeploymentConfiguration() {
        load();
    }

    /** The one that there is. */
    public static DeploymentConfiguration get() {
        return ExtensionList.lookupSingleton(DeploymentConfiguration.class);
    }

    /**
     * Which repository addresses are taken: {@code https:} and {@code ssh:}. Folders of the controller only where its
     * administrator started it so, for tests and demonstrations: whoever writes a definition could read them.
     */
    static AddressRules addressRules() {
        return new AddressRules(false, SystemProperties.getBoolean(ALLOW_LOCAL));
    }

    @NonNull
    @Override
    public String getDisplayName() {
        return Messages.DeploymentConfiguration_DisplayName();
    }

    /** Which Jenkins this is to a cluster, as an administrator set it; empty for {@link #effectiveInstance()}'s own. */
    public String getInstance() {
        return instance;
    }

    /**
     * Changes it: what earlier projects keep in clusters stays that of the old name.
     *
     * @throws RefusedException where it holds characters that our marks can't carry
     */
    @DataBoundSetter
    public void setInstance(String instance) {
        String wanted = Util.fixNull(instance).strip();
        checkInstance(wanted);
        this.instance = wanted;
    }

    private static void checkInstance(String value) {
        Checks.refuseIf(
                !value.matches("[A-Za-z0-9][A-Za-z0-9._:/-]{0,252}|"), Messages.DeploymentConfiguration_Instance());
    }

    /** Which Jenkins this is to a cluster: as set, else host and path of Jenkins's address, else {@code jenkins}. */
    public String effectiveInstance() {
        return instance.isEmpty() ? derived(Jenkins.get().getRootUrl()) : instance;
    }

    private static String derived(String rootUrl) {
        try {
            URI uri = URI.create(Util.fixNull(rootUrl));
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String name = (Util.fixNull(uri.getHost()) + port + Util.fixNull(uri.getPath())).replaceAll("/+$", "");
            checkInstance(name);
            return name.isEmpty() ? "jenkins" : name;
        } catch (IllegalArgumentException | RefusedException e) {
            return "jenkins";
        }
    }

    /** Repositories that every project may name. */
    public List<DeploymentRepository> getRepositories() {
        return List.copyOf(repositories);
    }

    /**
     * Replaces them all.
     *
     * @throws RefusedException naming all that is wrong; then nothing is changed
     */
    @DataBoundSetter
    public void setRepositories(List<DeploymentRepository> repositories) {
        List<DeploymentRepository> wanted = List.copyOf(Util.fixNull(repositories));
        Names.check(Messages.DeploymentRepository_DisplayName(), wanted, true);
        this.repositories = new ArrayList<>(wanted);
    }

    /** Clusters that every project may name, as far as grants let it. */
    public List<DeploymentCluster> getClusters() {
        return List.copyOf(clusters);
    }

    /**
     * Replaces them all.
     *
     * @throws RefusedException naming all that is wrong; then nothing is changed
     */
    @DataBoundSetter
    public void setClusters(List<DeploymentCluster> clusters) {
        List<DeploymentCluster> wanted = List.copyOf(Util.fixNull(clusters));
        Names.check(Messages.DeploymentCluster_DisplayName(), wanted, true);
        this.clusters = new ArrayList<>(wanted);
    }

    /** How many builds may change objects of one cluster at the same time. */
    public int getSyncsPerCluster() {
        return syncsPerCluster > 0 ? syncsPerCluster : SYNCS_PER_CLUSTER;
    }

    /**
     * Changes it.
     *
     * @throws RefusedException where it is less than 1
     */
    @DataBoundSetter
    public void setSyncsPerCluster(int syncsPerCluster) {
        Checks.refuseIf(syncsPerCluster < 1, Messages.DeploymentConfiguration_SyncsPerCluster());
        this.syncsPerCluster = syncsPerCluster;
    }

    /** The absolute path of Kustomize on the controller; empty for the one on its {@code PATH}. */
    public String getKustomize() {
        return kustomize;
    }

    /**
     * Changes it.
     *
     * @throws RefusedException where it is another than before, and not absolute or no program
     */
    @DataBoundSetter
    public void setKustomize(String kustomize) {
        this.kustomize = EngineTools.program("kustomize", kustomize, this.kustomize);
    }

    /** The absolute path of Helm on the controller; empty for the one on its {@code PATH}. */
    public String getHelm() {
        return helm;
    }

    /**
     * Changes it.
     *
     * @throws RefusedException where it is another than before, and not absolute or no program
     */
    @DataBoundSetter
    public void setHelm(String helm) {
        this.helm = EngineTools.program("helm", helm, this.helm);
    }

    /** Rules of health for all projects, as YAML; looked at after a definition's own, before those that come along. */
    public String getHealthRules() {
        return healthRules;
    }

    /**
     * Changes them.
     *
     * @throws RefusedException naming every mistake with its line; then nothing is changed
     */
    @DataBoundSetter
    public void setHealthRules(String healthRules) {
        String wanted = lines(healthRules);
        EngineTools.rules(wanted);
        this.healthRules = wanted;
    }

    /** Browsers send the ends of lines as they like. */
    private static String lines(String text) {
        String plain = Util.fixNull(text).replace("\r\n", "\n");
        return plain.isBlank() ? "" : plain;
    }

    /** Registries that are reached otherwise than others. */
    public List<DeploymentRegistry> getRegistries() {
        return List.copyOf(registries);
    }

    /**
     * Replaces them all.
     *
     * @throws RefusedException naming all that is wrong; then nothing is changed
     */
    @DataBoundSetter
    public void setRegistries(List<DeploymentRegistry> registries) {
        List<DeploymentRegistry> wanted = List.copyOf(Util.fixNull(registries));
        Names.check(Messages.DeploymentRegistry_DisplayName(), wanted, true);
        this.registries = new ArrayList<>(wanted);
    }

    /** What folders may touch; none at all restricts nobody. */
    public List<DeploymentGrant> getGrants() {
        return List.copyOf(grants);
    }

    /**
     * Replaces them all.
     *
     * @throws RefusedException where one names no folder; then nothing is changed
     */
    @DataBoundSetter
    public void setGrants(List<DeploymentGrant> grants) {
        List<DeploymentGrant> wanted = List.copyOf(Util.fixNull(grants));
        List<Problem> problems = IntStream.range(0, wanted.size())
                .filter(i -> wanted.get(i).getFolder().isEmpty())
                .mapToObj(i -> Problem.of(Messages.DeploymentGrant_DisplayName() + " " + (i + 1) + ": "
                        + Messages.DeploymentGrant_Folder()))
                .toList();
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        this.grants = new ArrayList<>(wanted);
    }

    /** All or nothing: one wrong entry leaves everything as it was. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        Runnable takeBack = memento();
        try {
            setInstance(json.optString("instance"));
            setSyncsPerCluster(json.optInt("syncsPerCluster", SYNCS_PER_CLUSTER));
            setKustomize(json.optString("kustomize"));
            setHelm(json.optString("helm"));
            setHealthRules(json.optString("healthRules"));
            setRepositories(request.bindJSONToList(DeploymentRepository.class, json.opt("repositories")));
            setClusters(request.bindJSONToList(DeploymentCluster.class, json.opt("clusters")));
            setRegistries(request.bindJSONToList(DeploymentRegistry.class, json.opt("registries")));
            setGrants(request.bindJSONToList(DeploymentGrant.class, json.opt("grants")));
        } catch (RefusedException e) {
            takeBack.run();
            throw new FormException(e.getMessage(), e, "continuousDeployment");
        }
        save();
        return true;
    }

    private Runnable memento() {
        String oldInstance = instance;
        int oldSyncs = syncsPerCluster;
        String oldKustomize = kustomize;
        String oldHelm = helm;
        String oldRules = healthRules;
        List<DeploymentRepository> oldRepositories = repositories;
        List<DeploymentCluster> oldClusters = clusters;
        List<DeploymentRegistry> oldRegistries = registries;
        List<DeploymentGrant> oldGrants = grants;
        return () -> {
            instance = oldInstance;
            syncsPerCluster = oldSyncs;
            kustomize = oldKustomize;
            helm = oldHelm;
            healthRules = oldRules;
            repositories = oldRepositories;
            clusters = oldClusters;
            registries = oldRegistries;
            grants = oldGrants;
        };
    }

    /** Checks the field while it is typed; runs the program, to know its version. */
    @POST
    public FormValidation doCheckKustomize(@QueryParameter String value) {
        return EngineTools.check("kustomize", value, ToolVersion::ofKustomize);
    }

    /** Checks the field while it is typed; runs the program, to know its version. */
    @POST
    public FormValidation doCheckHelm(@QueryParameter String value) {
        return EngineTools.check("helm", value, ToolVersion::ofHelm);
    }

    /** Checks the field while it is typed: every mistake with its line. */
    @POST
    public FormValidation doCheckHealthRules(@QueryParameter String value) {
        return Checks.of(null, () -> EngineTools.rules(lines(value)));
    }

    /** Checks the field while it is typed. */
    @POST
    public FormValidation doCheckSyncsPerCluster(@QueryParameter String value) {
        return Checks.of(
                null,
                () -> Checks.refuseIf(
                        !value.matches("[1-9][0-9]{0,8}"), Messages.DeploymentConfiguration_SyncsPerCluster()));
    }

    /** Checks the field while it is typed. */
    @POST
    public FormValidation doCheckInstance(@QueryParameter String value) {
        return Checks.of(null, () -> checkInstance(value.strip()));
    }
}
