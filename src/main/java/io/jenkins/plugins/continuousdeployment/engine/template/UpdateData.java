package io.jenkins.plugins.continuousdeployment.engine.template;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a template sees of an update, by the names that Flux's templates have (ImageUpdateAutomation, v1beta1 and 2). */
final class UpdateData {
    private UpdateData() {}

    static Struct of(UpdateFacts facts) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("AutomationObject", project(facts.project()));
        fields.put("Changed", changed(facts.changes()));
        fields.put("Updated", updated(facts.changes()));
        fields.put("Values", facts.values());
        return new Struct("the data of an update", "", fields);
    }

    private static Struct project(String full) {
        int slash = full.lastIndexOf('/');
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Name", full.substring(slash + 1));
        fields.put("Namespace", slash < 0 ? "" : full.substring(0, slash));
        return new Struct(".AutomationObject", full, fields);
    }

    private static Struct changed(List<ImageChange> changes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("FileChanges", byFile(changes, (file, ofFile) -> byObject(ofFile, UpdateData::change)));
        fields.put("Objects", byObject(changes, UpdateData::change));
        fields.put("Changes", each(changes, UpdateData::change));
        return new Struct(".Changed", "{" + Formats.plain(fields.get("FileChanges")) + "}", fields);
    }

    private static Struct updated(List<ImageChange> changes) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("Files", byFile(changes, (file, ofFile) -> {
            Object objects = byObject(ofFile, UpdateData::image);
            return new Struct("a file", "{" + Formats.plain(objects) + "}", Map.of("Objects", objects));
        }));
        fields.put("Objects", byObject(changes, UpdateData::image));
        fields.put("Images", each(changes, UpdateData::image));
        return new Struct(".Updated", "{" + Formats.plain(fields.get("Files")) + "}", fields);
    }

    private static Struct change(ImageChange change) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("OldValue", change.oldValue());
        fields.put("NewValue", change.newValue());
        fields.put("Setter", change.policy());
        fields.put("Image", ImageParts.of(change.image()).value());
        return new Struct("a change", change.oldValue() + " -> " + change.newValue(), fields);
    }

    private static Struct image(ImageChange change) {
        return ImageParts.of(change.image()).value();
    }

    /** Each value once, in the order in which they come. */
    private static List<Object> each(Collection<ImageChange> changes, Function<ImageChange, Struct> as) {
        return changes.stream().map(as).distinct().collect(Collectors.toList());
    }

    private static Map<Object, Object> byObject(Collection<ImageChange> changes, Function<ImageChange, Struct> as) {
        Map<ObjectName, List<ImageChange>> objects =
                changes.stream().collect(Collectors.groupingBy(ImageChange::object, TreeMap::new, Collectors.toList()));
        Map<Object, Object> values = new LinkedHashMap<>();
        objects.forEach((object, ofObject) -> values.put(object(object), each(ofObject, as)));
        return values;
    }

    private static Map<Object, Object> byFile(
            Collection<ImageChange> changes, BiFunction<String, List<ImageChange>, Object> as) {
        Map<String, List<ImageChange>> files =
                changes.stream().collect(Collectors.groupingBy(ImageChange::file, TreeMap::new, Collectors.toList()));
        Map<Object, Object> values = new LinkedHashMap<>();
        files.forEach((file, ofFile) -> values.put(file, as.apply(file, ofFile)));
        return values;
    }

    private static Struct object(ObjectName object) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("APIVersion", object.apiVersion());
        fields.put("Kind", object.kind());
        fields.put("Name", object.name());
        fields.put("Namespace", object.namespace());
        return new Struct("an object", object.toString(), fields);
    }
}
