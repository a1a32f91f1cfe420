package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which version an installed program is, as it says itself: for whoever says where it is, before it is used. */
public final class ToolVersion {
    private static final RenderLimits SHORT =
            new RenderLimits(Duration.ofSeconds(10), 64 * 1024, 1, 1, RenderLimits.DEFAULT.manifests());

    /** {@code v5.8.1}, of older ones {@code {Version:kustomize/v4.5.7 …}}. kubectl begins otherwise. */
    private static final Pattern KUSTOMIZE =
            Pattern.compile("\\A(?:\\{(?:Version:)?)?(?:kustomize/)?(v?[0-9]+\\.[0-9]+\\.[0-9]+[^\\s}]*)");

    /** {@code v3.21.4+g81c902a}. */
    private static final Pattern HELM = Pattern.compile("\\A(v[0-9]+\\.[0-9]+\\.[0-9]+\\S*)");

    private ToolVersion() {}

    /**
     * Asks a Kustomize; that takes a moment, 10 seconds at most.
     *
     * @return such as {@code v5.8.1}
     * @throws RefusedException where the file is no program, or does not answer as Kustomize does
     */
    public static String ofKustomize(Path file) {
        return ask("kustomize", file, KUSTOMIZE, "version");
    }

    /**
     * Asks a Helm; that takes a moment, 10 seconds at most.
     *
     * @return such as {@code v3.21.4}
     * @throws RefusedException where the file is no program, or does not answer as Helm does
     */
    public static String ofHelm(Path file) {
        return ask("helm", file, HELM, "version", "--short");
    }

    private static String ask(String name, Path file, Pattern answer, String... arguments) {
        ToolPaths.requireProgram(name, Objects.requireNonNull(file, "file"));
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(List.of(arguments));
        try (PrivateFolder folder = new PrivateFolder(SHORT)) {
            Map<String, String> environment = Map.of("HOME", folder.root().toString());
            ToolResult result =
                    ToolRun.of(command, environment, folder.root(), SHORT, "asking " + name + " its version");
            Matcher version = answer.matcher(new String(result.out(), StandardCharsets.UTF_8).strip());
            if (result.succeeded() && version.find()) {
                return version.group(1);
            }
            String why = result.succeeded()
                    ? ""
                    : ": " + new ToolWords(folder, List.of()).failure(new Program(name, command, ""), result, SHORT);
            throw new RefusedException(
                    "`" + String.join(" ", command) + "` does not answer as " + name + " does" + why);
        }
    }
}
