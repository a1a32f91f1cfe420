package io.jenkins.plugins.continuousdeployment.provenance;

import io.jenkins.plugins.continuousdeployment.config.RegistryReach;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.DeploymentDefinition;
import io.jenkins.plugins.continuousdeployment.engine.registry.ImageFacts;
import io.jenkins.plugins.continuousdeployment.engine.registry.RegistryUnreachableException;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.project.DeploymentLoop;
import io.jenkins.plugins.continuousdeployment.project.SyncRun;
import io.jenkins.plugins.continuousdeployment.provenance.DeployedImage.Origin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the registries of one sync's images say of them; used by one thread. */
final class ImageOrigins {
    private final SyncRun run;
    private final List<DeployedImage> before;
    private final Map<String, String> silent = new HashMap<>();

    ImageOrigins(SyncRun run) {
        this.run = run;
        this.before = DeployedImages.of(run.getPreviousBuild());
    }

    Origin of(String image) {
        String digest = "";
        try {
            ImageName name = ImageName.of(image);
            digest = name.digest().orElse("");
            Optional<Origin> known = known(digest);
            return known.isPresent() ? known.get() : asked(name, digest);
        } catch (RefusedException e) {
            return new Origin(digest, "", "", e.getMessage());
        }
    }

    /** What the sync before knew of the very same image: a digest never means another one. */
    private Optional<Origin> known(String digest) {
        return before.stream()
                .filter(each -> each.is(digest) && each.getProblem().isEmpty())
                .map(DeployedImage::origin)
                .findFirst();
    }

    private Origin asked(ImageName name, String digest) {
        if (!isMeant(name.host())) {
            return new Origin(
                    digest,
                    "",
                    "",
                    "the registry " + name.host() + " is not asked: neither an image policy of the project nor the"
                            + " configuration of Jenkins names it.");
        }
        String silence = silent.get(name.host());
        if (silence != null) {
            return new Origin(digest, "", "", silence);
        }
        try {
            ImageFacts facts = DeploymentLoop.get().imageFacts(run.getParent(), name);
            return new Origin(
                    facts.digest(), facts.revision().orElse(""), facts.source().orElse(""), "");
        } catch (RegistryUnreachableException e) {
            // Asked once for all its images, so that nobody behind this one waits for long.
            silent.put(name.host(), e.getMessage());
            throw e;
        }
    }

    /** What stands in Git alone makes Jenkins ask nobody: whoever may push there could name any host. */
    private boolean isMeant(String host) {
        List<String> policies =
                run.getParent().stored().definition().map(DeploymentDefinition::images).orElse(List.of()).stream()
                        .map(policy -> ImageName.of(policy.image()).host())
                        .toList();
        return policies.contains(host) || RegistryReach.isConfigured(host);
    }
}
