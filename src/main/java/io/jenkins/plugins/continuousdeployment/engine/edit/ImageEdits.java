package io.jenkins.plugins.continuousdeployment.engine.edit;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceTree;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes the images that policies chose into files. Pure: bytes in, bytes out.
 *
 * <p>A file that can't be followed whole is left alone whole, with the reason and the line; the others are edited. A file
 * that names no image to follow is not even read as YAML, so that a chart's templates are no problem.
 */
public final class ImageEdits {
    /** How much larger than it may be a file is read, to learn whether it names images at all. */
    private static final int UNREAD = 8;

    private final Policies policies;
    private final EditOptions options;
    private final Optional<Repositories> repositories;
    private final Map<String, byte[]> changed = new TreeMap<>();
    private final List<EditedPlace> places = new ArrayList<>();
    private final List<ImagePlace> followed = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> notes = new ArrayList<>();

    private ImageEdits(Policies policies, EditOptions options) {
        this.policies = policies;
        this.options = options;
        this.repositories = options.byName() ? Optional.of(new Repositories(policies.targets())) : Optional.empty();
    }

    /**
     * Edits files.
     *
     * @param files the contents by path, with slashes; only those with YAML's file names are looked at. Links must not be
     *     among them: an edit of what they lead to would take their place
     * @param targets what each policy chose, by the name that markers give the policy
     * @return what changed, and what could not
     * @throws RefusedException where what a policy chose is no image
     */
    public static Edited edit(Map<String, byte[]> files, Map<String, ImageReference> targets, EditOptions options) {
        ImageEdits edits = begin(targets, options);
        new TreeMap<>(files).forEach(edits::file);
        return edits.result();
    }

    /**
     * Edits the files of a commit or a folder, one after the other. Links are left out: what they lead to is edited where
     * it lies, if that is below the path.
     *
     * @param path the folder or file to look at, as {@link SourceTree#files} takes it
     * @param targets what each policy chose, by the name that markers give the policy
     * @return what changed, and what could not
     * @throws RefusedException where what a policy chose is no image, or the path can't be read
     */
    public static Edited edit(SourceTree tree, String path, Map<String, ImageReference> targets, EditOptions options) {
        ImageEdits edits = begin(targets, options);
        for (SourceFile file : tree.files(path)) {
            boolean own = FileNames.isYaml(file.path())
                    && tree.find(file.path())
                            .filter(entry -> entry.links().isEmpty())
                            .isPresent();
            if (own && file.size() > (long) options.maxFileBytes() * UNREAD) {
                edits.notes.add(new Problem(
                        Place.of(file.path()),
                        String.format(Locale.ROOT, "has %,d bytes and was not searched for images", file.size())));
            } else if (own) {
                edits.file(file.path(), file.content());
            }
        }
        return edits.result();
    }

    private static ImageEdits begin(Map<String, ImageReference> targets, EditOptions options) {
        List<Problem> faults = new ArrayList<>();
        targets.forEach((policy, image) ->
                image.fault().ifPresent(fault -> faults.add(Problem.of(policy + "=" + image + ": " + fault))));
        if (!faults.isEmpty()) {
            throw new RefusedException(faults);
        }
        return new ImageEdits(new Policies(Map.copyOf(targets), options.others()), options);
    }

    /** Whether a file may name images, by its own name: the others need not be read. */
    public static boolean looksAt(String path) {
        return FileNames.isYaml(path);
    }

    /** What has a marker is meant to be followed; what only has a word that an image is called by may be anything. */
    private void file(String path, byte[] content) {
        if (!FileNames.isYaml(path)) {
            return;
        }
        String text = words(content);
        boolean marked = text.contains(Marker.WORD);
        boolean named = repositories.map(names -> names.mayBeIn(text)).orElse(false);
        if (!marked && !named) {
            return;
        }
        try {
            edit(path, content);
        } catch (RefusedException e) {
            (marked ? problems : notes).addAll(e.problems());
        }
    }

    private void edit(String path, byte[] content) {
        if (content.length > options.maxFileBytes()) {
            throw new RefusedException(List.of(new Problem(
                    Place.of(path),
                    String.format(
                            Locale.ROOT,
                            "has %,d bytes, more than the %,d that a file with images may have; put what names them into"
                                    + " a file of its own",
                            content.length,
                            options.maxFileBytes()))));
        }
        FileEdit edit = new FileEdit(path, YamlLayout.read(path, content, options.limits()), policies, options);
        edit.run(repositories).ifPresent(bytes -> changed.put(path, bytes));
        places.addAll(edit.edited());
        followed.addAll(edit.followed());
        problems.addAll(edit.problems());
        notes.addAll(edit.notes());
    }

    /** A text to look for words in, whatever the encoding, and whether it is YAML or not. */
    private static String words(byte[] content) {
        boolean wide = content.length > 1 && (content[0] & 0xFF) + (content[1] & 0xFF) == 0xFF + 0xFE;
        return new String(content, wide ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1);
    }

    private Edited result() {
        repositories.ifPresent(names -> problems.addAll(names.problems()));
        return new Edited(changed, places, followed, problems, notes);
    }
}
