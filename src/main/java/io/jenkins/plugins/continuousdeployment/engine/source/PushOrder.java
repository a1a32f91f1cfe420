package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.lib.Constants;

/**
 * A commit that is to be made and pushed.
 *
 * @param branch what is edited: a branch, with or without {@code refs/heads/}; {@code HEAD} for the server's default one
 * @param target where the commit goes
 * @param author author and committer
 * @param signOff whether {@code Signed-off-by} is added to the message
 * @param key what the commit is signed with
 * @param options what is said to the server beside ({@code git push --push-option}), such as {@code
 *     merge_request.create}; only for servers that take such options
 * @param limits how long to try
 */
public record PushOrder(
        String branch,
        PushTarget target,
        Author author,
        boolean signOff,
        SigningKey key,
        List<String> options,
        PushLimits limits) {
    /**
     * Checks the branch's name and the options.
     *
     * @throws RefusedException where they can't be right
     */
    public PushOrder {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(limits, "limits");
        options = List.copyOf(options);
        if (!Constants.HEAD.equals(Objects.requireNonNull(branch, "branch"))) {
            PushTarget.full(branch);
        }
        for (String option : options) {
            if (option.isBlank() || option.chars().anyMatch(Character::isISOControl)) {
                throw new RefusedException("the push option '" + option.replaceAll("\\p{Cntrl}", "?")
                        + "' is empty or contains a control character.");
            }
        }
    }

    /** Edits a branch and pushes to it, unsigned. */
    public static PushOrder on(String branch, Author author) {
        return new PushOrder(branch, PushTarget.SAME, author, false, SigningKey.NONE, List.of(), PushLimits.DEFAULT);
    }

    /** What is written to, as far as it can be told before the edit: whoever writes to the same waits. */
    String turn() {
        if (target instanceof PushTarget.Branch other) {
            return PushTarget.full(other.name());
        }
        String edited = Constants.HEAD.equals(branch) ? branch : PushTarget.full(branch);
        return target instanceof PushTarget.PerUpdate ? edited + " per update" : edited;
    }

    /** The same to another branch. */
    public PushOrder to(PushTarget other) {
        return new PushOrder(branch, other, author, signOff, key, options, limits);
    }

    /** The same with {@code Signed-off-by}, or without. */
    public PushOrder withSignOff(boolean wanted) {
        return new PushOrder(branch, target, author, wanted, key, options, limits);
    }

    /** The same, signed. */
    public PushOrder withKey(SigningKey other) {
        return new PushOrder(branch, target, author, signOff, other, options, limits);
    }

    /** The same with push options. */
    public PushOrder withOptions(List<String> others) {
        return new PushOrder(branch, target, author, signOff, key, others, limits);
    }

    /** The same with other limits. */
    public PushOrder within(PushLimits others) {
        return new PushOrder(branch, target, author, signOff, key, options, others);
    }
}
