package io.jenkins.plugins.continuousdeployment.engine.render;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a release is called that nobody named. */
final class ReleaseName {
    private static final Pattern FOREIGN = Pattern.compile("[^a-z0-9-]+");
    private static final Pattern ENDS = Pattern.compile("^-+|-+$");

    /** Helm's own limit: the names of objects are made of it. */
    private static final int LONGEST = 53;

    private ReleaseName() {}

    /** The project's name without its folders, as far as a release can have it; {@code release} where nothing is left. */
    static String of(String project) {
        String name = FOREIGN.matcher(TreePaths.name(project).toLowerCase(Locale.ROOT))
                .replaceAll("-");
        String cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
        String bare = ENDS.matcher(cut).replaceAll("");
        return bare.isEmpty() ? "release" : bare;
    }
}
