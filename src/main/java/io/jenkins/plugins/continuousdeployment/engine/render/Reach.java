package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.SourceFile;
import io.jenkins.plugins.continuousdeployment.engine.source.TreeEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Follows single entries of kustomizations to what they name, which must lie in the source. Whatever is found is taken
 * down, and so is whatever is wrong.
 */
final class Reach {
    private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n]");

    private final WatchedTree tree;
    private final ReachedFiles files = new ReachedFiles();
    private final Map<String, Problem> problems = new LinkedHashMap<>();
    private final Set<String> secrets = new TreeSet<>();

    Reach(WatchedTree tree) {
        this.tree = tree;
    }

    WatchedTree tree() {
        return tree;
    }

    ReachedFiles files() {
        return files;
    }

    /** What no message may show. */
    Set<String> secrets() {
        return secrets;
    }

    void problem(Place place, String message) {
        Problem problem = new Problem(place, message);
        problems.putIfAbsent(problem.toString(), problem);
    }

    void problems(RefusedException refused) {
        refused.problems().forEach(problem -> problems.putIfAbsent(problem.toString(), problem));
    }

    /** Ends everything where anything is wrong. */
    void refuseIfAny() {
        if (!problems.isEmpty()) {
            throw new RefusedException(List.copyOf(problems.values()));
        }
    }

    /** One entry: in which folder it counts, what it says, where it is written and under which key. */
    record Entry(String folder, String text, Place place, String key) {}

    /** What an entry names; nothing, and a problem, where that is not in the source. */
    Optional<TreeEntry> find(Entry entry) {
        Optional<String> path = path(entry);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<TreeEntry> found = tree.find(path.get());
            if (found.isEmpty()) {
                problem(
                        entry.place(),
                        entry.key() + " names " + RemoteForm.shown(entry.text()) + ", and there is no " + path.get()
                                + " in the source");
            }
            return found;
        } catch (RefusedException e) {
            e.problems().forEach(why -> problem(entry.place(), entry.key() + ": " + why));
            return Optional.empty();
        }
    }

    private Optional<String> path(Entry entry) {
        String shown = RemoteForm.shown(entry.text());
        if (RemoteForm.is(entry.text())) {
            problem(
                    entry.place(),
                    entry.key() + " names an address, " + shown + ": nothing is fetched while rendering."
                            + " Copy what is there into the repository and name the copy");
            return Optional.empty();
        }
        if (entry.text().startsWith("/")) {
            problem(
                    entry.place(),
                    entry.key() + " names " + shown + ", and only what lies in the source can be"
                            + " reached. Write a path relative to the kustomization");
            return Optional.empty();
        }
        if (entry.text().isBlank() || LINE_BREAK.matcher(entry.text()).find()) {
            problem(entry.place(), entry.key() + " holds an entry that is no path");
            return Optional.empty();
        }
        Optional<String> path = TreePaths.resolve(entry.folder(), entry.text());
        if (path.isEmpty()) {
            problem(entry.place(), entry.key() + " names " + shown + ", which leads out of the source");
        }
        return path;
    }

    /** An entry that must be a file, and is one that the tool may read from where it stands. */
    Optional<SourceFile> file(Entry entry) {
        return find(entry).flatMap(found -> take(entry, found));
    }

    /** The same for what was found already. */
    Optional<SourceFile> take(Entry entry, TreeEntry found) {
        String path = TreePaths.resolve(entry.folder(), entry.text()).orElseThrow();
        if (found.isFolder()) {
            problem(entry.place(), entry.key() + " names " + path + ", which is a folder and must be a file");
            return Optional.empty();
        }
        TreeEntry folder = tree.find(TreePaths.parent(path)).orElseThrow();
        String copied = TreePaths.child(folder.path(), TreePaths.name(path));
        if (!TreePaths.isIn(copied, entry.folder())) {
            problem(
                    entry.place(),
                    entry.key() + " names " + entry.text() + ", and Kustomize takes no files from outside"
                            + " of a kustomization's folder, only whole folders. Add a kustomization.yaml to "
                            + TreePaths.parent(copied) + " and name that folder under resources");
            return Optional.empty();
        }
        links(folder);
        SourceFile file = tree.file(found);
        files.file(copied, file);
        return Optional.of(file);
    }

    void links(TreeEntry folder) {
        folder.links().forEach(link -> files.link(link.path(), link.target()));
    }

    /** The texts of a list, each with its place in a file. */
    static List<Entry> entries(String folder, Object value, String key, IntFunction<Place> places) {
        List<Entry> entries = new ArrayList<>();
        List<?> list = value instanceof List<?> some ? some : List.of();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof String text) {
                entries.add(new Entry(folder, text, places.apply(i), key));
            }
        }
        return entries;
    }
}
