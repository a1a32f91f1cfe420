package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.yaml.PlainText;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlPart;
import java.util.Optional;
import java.util.Set;

/** How another value is written in the place of a scalar, so that it is a string and looks as the old one did. */
final class Replacement {
    private static final Set<String> TEXT_TAGS = Set.of("!", "tag:yaml.org,2002:str");

    private Replacement() {}

    /** Why a scalar can't be changed. */
    static Optional<String> fault(YamlPart scalar) {
        if (scalar.kind() == YamlPart.Kind.BLOCK && scalar.start() == scalar.end()) {
            return Optional.of("the value is a block that has not exactly one line; write it on the line of its key");
        }
        if (scalar.tag() != null && !TEXT_TAGS.contains(scalar.tag())) {
            return Optional.of("the value has a tag that says it is no string; remove the tag");
        }
        return Optional.empty();
    }

    /** Whether a scalar says something else, or says it as a number, which loses digits: 1.10 is 1.1. */
    static boolean isDue(YamlPart scalar, String present, String wanted) {
        return !present.equals(wanted) || !scalar.isString();
    }

    /**
     * What to write between a scalar's begin and end.
     *
     * @param text an image or a part of one, which has no character that any style would have to escape
     */
    static String written(YamlPart scalar, String text) {
        return switch (scalar.kind()) {
            case PLAIN -> scalar.tag() != null || PlainText.isTextEverywhere(text) ? text : '"' + text + '"';
            case SINGLE_QUOTED -> "'" + text + "'";
            case DOUBLE_QUOTED -> '"' + text + '"';
            case BLOCK -> text;
            case EMPTY, ALIAS, MAP, LIST -> throw new IllegalArgumentException("no scalar");
        };
    }
}
