package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a project keeps in a cluster: one ConfigMap in the shape of an ApplySet parent (KEP-3659), which says the kinds
 * and namespaces that it may own. It is widened before anything is applied and narrowed only after a complete prune,
 * so that whatever interrupts a sync, nothing of ours is ever out of sight.
 *
 * @param owner whose record it is
 * @param namespace where the ConfigMap lies
 * @param kinds the kinds that may have members
 * @param namespaces the namespaces that may have members
 * @param serial raised by every writer: a lower one elsewhere is an old backup or a twin
 * @param revision the commit that was last synced completely, empty before the first
 * @param syncedAt when, as ISO 8601; empty before the first
 * @param resourceVersion of the ConfigMap, empty where it is still to be made
 */
public record TrackingRecord(
        Owner owner,
        String namespace,
        SortedSet<GroupKind> kinds,
        SortedSet<String> namespaces,
        long serial,
        String revision,
        String syncedAt,
        String resourceVersion) {
    static final String APPLY_SET_ID = "applyset.kubernetes.io/id";
    static final String TOOLING = "applyset.kubernetes.io/tooling";
    static final String KINDS = "applyset.kubernetes.io/contains-group-kinds";
    static final String NAMESPACES = "applyset.kubernetes.io/additional-namespaces";
    static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    static final String TOOL = "continuous-deployment";

    public TrackingRecord {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(namespace, "namespace");
        kinds = Collections.unmodifiableSortedSet(new TreeSet<>(kinds));
        namespaces = Collections.unmodifiableSortedSet(new TreeSet<>(namespaces));
        Objects.requireNonNull(revision, "revision");
        Objects.requireNonNull(syncedAt, "syncedAt");
        Objects.requireNonNull(resourceVersion, "resourceVersion");
    }

    /** The record of a project that has none in a cluster yet. */
    public static TrackingRecord fresh(Owner owner, String namespace) {
        return new TrackingRecord(owner, namespace, new TreeSet<>(), new TreeSet<>(), 0, "", "", "");
    }

    /** The ConfigMap's name: readable, and different for every owner. */
    public static String name(Owner owner) {
        String slug = owner.trackingId()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String hash = HexFormat.of().formatHex(sha256(owner.instance() + ";" + owner.trackingId()), 0, 5);
        return "cd-"
                + (slug.isEmpty()
                        ? ""
                        : slug.substring(0, Math.min(slug.length(), 40)).replaceAll("-+$", "") + "-") + hash;
    }

    /** The name of this record's ConfigMap. */
    public String name() {
        return name(owner);
    }

    /** KEP-3659: the id that members carry in {@link Marks#PART_OF}, a hash of where the record lies. */
    public String applySetId() {
        byte[] hash = sha256(name() + "." + namespace + ".ConfigMap.");
        return "applyset-" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + "-v1";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether the cluster has it. */
    public boolean stored() {
        return !resourceVersion.isEmpty();
    }

    /** With more kinds and namespaces, for what is about to be applied. */
    public TrackingRecord widened(Collection<GroupKind> moreKinds, Collection<String> moreNamespaces) {
        SortedSet<GroupKind> allKinds = new TreeSet<>(kinds);
        allKinds.addAll(moreKinds);
        SortedSet<String> allNamespaces = new TreeSet<>(namespaces);
        allNamespaces.addAll(moreNamespaces);
        return new TrackingRecord(
                owner, namespace, allKinds, allNamespaces, serial + 1, revision, syncedAt, resourceVersion);
    }

    /** With exactly what is left after a complete sync of a commit. */
    public TrackingRecord narrowed(
            Collection<GroupKind> leftKinds, Collection<String> leftNamespaces, String commit, String at) {
        return new TrackingRecord(
                owner,
                namespace,
                new TreeSet<>(leftKinds),
                new TreeSet<>(leftNamespaces),
                serial + 1,
                commit,
                at,
                resourceVersion);
    }

    /** Whether a kind and a namespace are within what it says already. */
    public boolean covers(Collection<GroupKind> someKinds, Collection<String> someNamespaces) {
        return kinds.containsAll(someKinds) && namespaces.containsAll(someNamespaces);
    }

    KubeObject configMap() {
        Map<String, Object> annotations = new TreeMap<>();
        annotations.put(TOOLING, TOOL + "/v1");
        annotations.put(KINDS, kinds.stream().map(GroupKind::toString).collect(Collectors.joining(",")));
        annotations.put(
                NAMESPACES,
                namespaces.stream().filter(each -> !each.equals(namespace)).collect(Collectors.joining(",")));
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name());
        metadata.put("namespace", namespace);
        if (stored()) {
            metadata.put("resourceVersion", resourceVersion);
        }
        metadata.put("labels", Map.of(APPLY_SET_ID, applySetId(), MANAGED_BY, TOOL));
        metadata.put("annotations", annotations);
        Map<String, Object> data = new TreeMap<>();
        data.put("instance", owner.instance());
        data.put("trackingId", owner.trackingId());
        data.put("serial", Long.toString(serial));
        data.put("revision", revision);
        data.put("syncedAt", syncedAt);
        data.put("ownNamespace", Boolean.toString(namespaces.contains(namespace)));
        return new KubeObject(Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", metadata, "data", data));
    }

    /**
     * Reads a ConfigMap.
     *
     * @throws IllegalArgumentException where it is no record of ours, or damaged
     */
    static TrackingRecord of(KubeObject configMap) {
        Owner owner = new Owner(configMap.text("data", "instance"), configMap.text("data", "trackingId"));
        SortedSet<String> namespaces = new TreeSet<>(split(configMap.annotation(NAMESPACES)));
        if (configMap.text("data", "ownNamespace").equals("true")) {
            namespaces.add(configMap.namespace());
        }
        SortedSet<GroupKind> kinds = split(configMap.annotation(KINDS)).stream()
                .map(GroupKind::parse)
                .collect(Collectors.toCollection(TreeSet::new));
        return new TrackingRecord(
                owner,
                configMap.namespace(),
                kinds,
                namespaces,
                Long.parseLong(configMap.text("data", "serial")),
                configMap.text("data", "revision"),
                configMap.text("data", "syncedAt"),
                configMap.resourceVersion());
    }

    private static Collection<String> split(String list) {
        if (list == null) {
            throw new IllegalArgumentException("an annotation of the record is missing");
        }
        return Arrays.stream(list.split(",")).filter(each -> !each.isEmpty()).toList();
    }
}
