package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.registry.Registry;
import io.jenkins.plugins.continuousdeployment.engine.registry.Tags;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cdctl images list}. */
@Command(
        name = "list",
        description = "Lists the tags of an image, one a line, as its registry lists them.",
        footer = {"", "Example:", "  cdctl images list ghcr.io/shop/web"})
final class ImagesListCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "REPO", description = "The image without tag: ghcr.io/shop/web.")
    private String image;

    @Mixin
    private RegistryOptions registry;

    @Mixin
    private OutputOption output;

    ImagesListCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ImageName name = ImageName.of(image);
        try (Registry open = registry.open(name)) {
            Tags tags = open.tags(name);
            tags.notes().forEach(note -> console.progress("Note: " + note));
            if (output.json()) {
                Map<String, Object> tree = new LinkedHashMap<>();
                tree.put("image", name.withoutTag());
                tree.put("tags", tags.list());
                tree.put("notes", tags.notes());
                console.answer(new String(Json.write(tree), StandardCharsets.UTF_8));
            } else if (!tags.list().isEmpty()) {
                console.answer(String.join("\n", tags.list()));
            }
            return ExitCode.OK;
        }
    }
}
