package io.jenkins.plugins.continuousdeployment.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DefinitionReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the engine's reader says of one field, while it is typed. Only whoever may change it is told. */
final class FieldCheck {
    private static final Map<String, Object> DESTINATION = Map.of("cluster", "any");
    private static final String IMAGES = "images: [{policy: any, image: any, order: newest}]\n";
    private static final Map<String, Object> SOURCE = Map.of("repository", "any");

    private FieldCheck() {}

    /** Whether an item may be changed by whoever asks. */
    static boolean permitted(@CheckForNull Item item) {
        return item != null && item.hasPermission(Item.CONFIGURE);
    }

    /**
     * Checks a field.
     *
     * @param with others that it must go together with, by key; what is wrong with them is not told here
     */
    static FormValidation field(
            @CheckForNull Item item, String key, @CheckForNull String value, Map<String, Object> with) {
        if (!permitted(item)) {
            return FormValidation.ok();
        }
        FormField field = FormField.of(key);
        String entered = Util.fixNull(value).replace("\r\n", "\n");
        if (field.isYaml()) {
            return yaml(field, entered, "");
        }
        Map<String, Object> tree = least();
        with.forEach((other, there) -> FormField.of(other).put(tree, Optional.of(there)));
        field.put(tree, field.read(entered));
        return told(
                problems(() -> new DefinitionReader().read(tree)),
                field.option().path());
    }

    /** The same for one that is right or wrong by itself. */
    static FormValidation field(@CheckForNull Item item, String key, @CheckForNull String value) {
        return field(item, key, value, Map.of());
    }

    /**
     * Checks the block that says how images are updated.
     *
     * @param images the policies as the form has them, without which it is wrong; what is wrong with them is not told
     */
    static FormValidation imageUpdates(
            @CheckForNull Item item, @CheckForNull String value, @CheckForNull String images) {
        if (!permitted(item)) {
            return FormValidation.ok();
        }
        String entered = Util.fixNull(value).replace("\r\n", "\n");
        return yaml(FormField.of("imageUpdates"), entered, Util.fixNull(images).isBlank() ? "" : IMAGES);
    }

    static FormValidation destination(@CheckForNull Item item, DestinationFields fields) {
        if (!permitted(item)) {
            return FormValidation.ok();
        }
        Map<String, Object> tree = least();
        List<Problem> labels = problems(() -> tree.put("destinations", List.of(fields.tree())));
        return labels.isEmpty()
                ? told(problems(() -> new DefinitionReader().read(tree)), "destinations[0]")
                : FormValidation.error(labels.get(0).message());
    }

    private static Map<String, Object> least() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", "any");
        tree.put("source", SOURCE);
        tree.put("destinations", List.of(DESTINATION));
        return tree;
    }

    private static FormValidation told(List<Problem> problems, String path) {
        List<String> own = problems.stream()
                .map(Problem::message)
                .filter(message -> message.startsWith(path))
                .map(message -> message.substring(path.length()).replaceFirst("^: ", ""))
                .toList();
        return own.isEmpty() ? FormValidation.ok() : FormValidation.error(String.join("\n", own));
    }

    /** The block stands in a whole definition, so that the reader can tell the line of each fault. */
    private static FormValidation yaml(FormField field, String entered, String with) {
        if (entered.isBlank()) {
            return FormValidation.ok();
        }
        boolean inSource = field.option().path().startsWith("source.");
        String head = "name: any\ndestinations: [{cluster: any}]\n" + with + "source:\n  repository: any\n"
                + (inSource ? "  " : "") + field.key() + ":\n";
        int before = (int) head.lines().count();
        String text = head + entered.lines().map(line -> "    " + line).collect(Collectors.joining("\n")) + "\n";
        List<Problem> problems = problems(() -> new DefinitionReader().read(field.key(), text));
        if (problems.isEmpty()) {
            // Indented, what is several documents may look like one.
            problems = problems(() -> field.read(entered));
            before = 0;
        }
        int shift = before;
        return problems.isEmpty()
                ? FormValidation.ok()
                : FormValidation.error(problems.stream()
                        .map(problem -> line(problem, shift)
                                + problem.message()
                                        .replaceFirst("^" + field.option().path() + "(: )?", ""))
                        .collect(Collectors.joining("\n")));
    }

    private static String line(Problem problem, int before) {
        Place place = problem.place();
        return place == null || place.line() <= before ? "" : Messages.FieldCheck_line(place.line() - before) + " ";
    }

    private static List<Problem> problems(Runnable read) {
        try {
            read.run();
            return List.of();
        } catch (RefusedException e) {
            return e.problems();
        }
    }
}
