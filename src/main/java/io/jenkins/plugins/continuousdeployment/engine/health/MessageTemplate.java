package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A message with paths in braces, {@code {status.phase}}. Further paths and at last a text may follow for where nothing
 * stands there: {@code {status.message|status.reason|no reason given}}. A condition reads as its message and reason, one
 * that is not true with its type. Braces are not part of messages.
 *
 * @param parts texts and paths in their order
 */
record MessageTemplate(List<Part> parts) {
    private static final int MOST_VALUES = 5;

    /**
     * A text, or paths with their fallback.
     *
     * @param paths the first under which something stands is taken; empty for a text
     * @param text the text, or the fallback of the paths
     */
    record Part(List<FieldPath> paths, String text) {
        Part {
            paths = List.copyOf(paths);
        }
    }

    MessageTemplate {
        parts = List.copyOf(parts);
    }

    static MessageTemplate parse(String text) throws FieldPath.Malformed {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            if (open < 0) {
                parts.add(new Part(List.of(), text.substring(at)));
                break;
            }
            parts.add(new Part(List.of(), text.substring(at, open)));
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new FieldPath.Malformed("the brace that opens at character " + (open + 1) + " is never closed");
            }
            parts.add(part(text.substring(open + 1, close)));
            at = close + 1;
        }
        return new MessageTemplate(parts);
    }

    private static Part part(String content) throws FieldPath.Malformed {
        String[] pieces = content.split("\\|", -1);
        List<FieldPath> paths = new ArrayList<>();
        for (String piece : pieces) {
            if (!paths.isEmpty() && !FieldPath.begins(piece)) {
                return new Part(paths, piece);
            }
            paths.add(FieldPath.parse(piece));
        }
        return new Part(paths, "");
    }

    /** The paths it names. */
    List<FieldPath> paths() {
        return parts.stream().flatMap(part -> part.paths().stream()).toList();
    }

    String fill(KubeObject object) {
        return parts.stream()
                .map(part -> part.paths().stream()
                        .map(path -> value(path, object))
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .orElse(part.text()))
                .collect(Collectors.joining())
                .strip();
    }

    private static String value(FieldPath path, KubeObject object) {
        return path.in(object).stream()
                .map(MessageTemplate::text)
                .flatMap(Optional::stream)
                .distinct()
                .limit(MOST_VALUES)
                .collect(Collectors.joining(", "))
                .strip();
    }

    private static Optional<String> text(Object value) {
        if (value instanceof Map<?, ?>) {
            return Condition.of(value).map(Condition::told);
        }
        if (value instanceof List<?> list) {
            return Optional.of(list.stream()
                    .map(MessageTemplate::text)
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining(", ")));
        }
        return Optional.of(String.valueOf(value));
    }
}
