package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.definition.HelmOptions;
import io.jenkins.plugins.continuousdeployment.engine.definition.HelmParameter;
import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What Helm is told. */
final class HelmArguments {
    private static final Pattern BARE_COMMA = Pattern.compile("(?<!\\\\),");

    /** An argument may have 128 KiB (Linux, MAX_ARG_STRLEN). */
    private static final int LONGEST = 64 * 1024;

    private HelmArguments() {}

    /**
     * The arguments of {@code helm template}.
     *
     * @param chart the folder that Helm is given
     * @param valueFiles those of the source, by their names in the private folder
     */
    static List<String> of(
            PrivateFolder folder,
            Path chart,
            List<String> valueFiles,
            HelmOptions options,
            RenderTarget target,
            Capabilities capabilities) {
        String release = options.releaseName().isEmpty() ? ReleaseName.of(target.name()) : options.releaseName();
        List<String> arguments = new ArrayList<>(List.of("template", release, chart.toString(), "--include-crds"));
        arguments.add("--namespace=" + (target.namespace().isEmpty() ? "default" : target.namespace()));
        if (!capabilities.kubeVersion().isEmpty()) {
            arguments.add("--kube-version=" + capabilities.kubeVersion());
        }
        apiVersions(capabilities, arguments);
        valueFiles.forEach(file -> arguments.add("--values=" + folder.root().resolve(file)));
        if (!options.values().isEmpty()) {
            byte[] values = YamlWriter.write(options.values()).getBytes(StandardCharsets.UTF_8);
            arguments.add("--values=" + folder.write("values.yaml", values));
        }
        options.parameters().forEach(parameter -> arguments.add(set(parameter)));
        return arguments;
    }

    private static void apiVersions(Capabilities capabilities, List<String> arguments) {
        StringBuilder list = new StringBuilder();
        for (String version : capabilities.apiVersions()) {
            if (list.length() + version.length() > LONGEST) {
                arguments.add("--api-versions=" + list);
                list.setLength(0);
            }
            list.append(list.isEmpty() ? "" : ",").append(version);
        }
        if (!list.isEmpty()) {
            arguments.add("--api-versions=" + list);
        }
    }

    /** A comma would begin the next parameter; in braces it separates the items of a list. */
    private static String set(HelmParameter parameter) {
        String value = parameter.value().startsWith("{")
                ? parameter.value()
                : BARE_COMMA.matcher(parameter.value()).replaceAll("\\\\,");
        return (parameter.forceString() ? "--set-string=" : "--set=") + parameter.name() + "=" + value;
    }
}
