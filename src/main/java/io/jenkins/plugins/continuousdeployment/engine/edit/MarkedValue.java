package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlComment;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLayout;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlPart;
import java.util.List;

/**
 * Finds the scalar that a marker means: the last value before it on its line; where it stands alone, the value of the
 * line below. Where several come into question (a map in braces and its marker behind it) the key must tell; nothing is
 * guessed, since a wrong guess would overwrite a name with an image.
 */
final class MarkedValue {
    /** Why a marker means nothing. */
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message);
        }
    }

    private static final String NOTHING = "the marker stands on no value; put it behind the value that names the image,"
            + " or alone on the line directly above";

    private final YamlLayout layout;
    private final Lines lines;

    MarkedValue(YamlLayout layout) {
        this.layout = layout;
        this.lines = new Lines(layout);
    }

    /**
     * The scalar that a marker means.
     *
     * @throws Unclear where there is none, or none that can be changed
     */
    YamlPart of(YamlComment marker, ImagePart part) throws Unclear {
        YamlPart found = isAlone(marker) ? below(marker, part) : before(marker, part);
        if (found.kind() == YamlPart.Kind.ALIAS) {
            throw new Unclear("the value is the alias *" + found.text()
                    + "; put the marker behind the value that has the" + " anchor &" + found.text());
        }
        return found;
    }

    private YamlPart before(YamlComment marker, ImagePart part) throws Unclear {
        List<YamlPart> values = lines.valuesEndingAt(marker.line());
        if (values.isEmpty()) {
            throw none(marker.line());
        }
        YamlPart last = values.get(values.size() - 1);
        return lines.isEnclosed(last, marker.start()) ? fitting(values, part) : last;
    }

    private YamlPart below(YamlComment marker, ImagePart part) throws Unclear {
        int line = marker.line() + 1;
        List<YamlPart> values = lines.valuesBeginningAt(line);
        if (values.isEmpty()) {
            throw none(line);
        }
        YamlPart only = values.get(0);
        boolean plainCase = values.size() == 1 && !lines.isEnclosed(only, Integer.MAX_VALUE) && !isEntryOfItem(only);
        return plainCase ? only : fitting(values, part);
    }

    /** Whether a line with a dash holds the first entry of a map: a marker above may then be meant for all of it. */
    private boolean isEntryOfItem(YamlPart value) {
        return value.path().step() instanceof String && layout.text().startsWith("-", firstOfLine(value.start()));
    }

    private static YamlPart fitting(List<YamlPart> values, ImagePart part) throws Unclear {
        List<YamlPart> fitting =
                values.stream().filter(value -> part.fits(value.path().step())).toList();
        if (fitting.size() != 1) {
            throw new Unclear(
                    "the marker stands on a map or a list, and which of its values is meant can't be told; give"
                            + " the value that names the image a line of its own, with the marker behind it");
        }
        return fitting.get(0);
    }

    private Unclear none(int line) {
        YamlPart last = lines.lastAt(line);
        if (last == null || last.kind() == YamlPart.Kind.EMPTY) {
            return new Unclear(NOTHING);
        }
        if (last.isCollection()) {
            return new Unclear("the marker stands on a " + (last.kind() == YamlPart.Kind.MAP ? "map" : "list")
                    + "; put it behind the value in there that names the image");
        }
        return new Unclear("the value stands at line " + last.line() + "; put the marker behind it");
    }

    /** Whether nothing else stands on a comment's line. */
    private boolean isAlone(YamlComment comment) {
        return firstOfLine(comment.start()) == comment.start();
    }

    /** Where the first character stands that is no blank, on the line of a place and not behind it. */
    private int firstOfLine(int place) {
        String text = layout.text();
        int first = place;
        for (int i = place - 1; i >= 0 && "\n\r\u0085\u2028\u2029".indexOf(text.charAt(i)) < 0; i--) {
            if (" \t\ufeff".indexOf(text.charAt(i)) < 0) {
                first = i;
            }
        }
        return first;
    }
}
