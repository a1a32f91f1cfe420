package io.jenkins.plugins.continuousdeployment.config;

import com.cloudbees.plugins.credentials.Credentials;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.continuousdeployment.engine.Nearest;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.definition.DestinationSpec;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.reconcile.Sites;
import io.jenkins.plugins.continuousdeployment.engine.source.GitMirrors;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAddress;
import io.jenkins.plugins.continuousdeployment.engine.sync.Permit;
import io.jenkins.plugins.continuousdeployment.engine.update.ImageSites;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/**
 * What the names in a definition stand for, seen from its item: what its folders define, the nearest first, then what
 * Jenkins itself does. Everything is looked up anew at each question, so that a change of configuration or credentials
 * holds from the next one on.
 */
public final class JenkinsSites implements Sites, AutoCloseable {
    /** GitHub's tokens live an hour, and those that are given out have a quarter of it left at least. */
    private static final Duration RENEWAL = Duration.ofMinutes(10);

    private final GitMirrors mirrors;
    private final Clock clock;
    private final Path account;
    private final Stamps stamps = new Stamps();
    private final ImageSites images = new JenkinsImages(this::repository, stamps);

    /**
     * For this Jenkins.
     *
     * @param mirrors the folder in which repositories are mirrored
     * @param log takes a line for a person when a mirror had to be mended
     */
    public JenkinsSites(Path mirrors, Consumer<String> log) {
        this(mirrors, log, ControllerAccount.HERE, Clock.systemUTC());
    }

    JenkinsSites(Path mirrors, Consumer<String> log, Path account, Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.mirrors = new GitMirrors(mirrors, log);
        this.account = Objects.requireNonNull(account, "account");
    }

    /** Something that is defined somewhere. */
    private record Defined<T extends Named>(T thing, Home home) {
        Defined {
            Objects.requireNonNull(thing, "thing");
            Objects.requireNonNull(home, "home");
        }

        String key() {
            return home.key(thing.getName());
        }
    }

    @Override
    public RepositorySite repository(DeploymentDefinition definition) {
        Item item = item(definition);
        if (ofWorkspace(definition)) {
            granted(item, definition.source());
            return RepositorySite.none();
        }
        RepositoryReach reach = granted(item, reach(item, definition.source()));
        return new RepositorySite(
                reach.key(), stamps.of(parts(reach)), reach.interval(), () -> mirrors.source(reach.access()));
    }

    /** A short-lived credential is asked for again while the last one still holds. */
    private List<String> parts(RepositoryReach reach) {
        List<String> parts = new ArrayList<>(reach.parts());
        if (reach.login().shortLived()) {
            parts.add(Long.toString(clock.millis() / RENEWAL.toMillis()));
        }
        return parts;
    }

    @Override
    public List<ClusterSite> clusters(DeploymentDefinition definition, DestinationSpec destination) {
        Item item = item(definition);
        Grants grants = granted(item, definition.source());
        Map<String, Defined<DeploymentCluster>> visible = visible(item, Home::clusters);
        List<ClusterSite> sites = new ArrayList<>();
        for (Defined<DeploymentCluster> each : meant(visible, destination, grants)) {
            grants.checkCluster(each.key());
            ClusterAccess access = ClusterCredentials.access(each.thing(), each.home(), account);
            sites.add(new ClusterSite(
                    each.key(), stamps.of(access.parts()), access.namespace(), () -> access.open(each.key())));
        }
        return sites;
    }

    @Override
    public Permit permit(DeploymentDefinition definition) {
        return granted(item(definition), definition.source()).permit();
    }

    /**
     * The credentials that a definition's project uses now, of its repository, its clusters and its images.
     *
     * @throws RefusedException where any of them, or what names them, is missing
     */
    public static List<Credentials> used(DeploymentDefinition definition) {
        Item item = item(definition);
        Map<String, Credentials> used = new TreeMap<>();
        Source source = definition.source();
        if (!source.credentialsId().isEmpty()) {
            put(used, CredentialContext.of(item), source.credentialsId());
        }
        if (Names.isName(source.repository())) {
            Defined<DeploymentRepository> defined = repository(item, source.repository());
            CredentialContext home = CredentialContext.of(defined.home());
            if (source.credentialsId().isEmpty()) {
                put(used, home, defined.thing().getCredentialsId());
            }
            put(used, home, defined.thing().getCaCredentialsId());
        }
        Map<String, Defined<DeploymentCluster>> visible = visible(item, Home::clusters);
        Grants grants = granted(item, source);
        for (DestinationSpec destination : definition.destinations()) {
            for (Defined<DeploymentCluster> each : meant(visible, destination, grants)) {
                put(used, CredentialContext.of(each.home()), each.thing().getCredentialsId());
            }
        }
        JenkinsImages.used(item, definition, used);
        return List.copyOf(used.values());
    }

    static void put(Map<String, Credentials> used, CredentialContext context, String id) {
        if (!id.isEmpty()) {
            used.put(context.identity(id), context.find(id, "", "this project"));
        }
    }

