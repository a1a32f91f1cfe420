package io.jenkins.plugins.continuousdeployment.engine.definition;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One spot of a definition that is being read: it knows its path and place, and takes down what is wrong there. */
final class Site {
    /** Where a path is written. */
    interface Places {
        /**
         * The place of a value or of its key.
         *
         * @return null where there is no text
         */
        Place of(boolean key, Object... path);
    }

    private static final int LONGEST_SHOWN = 60;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Places places;
    private final List<Problem> problems;
    private final List<Object> path;

    /** The whole of a definition. */
    Site(Places places, List<Problem> problems) {
        this(places, problems, List.of());
    }

    private Site(Places places, List<Problem> problems, List<Object> path) {
        this.places = places;
        this.problems = problems;
        this.path = path;
    }

    /** A key of the map, or a position in the list, that stands here. */
    Site child(Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return new Site(places, problems, longer);
    }

    /** What is wrong with the value. */
    void problem(String message) {
        note(place(), message);
    }

    /** What is wrong with there being this key. */
    void problemWithKey(String message) {
        note(places.of(true, path.toArray()), message);
    }

    Place place() {
        return places.of(false, path.toArray());
    }

    /** A word of the text as it may stand in a message: short, and on one line. */
    static String shown(String word) {
        String line = CONTROL.matcher(word).replaceAll("?");
        return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
    }

    private void note(Place place, String message) {
        problems.add(new Problem(place, path.isEmpty() ? message : this + ": " + message));
    }

    /** {@code destinations[0].cluster}; empty for the whole. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object step : path) {
            if (step instanceof Integer position) {
                text.append('[').append(position).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(shown(String.valueOf(step)));
            }
        }
        return text.toString();
    }
}
