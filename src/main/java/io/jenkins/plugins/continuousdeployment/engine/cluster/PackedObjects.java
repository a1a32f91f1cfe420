package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Packed objects by key, found by apply set and by name without looking at the others. For one thread at a time. */
final class PackedObjects {
    private final Map<ObjectKey, PackedObject> objects = new HashMap<>();
    private final Map<String, Set<ObjectKey>> byApplySet = new HashMap<>();
    private final Map<String, Set<ObjectKey>> byName = new HashMap<>();

    PackedObject get(ObjectKey key) {
        return objects.get(key);
    }

    void put(ObjectKey key, PackedObject object) {
        remove(key);
        objects.put(key, object);
        byApplySet.computeIfAbsent(object.applySetId(), id -> new HashSet<>()).add(key);
        byName.computeIfAbsent(key.name(), name -> new HashSet<>()).add(key);
    }

    void remove(ObjectKey key) {
        PackedObject removed = objects.remove(key);
        if (removed != null) {
            drop(byApplySet, removed.applySetId(), key);
            drop(byName, key.name(), key);
        }
    }

    private static void drop(Map<String, Set<ObjectKey>> index, String where, ObjectKey key) {
        Set<ObjectKey> keys = index.get(where);
        keys.remove(key);
        if (keys.isEmpty()) {
            index.remove(where);
        }
    }

    List<PackedObject> ofApplySet(String id) {
        return byApplySet.getOrDefault(id, Set.of()).stream().map(objects::get).toList();
    }

    List<PackedObject> named(String name) {
        return byName.getOrDefault(name, Set.of()).stream().map(objects::get).toList();
    }

    /** Takes everything out. */
    Map<ObjectKey, PackedObject> emptied() {
        Map<ObjectKey, PackedObject> all = new HashMap<>(objects);
        objects.clear();
        byApplySet.clear();
        byName.clear();
        return all;
    }
}
