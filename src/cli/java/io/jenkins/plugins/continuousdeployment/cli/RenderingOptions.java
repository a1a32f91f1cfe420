package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.Source;
import io.jenkins.plugins.continuousdeployment.engine.render.Renderer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a source is rendered: what a definition says under {@code source.kustomize} and {@code source.helm}. */
final class RenderingOptions {
    @Option(
            names = "--helm-values",
            paramLabel = "FILE",
            description = "Value file in the source, relative to the path; may be repeated.")
    List<String> valueFiles = new ArrayList<>();

    @Option(
            names = "--helm-set",
            paramLabel = "NAME=VALUE",
            description = "One value of the chart, as helm --set takes it; may be repeated.")
    List<String> parameters = new ArrayList<>();

    @Option(
            names = "--helm-set-string",
            paramLabel = "NAME=VALUE",
            description = "The same, always text; may be repeated.")
    List<String> texts = new ArrayList<>();

    @Option(
            names = "--release-name",
            paramLabel = "NAME",
            description = "Name of the chart's release. Default: the project's name, as far as it can be one.")
    String releaseName;

    @Option(
            names = "--kustomize-image",
            paramLabel = "[IMAGE=]IMAGE[:TAG][@DIGEST]",
            description = "Another image, tag or digest in the place of one; may be repeated.")
    List<String> images = new ArrayList<>();

    @Mixin
    private ToolOptions tools;

    boolean given() {
        return !valueFiles.isEmpty()
                || !parameters.isEmpty()
                || !texts.isEmpty()
                || releaseName != null
                || !images.isEmpty();
    }

    Renderer renderer() {
        return tools.renderer();
    }

    /** The source that the flags describe. */
    Source source(String path) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("repository", "of the flags");
        Map<String, Object> helmBlock = helm();
        if (!helmBlock.isEmpty()) {
            block.put("helm", helmBlock);
        }
        if (!images.isEmpty()) {
            block.put(
                    "kustomize",
                    Map.of("images", images.stream().map(ImageFlag::read).toList()));
        }
        Source rules = Source.of(block);
        // What is wrong with the path is told by whoever looks there.
        return new Source(
                rules.repository(), rules.credentialsId(), rules.revision(), path, rules.kustomize(), rules.helm());
    }

    private Map<String, Object> helm() {
        Map<String, Object> block = new LinkedHashMap<>();
        if (releaseName != null) {
            block.put("releaseName", releaseName);
        }
        if (!valueFiles.isEmpty()) {
            block.put("valueFiles", valueFiles);
        }
        List<Map<String, Object>> all = new ArrayList<>();
        parameters.forEach(each -> all.add(parameter("--helm-set", each, false)));
        texts.forEach(each -> all.add(parameter("--helm-set-string", each, true)));
        if (!all.isEmpty()) {
            block.put("parameters", all);
        }
        return block;
    }

    private static Map<String, Object> parameter(String flag, String text, boolean forceString) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new RefusedException(flag + " takes NAME=VALUE");
        }
        return Map.of(
                "name", text.substring(0, equals), "value", text.substring(equals + 1), "forceString", forceString);
    }
}
