package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLayout;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlPart;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Edits one file. */
final class FileEdit {
    /** What the parts of one image have in common. */
    private record Group(int document, YamlPath map, String policy) {
        static Group of(Followed one) {
            return new Group(one.scalar().document(), one.scalar().path().parent(), one.policy());
        }
    }

    private final String file;
    private final YamlLayout layout;
    private final Policies policies;
    private final EditOptions options;
    private final Surroundings surroundings;
    private final List<Followed> found = new ArrayList<>();
    private final Map<Group, ImageReference> marked = new HashMap<>();
    private final Map<YamlPart, String> values = new HashMap<>();
    private final List<ImagePlace> followed = new ArrayList<>();
    private final List<EditedPlace> edited = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();

    FileEdit(String file, YamlLayout layout, Policies policies, EditOptions options) {
        this.file = file;
        this.layout = layout;
        this.policies = policies;
        this.options = options;
        this.surroundings = new Surroundings(layout, FileNames.isKustomization(file));
    }

    List<ImagePlace> followed() {
        return followed;
    }

    /** What changed; nothing where the file stays as it is. */
    List<EditedPlace> edited() {
        return edited;
    }

    List<Problem> problems() {
        return problems;
    }

    List<Problem> notes() {
        return notes;
    }

    /**
     * Edits.
     *
     * @param repositories how images are found by name; nothing where they are not
     * @return the new bytes; nothing where the file stays as it is
     */
    Optional<byte[]> run(Optional<Repositories> repositories) {
        find(repositories);
        found.sort(Comparator.comparingInt(one -> one.scalar().start()));
        found.forEach(this::note);
        found.forEach(this::choose);
        Optional<byte[]> bytes = problems.isEmpty() && !values.isEmpty()
                ? new Rewrite(layout, values).bytes(file, options.limits())
                : Optional.empty();
        if (problems.isEmpty() && !values.isEmpty() && bytes.isEmpty()) {
            problems.add(new Problem(
                    edited.get(0).place().place(),
                    "with the new image the file would not read as before otherwise, so that it is left alone; write the"
                            + " value in another style, and please report this with the file"));
        }
        if (bytes.isEmpty()) {
            edited.clear();
        }
        return bytes;
    }

    private void find(Optional<Repositories> repositories) {
        Markers markers = new Markers(file, layout, policies);
        markers.find();
        found.addAll(markers.found());
        problems.addAll(markers.problems());
        notes.addAll(markers.notes());
        if (repositories.isPresent()) {
            ByName byName = new ByName(layout, surroundings, repositories.get(), policies.targets());
            byName.find(markers.marked());
            found.addAll(byName.found());
            notes.addAll(byName.notes());
        }
    }

    /** Puts together what the markers of one image say of it. */
    private void note(Followed one) {
        ImageReference known = marked.getOrDefault(Group.of(one), new ImageReference("", "", ""));
        marked.put(
                Group.of(one),
                switch (one.part()) {
                    case WHOLE -> known;
                    case NAME -> new ImageReference(one.text(), known.tag(), known.digest());
                    case TAG -> new ImageReference(known.repository(), one.text(), known.digest());
                    case DIGEST -> new ImageReference(known.repository(), known.tag(), one.text());
                });
    }

    private ImageReference present(Followed one) {
        if (one.part() == ImagePart.WHOLE) {
            return ImageReference.parse(one.text().strip());
        }
        ImageReference said = Objects.requireNonNull(marked.get(Group.of(one)), "group");
        ImageReference beside = surroundings.beside(one.scalar());
        return new ImageReference(
                first(said.repository(), beside.repository()),
                first(said.tag(), beside.tag()),
                first(said.digest(), beside.digest()));
    }

    private static String first(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private void choose(Followed one) {
        ImagePlace place = new ImagePlace(
                layout.placeOf(one.scalar()),
                one.scalar().path().toString(),
                surroundings.object(one.scalar()),
                one.policy(),
                one.part(),
                one.marked(),
                present(one));
        followed.add(place);
        ImageReference target = policies.targets().get(one.policy());
        if (target != null) {
            options.judge().judge(place, target).ifPresent(image -> write(one, place, image));
        }
    }

    private void write(Followed one, ImagePlace place, ImageReference image) {
        String wanted = one.wanted(image, place.present());
        Optional<String> fault = image.fault()
                .map(what -> "the policy " + one.policy() + " gave " + image + ", and " + what)
                .or(() -> wanted.isEmpty() ? Optional.of(missing(one)) : Optional.empty())
                .or(() -> Replacement.fault(one.scalar()));
        if (fault.isPresent()) {
            problems.add(new Problem(place.place(), fault.get()));
        } else if (Replacement.isDue(one.scalar(), one.text(), wanted)) {
            values.put(one.scalar(), wanted);
            edited.add(new EditedPlace(place, image, one.text(), wanted));
        }
    }

    private static String missing(Followed one) {
        return one.part() == ImagePart.DIGEST
                ? "a digest is to stand here, and the policy " + one.policy()
                        + " gave a tag without one; have it give the" + " digest too, or remove the field"
                : "a tag is to stand here, and the policy " + one.policy() + " gave a digest without one";
    }
}
