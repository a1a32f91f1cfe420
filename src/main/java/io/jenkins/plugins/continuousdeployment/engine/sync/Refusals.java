package io.jenkins.plugins.continuousdeployment.engine.sync;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.ApiException;
import io.jenkins.plugins.continuousdeployment.engine.cluster.Cluster;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a refusal of the server means for the person who must act. */
final class Refusals {
    /** The server quotes the whole object where a patch can't be read as its type: no one needs to read it again. */
    private static final Pattern QUOTED_OBJECT = Pattern.compile("failed to create typed patch object \\([^)]*\\): ");

    private Refusals() {}

    /** One sentence about an object, closed by a full stop. */
    static String explain(ApiException e) {
        if (e.forbidden()) {
            return sentence("the server forbids it: " + e.serverMessage());
        }
        if (!e.causes().isEmpty() && e.code() == 422) {
            return sentence(e.causes().stream()
                    .map(cause -> cause.field() + ": " + cause.message())
                    .distinct()
                    .collect(Collectors.joining("; ")));
        }
        return sentence(QUOTED_OBJECT.matcher(e.serverMessage()).replaceFirst(""));
    }

    private static String sentence(String text) {
        String stripped = text.strip();
        return stripped.endsWith(".") ? stripped : stripped + ".";
    }

    /** A refusal that concerns no single object: the account, or the request as such. */
    static RefusedException whole(Cluster cluster, ApiException e) {
        String problem;
        if (e.unauthorized()) {
            problem = " does not accept the credential (401 when asked to " + e.what()
                    + "). Is it expired, or for another cluster?";
        } else if (e.forbidden()) {
            problem = " does not allow to " + e.what() + ": " + e.serverMessage();
        } else {
            problem = " could not " + e.what() + ": " + e.serverMessage() + " (" + e.code() + ")";
        }
        return new RefusedException(cluster.describe() + problem, e);
    }
}
