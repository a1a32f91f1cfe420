package io.jenkins.plugins.continuousdeployment.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * Who may ask about what is configured: whoever may configure the folder it stands in, or Jenkins where it stands in
 * none.
 */
final class Checks {
    private Checks() {}

    /** Throws Spring Security's {@code AccessDeniedException} for everybody else. */
    static void require(@CheckForNull Item item) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            item.checkPermission(Item.CONFIGURE);
        }
    }

    static boolean permitted(@CheckForNull Item item) {
        return item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE);
    }

    /** What is wrong with a value; said only to whoever may change it. */
    static FormValidation of(@CheckForNull Item item, Runnable check) {
        if (!permitted(item)) {
            return FormValidation.ok();
        }
        return refusal(check).map(FormValidation::error).orElseGet(FormValidation::ok);
    }

    static Optional<String> refusal(Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** The refusals of several checks. */
    static List<String> refusals(Runnable... checks) {
        List<String> refusals = new ArrayList<>();
        for (Runnable check : checks) {
            refusal(check).ifPresent(refusals::add);
        }
        return refusals;
    }

    static void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw new RefusedException(message);
        }
    }
}
