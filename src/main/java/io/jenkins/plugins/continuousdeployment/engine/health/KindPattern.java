package io.jenkins.plugins.continuousdeployment.engine.health;

import io.jenkins.plugins.continuousdeployment.engine.GroupKind;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which kinds are meant: {@code Certificate.cert-manager.io}, {@code *.cert-manager.io} for all of a group, {@code
 * *.*.upbound.io} for all of the groups below one, {@code Pod} for a kind of the core group.
 *
 * @param kind a kind, or {@code *} for any
 * @param group a group, or {@code *.} and the end of groups, or {@code *} for any
 */
record KindPattern(String kind, String group) {
    static final String ANY = "*";

    private static final Pattern KIND = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,62}");
    private static final Pattern GROUP =
            Pattern.compile("(\\*\\.)?[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    /** Nothing for a text that is no pattern. */
    static Optional<KindPattern> parse(String text) {
        int dot = text.indexOf('.');
        String kind = dot < 0 ? text : text.substring(0, dot);
        String group = dot < 0 ? "" : text.substring(dot + 1);
        boolean kindFits = kind.equals(ANY) || KIND.matcher(kind).matches();
        boolean groupFits = dot < 0
                ? !kind.equals(ANY)
                : group.equals(ANY) || GROUP.matcher(group).matches();
        return kindFits && groupFits ? Optional.of(new KindPattern(kind, group)) : Optional.empty();
    }

    /** Whether it means a single kind. */
    boolean exact() {
        return !kind.equals(ANY) && !group.startsWith(ANY);
    }

    GroupKind groupKind() {
        return new GroupKind(group, kind);
    }

    boolean matches(GroupKind other) {
        return (kind.equals(ANY) || kind.equals(other.kind()))
                && groupMatches(other.group().toLowerCase(Locale.ROOT));
    }

    private boolean groupMatches(String other) {
        if (group.equals(ANY)) {
            return true;
        }
        return group.startsWith(ANY) ? other.endsWith(group.substring(1)) : group.equals(other);
    }

    /** The higher, the narrower: a group before groups, longer ends before shorter ones, a kind before all kinds. */
    int narrowness() {
        return (group.startsWith(ANY) ? 0 : 10_000) + group.length() * 10 + (kind.equals(ANY) ? 0 : 1);
    }

    @Override
    public String toString() {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
