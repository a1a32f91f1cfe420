package io.jenkins.plugins.continuousdeployment.engine.render;

import java.util.regex.Pattern;

/**
 * What Kustomize would take for something to be fetched, and a little more: any scheme, {@code git::}, {@code user@host},
 * GitHub's host alone, a query (kustomize, api/internal/git/repospec.go and api/internal/loader/fileloader.go).
 */
final class RemoteForm {
    private static final Pattern REMOTE = Pattern.compile(
            "(?i)\\s*([a-z][a-z0-9+.-]*:|[a-z][a-z0-9-]*@|github\\.com[/:]|//).*|.*(://|\\?(.*&)?(ref|version|timeout|submodules)=).*",
            Pattern.DOTALL);

    private static final Pattern BEGIN = Pattern.compile(
            "(?i)\\s*(git::|[a-z][a-z0-9+.-]*:/|https?:|[a-z][a-z0-9-]*@|github\\.com[/:]).*", Pattern.DOTALL);

    private static final Pattern SECRET = Pattern.compile("//[^/@\\s]*@");

    private RemoteForm() {}

    static boolean is(String entry) {
        return REMOTE.matcher(entry).matches();
    }

    /** Whether a text of several lines begins like one; unlike a path, it may begin with a key. */
    static boolean begins(String text) {
        return BEGIN.matcher(text).matches();
    }

    /** As it may be shown: without a user and a password. */
    static String shown(String entry) {
        String line = SECRET.matcher(entry.strip()).replaceAll("//…@").replaceAll("\\p{Cntrl}", "?");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
