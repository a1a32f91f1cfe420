package io.jenkins.plugins.continuousdeployment.engine.template;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.List;
import java.util.Objects;

/**
 * A template as it was written, for saying where something is wrong.
 *
 * @param name what it is called in messages
 * @param text the whole
 */
record TemplateText(String name, String text) {
    TemplateText {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
    }

    /** A refusal with line and column. */
    RefusedException wrong(int at, String message) {
        String before = text.substring(0, Math.min(at, text.length()));
        int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return new RefusedException(List.of(new Problem(new Place(name, 0, line, column), message)));
    }
}