    private static List<Defined<DeploymentCluster>> meant(
            Map<String, Defined<DeploymentCluster>> visible, DestinationSpec destination, Grants grants) {
        return destination.clusters().isPresent()
                ? fitting(visible, destination.clusters().get().matchLabels(), grants)
                : List.of(named(visible, destination.cluster(), "cluster"));
    }

    /** What names stand for where images are updated, with the same mirrors; closed with this. */
    public ImageSites images() {
        return images;
    }

    /** Closes the mirrors' files. */
    @Override
    public void close() {
        mirrors.close();
    }

    /** An inline deployment is known as {@code <calling job>#<name>} and stands where its job stands. */
    static Item item(DeploymentDefinition definition) {
        String name = definition.name().replaceFirst("#.*$", "");
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            Item item = Jenkins.get().getItemByFullName(name);
            if (item == null) {
                throw new RefusedException("there is no item " + name + ", in whose place names and credentials of its"
                        + " definition would be looked up.");
            }
            return item;
        }
    }

    /** The files of an inline deployment may come from its job's workspace; a project has none. */
    private static boolean ofWorkspace(DeploymentDefinition definition) {
        return definition.name().contains("#")
                && definition.source().repository().equals(WORKSPACE);
    }

    private static Grants granted(Item item, Source source) {
        if (Names.isName(source.repository())) {
            Defined<DeploymentRepository> defined = repository(item, source.repository());
            return Grants.of(item)
                    .forRepository(
                            defined.key(), address(defined.thing().getAddress()).toString());
        }
        String address = source.repository().equals(WORKSPACE)
                ? WORKSPACE
                : address(source.repository()).toString();
        return Grants.of(item).forRepository("", address);
    }

    /** Refuses a repository that the item is not granted. */
    static RepositoryReach granted(Item item, RepositoryReach reach) {
        Grants.of(item).checkRepository(reach.name(), reach.address().toString());
        return reach;
    }

    /** The names of all clusters that an item may name. */
    static List<String> clusters(Item item) {
        Grants grants = Grants.of(item);
        return visible(item, Home::clusters).values().stream()
                .filter(each -> grants.cluster(each.key()))
                .map(each -> each.thing().getName())
                .toList();
    }

    /** The names of all repositories that an item may name. */
    static List<String> repositories(Item item) {
        return List.copyOf(visible(item, Home::repositories).keySet());
    }

    static RepositoryReach reach(Item item, Source source) {
        if (!Names.isName(source.repository())) {
            return RepositoryReach.direct(item, address(source.repository()), source.credentialsId());
        }
        Defined<DeploymentRepository> defined = repository(item, source.repository());
        return source.credentialsId().isEmpty()
                ? RepositoryReach.named(defined.thing(), defined.home())
                : RepositoryReach.named(defined.thing(), defined.home(), item, source.credentialsId());
    }

    private static RepositoryAddress address(String text) {
        return RepositoryAddress.parse(text, DeploymentConfiguration.addressRules());
    }

    private static Defined<DeploymentRepository> repository(Item item, String name) {
        return named(visible(item, Home::repositories), name, "repository");
    }

    private static <T extends Named> Map<String, Defined<T>> visible(Item item, Function<Home, List<T>> things) {
        Map<String, Defined<T>> visible = new TreeMap<>();
        for (Home home : Home.above(item)) {
            things.apply(home).forEach(thing -> visible.putIfAbsent(thing.getName(), new Defined<>(thing, home)));
        }
        return visible;
    }

    private static <T extends Named> Defined<T> named(Map<String, Defined<T>> visible, String name, String kind) {
        Defined<T> found = visible.get(name);
        if (found != null) {
            return found;
        }
        String known = visible.isEmpty() ? "none is" : "there are " + String.join(", ", visible.keySet());
        throw new RefusedException("no " + kind + " '" + name + "' is configured for this project; " + known + "."
                + Nearest.hint(name, visible.keySet())
                + " Add it in Manage Jenkins » System » Continuous Deployment, or in the configuration of a folder above"
                + " the project.");
    }

    private static List<Defined<DeploymentCluster>> fitting(
            Map<String, Defined<DeploymentCluster>> visible, Map<String, String> wanted, Grants grants) {
        List<Defined<DeploymentCluster>> fitting = visible.values().stream()
                .filter(each ->
                        Labels.parse(each.thing().getLabels()).entrySet().containsAll(wanted.entrySet()))
                .toList();
        List<Defined<DeploymentCluster>> granted =
                fitting.stream().filter(each -> grants.cluster(each.key())).toList();
        if (granted.isEmpty()) {
            String labels = wanted.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(", "));
            throw new RefusedException(
                    fitting.isEmpty()
                            ? "no configured cluster has the labels " + labels + ". Add them to one, or choose others."
                            : "none of the clusters with the labels " + labels + " is granted to this project: "
                                    + fitting.stream().map(Defined::key).collect(Collectors.joining(", ")) + ".");
        }
        return granted;
    }
}
