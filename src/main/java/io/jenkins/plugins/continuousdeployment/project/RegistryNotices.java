package io.jenkins.plugins.continuousdeployment.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.UnprotectedRootAction;
import hudson.util.Secret;
import io.jenkins.plugins.continuousdeployment.config.WebhookSecrets;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.notice.PushNotice;
import io.jenkins.plugins.continuousdeployment.engine.notice.Shown;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.POST;

/**
 * Where registries say that something was pushed to them: {@code continuous-deployment-registry/notify/HOST}. Whoever asks
 * needs no right in Jenkins, but must know the secret that is configured for that registry; without one nobody is heard.
 * A notice is a hint to look and nothing more.
 */
@Extension
public final class RegistryNotices implements UnprotectedRootAction {
    static final String URL = "continuous-deployment-registry";

    private static final Logger LOGGER = Logger.getLogger(RegistryNotices.class.getName());

    /** No registry's notice comes near. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int TOO_LARGE = 413;

    @CheckForNull
    @Override
    public String getIconFileName() {
        return null;
    }

    @CheckForNull
    @Override
    public String getDisplayName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    /**
     * Takes a notice: 200 and how many projects look, 400 for what is no notice, 403 for whoever does not know the secret,
     * 413 for more than 1 MiB, 503 while nobody could look.
     */
    @POST
    public void doNotify(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        String host = request.getRestOfPath().replaceFirst("^/", "");
        // Before the secret is looked up, so that no answer tells who is configured.
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        Optional<Secret> secret = WebhookSecrets.of(host);
        if (body.length > MOST_BYTES) {
            say(response, TOO_LARGE, Messages.RegistryNotices_tooLarge());
        } else if (secret.isEmpty() || !shown(request).proves(secret.get().getPlainText(), body)) {
            refuse(response, host);
        } else {
            take(response, host, body);
        }
    }

    private static void take(StaplerResponse2 response, String host, byte[] body) throws IOException {
        try {
            Set<ImageName> images = PushNotice.images(host, body);
            if (!DeploymentLoop.get().isRunning()) {
                say(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, Messages.DeploymentLoop_notRunning());
                return;
            }
            int projects = DeploymentLoop.get().lookAt(images);
            LOGGER.log(Level.FINE, "The registry {0} names {1} images; {2} projects look", new Object[] {
                host, images.size(), projects
            });
            say(response, HttpServletResponse.SC_OK, Messages.RegistryNotices_taken(images.size(), projects));
        } catch (RefusedException e) {
            say(response, HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
        }
    }

    /** Not by the request's parameters, for which the body may be read. */
    private static Shown shown(StaplerRequest2 request) {
        String query = Util.fixNull(request.getQueryString());
        String token = Arrays.stream(query.split("&"))
                .filter(each -> each.startsWith("token="))
                .map(each -> decoded(each.substring("token=".length())))
                .findFirst()
                .orElse("");
        return new Shown(
                Util.fixNull(request.getHeader("X-Hub-Signature-256")),
                Util.fixNull(request.getHeader("Authorization")),
                token);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The same words for a registry that is not configured, one without a secret, and a wrong secret. */
    private static void refuse(StaplerResponse2 response, String host) throws IOException {
        LOGGER.log(Level.FINE, () -> "A notice of " + host.replaceAll("\\p{Cntrl}", "?") + " was not believed");
        say(response, HttpServletResponse.SC_FORBIDDEN, Messages.RegistryNotices_refused());
    }

    private static void say(StaplerResponse2 response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(text);
    }
}
