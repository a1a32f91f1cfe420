package io.jenkins.plugins.continuousdeployment.engine.diff;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.DeleteDelta;
import com.github.difflib.patch.InsertDelta;
import com.github.difflib.patch.Patch;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.ObjectKey;
import java.util.List;

/**
 * Unified diffs for people, of objects as text that reads like YAML: bookkeeping and status left out, Secrets masked.
 */
public final class TextDiff {
    private static final int CONTEXT = 3;

    private TextDiff() {}

    /**
     * What applying changes.
     *
     * @param live the object as it is
     * @param predicted as it would be, from a dry run
     * @return the lines of the diff, none where nothing changes
     */
    public static List<String> changed(KubeObject live, KubeObject predicted) {
        SecretMask.Pair pair = SecretMask.pair(Bookkeeping.removed(live), Bookkeeping.removed(predicted));
        return unified(
                ObjectKey.of(live),
                YamlText.lines(pair.before().body()),
                YamlText.lines(pair.after().body()));
    }

    /**
     * An object that is to be made.
     *
     * @param object as it is desired, or as a dry run of its creation shows it
     */
    public static List<String> created(KubeObject object) {
        return unified(ObjectKey.of(object), List.of(), shown(object));
    }

    /**
     * An object that is to be deleted.
     *
     * @param live the object as it is
     */
    public static List<String> removed(KubeObject live) {
        return unified(ObjectKey.of(live), shown(live), List.of());
    }

    private static List<String> shown(KubeObject object) {
        return YamlText.lines(SecretMask.single(Bookkeeping.removed(object)).body());
    }

    private static List<String> unified(ObjectKey key, List<String> before, List<String> after) {
        return UnifiedDiffUtils.generateUnifiedDiff(
                before.isEmpty() ? "/dev/null" : "live/" + key,
                after.isEmpty() ? "/dev/null" : "desired/" + key,
                before,
                patch(before, after),
                CONTEXT);
    }

    /** Where one side is empty there is nothing to search, which for a large definition would take seconds. */
    private static Patch<String> patch(List<String> before, List<String> after) {
        if (!before.isEmpty() && !after.isEmpty()) {
            return DiffUtils.diff(before, after);
        }
        Patch<String> whole = new Patch<>();
        if (!after.isEmpty()) {
            whole.addDelta(new InsertDelta<>(new Chunk<>(0, before), new Chunk<>(0, after)));
        } else if (!before.isEmpty()) {
            whole.addDelta(new DeleteDelta<>(new Chunk<>(0, before), new Chunk<>(0, after)));
        }
        return whole;
    }
}
