package io.jenkins.plugins.continuousdeployment.engine.definition;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What can't be in the blocks that say how a source is rendered. One method a record. */
final class RenderRules {
    /** As Helm holds it: a label's value must have room for it. */
    private static final Pattern RELEASE =
            Pattern.compile("(?=.{1,53}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    static final Map<Class<?>, Consumer<Found>> BY_RECORD = Map.of(
            KustomizeOptions.class, RenderRules::kustomize,
            KustomizeImage.class, RenderRules::image,
            KustomizePatch.class, RenderRules::patch,
            PatchTarget.class, RenderRules::target,
            KustomizeReplicas.class, found -> Rules.notEmpty(found, "name"),
            HelmOptions.class, RenderRules::helm,
            HelmParameter.class, found -> Rules.notEmpty(found, "name"));

    private RenderRules() {}

    private static void kustomize(Found found) {
        Rules.namespace(found, "namespace");
        files(found, "components");
        Rules.noneTwice(found, "images", image -> ((KustomizeImage) image).name());
        Rules.noneTwice(found, "replicas", replicas -> ((KustomizeReplicas) replicas).name());
    }

    private static void image(Found found) {
        Rules.notEmpty(found, "name");
        if (!found.has("newName") && !found.has("newTag") && !found.has("digest")) {
            found.here().problem("changes nothing; give newName, newTag or digest");
        }
    }

    private static void patch(Found found) {
        if (found.has("patch") == found.has("path")) {
            found.here().problem("needs either patch, a text, or path, a file");
        }
        found.given("path", String.class).ifPresent(path -> file(found.at("path"), path));
        found.given("patch", String.class).filter(String::isBlank).ifPresent(patch -> found.at("patch")
                .problem("must not be empty"));
    }

    private static void target(Found found) {
        boolean any =
                List.of("group", "version", "kind", "name", "namespace", "labelSelector", "annotationSelector").stream()
                        .anyMatch(found::has);
        if (!any) {
            found.here().problem("is empty and would mean every object; give kind, name or labelSelector");
        }
    }

    private static void helm(Found found) {
        found.given("releaseName", String.class)
                .filter(name -> !isRelease(name))
                .ifPresent(name -> found.at("releaseName")
                        .problem("is no name of a release: small letters, digits, '-' and '.', at most 53"));
        files(found, "valueFiles");
        Rules.noneTwice(found, "parameters", parameter -> ((HelmParameter) parameter).name());
    }

    /** Whether Helm takes it for a release. */
    static boolean isRelease(String name) {
        return RELEASE.matcher(name).matches();
    }

    private static void files(Found found, String key) {
        found.given(key, List.class).ifPresent(list -> {
            List<?> files = (List<?>) list;
            for (int i = 0; i < files.size(); i++) {
                file(found.at(key).child(i), (String) files.get(i));
            }
        });
    }

    private static void file(Site site, String file) {
        if (file.isBlank()) {
            site.problem("must not be empty");
        } else if (ADDRESS.matcher(file).matches()) {
            site.problem("must be a file of the repository, not an address; nothing is fetched while rendering");
        } else if (file.startsWith("/")) {
            site.problem("must be relative to the path; drop the leading /, and climb with ../ where that is meant");
        } else if (CONTROL.matcher(file).find() || file.indexOf('\\') >= 0) {
            site.problem("must not contain control characters or backslashes; its separator is /");
        }
    }
}
