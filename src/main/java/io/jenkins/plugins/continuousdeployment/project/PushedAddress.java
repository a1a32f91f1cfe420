package io.jenkins.plugins.continuousdeployment.project;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a repository is the one that somebody says was pushed to. It is a hint to look and nothing more, so one look
 * too many does no harm: the same host and path count as the same repository, whatever the scheme, user or port.
 */
final class PushedAddress {
    private static final Pattern WITH_SCHEME = Pattern.compile("[a-zA-Z+]+://(?:[^@/]*@)?([^:/]+)(?::\\d+)?/+(.*)");
    private static final Pattern LIKE_SCP = Pattern.compile("(?:[^@/:]+@)?([^:/]+):(.*)");

    private PushedAddress() {}

    /** Those at the address that a webhook names. */
    static Predicate<String> of(String address) {
        String wanted = plain(address);
        return candidate -> plain(candidate).equals(wanted);
    }

    /** Those of a name, where an event tells no more. */
    static Predicate<String> named(String name) {
        String wanted = "/" + withoutSuffix(name).toLowerCase(Locale.ROOT);
        return candidate -> plain(candidate).endsWith(wanted);
    }

    private static String plain(String address) {
        for (Pattern form : new Pattern[] {WITH_SCHEME, LIKE_SCP}) {
            Matcher matcher = form.matcher(address);
            if (matcher.matches()) {
                String path = matcher.group(2).replaceFirst("^/+", "");
                return (matcher.group(1) + "/" + withoutSuffix(path)).toLowerCase(Locale.ROOT);
            }
        }
        return withoutSuffix(address).toLowerCase(Locale.ROOT);
    }

    private static String withoutSuffix(String path) {
        return path.replaceFirst("/+$", "").replaceFirst("\\.git$", "");
    }
}
