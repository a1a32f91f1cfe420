package io.jenkins.plugins.continuousdeployment.view;

import hudson.Util;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.project.SyncRequest;
import java.util.List;
import org.kohsuke.stapler.StaplerRequest2;

/** The page <i>Sync with options</i>: what its form says, as a request. */
final class SyncForm {
    /** Settings that one sync may have other than the definition says; each is yes or no. */
    static final List<String> OPTIONS = List.of(
            "prune",
            "allowEmpty",
            "createNamespace",
            "skipSchemaValidation",
            "pruneLast",
            "applyOutOfSyncOnly",
            "replace",
            "force",
            "revertForeignFields");

    private SyncForm() {}

    /**
     * Reads parameters: {@code revision}, {@code confirmed}, and the names of {@link #OPTIONS}.
     *
     * @throws RefusedException where an option is neither yes nor no
     */
    static SyncRequest request(StaplerRequest2 form) {
        SyncRequest request = SyncRequest.asked();
        String revision = Util.fixNull(form.getParameter("revision")).strip();
        if (!revision.isEmpty()) {
            request = request.at(revision);
        }
        for (String option : OPTIONS) {
            String value = Util.fixNull(form.getParameter(option));
            if (value.equals("true") || value.equals("false")) {
                request = request.with(option, value);
            } else if (!value.isEmpty()) {
                throw new RefusedException(Messages.SyncForm_noSuchValue(option, value));
            }
        }
        return checked(form, "confirmed") ? request.confirmed() : request;
    }

    static boolean checked(StaplerRequest2 form, String name) {
        String value = Util.fixNull(form.getParameter(name));
        return value.equals("on") || value.equals("true");
    }
}
