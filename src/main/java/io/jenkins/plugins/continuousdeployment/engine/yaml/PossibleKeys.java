package io.jenkins.plugins.continuousdeployment.engine.yaml;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;

/**
 * What may turn out to be keys. Where a key ends is known only at its colon, which must come in the same line and within
 * 1024 characters. There is one candidate at a time in each level of brackets and braces, and one in the block around
 * them.
 */
final class PossibleKeys {
    private static final int LONGEST = 1024;

    /**
     * A token that is the beginning of a key if a colon follows.
     *
     * @param number how many tokens stand before it in the whole stream
     * @param required whether nothing but a key can stand there
     * @param index where it begins
     * @param mark the same for the parser
     */
    record Key(int number, boolean required, int index, Mark mark) {}

    private final Cursor text;
    /** One entry for each level, the block first; null where there is no candidate. */
    private final List<Key> levels = new ArrayList<>();

    PossibleKeys(Cursor text) {
        this.text = text;
        levels.add(null);
    }

    /** Whether brackets or braces are open. */
    boolean inFlow() {
        return levels.size() > 1;
    }

    void open() {
        levels.add(null);
    }

    void close() {
        forget();
        if (inFlow()) {
            levels.remove(innermost());
        }
    }

    /** What comes now may be a key. */
    void remember(int number, boolean required) {
        forget();
        levels.set(innermost(), new Key(number, required, text.index(), text.mark()));
    }

    /** The innermost candidate turned out to be no key. */
    void forget() {
        forget(innermost());
    }

    /** The innermost candidate, which a colon makes a key; null where there is none. */
    Key take() {
        Key key = current(innermost());
        levels.set(innermost(), null);
        return key;
    }

    /** Whether the token with this number may still turn out to be a key. */
    boolean include(int number) {
        for (int level = 0; level < levels.size(); level++) {
            Key key = levels.get(level);
            if (key != null && key.number == number) {
                return current(level) != null;
            }
        }
        return false;
    }

    private Key current(int level) {
        Key key = levels.get(level);
        if (key != null && (key.mark.getLine() < text.line() || key.index + LONGEST < text.index())) {
            forget(level);
            return null;
        }
        return key;
    }

    private void forget(int level) {
        Key key = levels.set(level, null);
        if (key != null && key.required) {
            throw Cursor.malformed(
                    key.mark, "a key with its ':' or an entry with its '-' is expected here, as in the lines above");
        }
    }

    private int innermost() {
        return levels.size() - 1;
    }
}
