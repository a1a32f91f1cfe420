package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlComment;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLayout;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the scalars of a file that have a marker. */
final class Markers {
    private final String file;
    private final YamlLayout layout;
    private final Policies policies;
    private final Set<YamlPart> marked = new HashSet<>();
    private final Map<YamlPart, YamlComment> byKnown = new HashMap<>();
    private final List<Followed> found = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();

    Markers(String file, YamlLayout layout, Policies policies) {
        this.file = file;
        this.layout = layout;
        this.policies = policies;
    }

    /** Looks. */
    void find() {
        List<Marker> markers = layout.comments().stream()
                .map(Marker::in)
                .flatMap(Optional::stream)
                .toList();
        if (markers.isEmpty()) {
            return;
        }
        MarkedValue values = new MarkedValue(layout);
        for (Marker marker : markers) {
            if (marker.fault().isEmpty()) {
                follow(marker, values);
            } else {
                problem(marker.comment(), marker.fault());
            }
        }
    }

    /** The scalars that follow a known policy. */
    List<Followed> found() {
        return found;
    }

    /** All scalars that have a marker, whoever's. */
    Set<YamlPart> marked() {
        return marked;
    }

    List<Problem> problems() {
        return problems;
    }

    List<Problem> notes() {
        return notes;
    }

    private void follow(Marker marker, MarkedValue values) {
        Optional<Policies.Known> known = policies.known(marker.text());
        ImagePart part = known.map(Policies.Known::part).orElse(ImagePart.WHOLE);
        try {
            YamlPart scalar = values.of(marker.comment(), part);
            marked.add(scalar);
            YamlComment other = known.isEmpty() ? null : byKnown.putIfAbsent(scalar, marker.comment());
            if (known.isEmpty()) {
                notes.add(new Problem(place(marker.comment()), policies.unknown(marker.text())));
            } else if (other != null) {
                problem(
                        marker.comment(),
                        "the value at line " + scalar.line() + " has another marker at line " + other.line()
                                + "; remove one of them");
            } else if (Replacement.fault(scalar).isPresent()) {
                problem(marker.comment(), Replacement.fault(scalar).get());
            } else {
                found.add(new Followed(scalar, part, known.get().policy(), true));
            }
        } catch (MarkedValue.Unclear e) {
            if (known.isPresent()) {
                problem(marker.comment(), e.getMessage());
            } else {
                notes.add(new Problem(place(marker.comment()), policies.unknown(marker.text())));
            }
        }
    }

    private void problem(YamlComment comment, String message) {
        problems.add(new Problem(place(comment), message));
    }

    /** A comment belongs to the document of what was written last before it. */
    private Place place(YamlComment comment) {
        int first = 0;
        int behind = layout.parts().size();
        while (first < behind) {
            int middle = (first + behind) >>> 1;
            if (layout.parts().get(middle).line() <= comment.line()) {
                first = middle + 1;
            } else {
                behind = middle;
            }
        }
        int document = first == 0 ? 1 : layout.parts().get(first - 1).document();
        return new Place(file, document, comment.line(), comment.column());
    }
}
