package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.definition.TagFilter;
import io.jenkins.plugins.continuousdeployment.engine.image.Choice;
import io.jenkins.plugins.continuousdeployment.engine.image.CreationTimes;
import io.jenkins.plugins.continuousdeployment.engine.image.TagPolicy;
import io.jenkins.plugins.continuousdeployment.engine.registry.Registry;
import io.jenkins.plugins.continuousdeployment.engine.tag.ImageName;
import io.jenkins.plugins.continuousdeployment.engine.tag.Platform;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cdctl images select}. */
@Command(
        name = "select",
        description = "Prints the tag that a policy chooses.",
        footer = {
            "",
            "It ends with 1 when no tag is chosen, and says why.",
            "",
            "Examples:",
            "  cdctl images select --policy 'semver:^1.2' --image ghcr.io/shop/web",
            "  cdctl images list ghcr.io/shop/web | cdctl images select --policy numerical \\",
            "      --filter '^main-[a-f0-9]+-(?P<ts>[0-9]+)' --extract '$ts' --tags -"
        })
final class ImagesSelectCommand implements Callable<Integer> {
    /** One look is all there is. */
    private static final int BUDGET = 3000;

    private final Console console;

    @Option(
            names = "--policy",
            paramLabel = "SPEC",
            required = true,
            description = "One of semver:RANGE, alphabetical[:asc|desc], numerical[:asc|desc], newest, digest:TAG.")
    private String policy;

    @Option(names = "--filter", paramLabel = "P", description = "An RE2 expression that a tag must contain.")
    private String filter;

    @Option(
            names = "--extract",
            paramLabel = "E",
            defaultValue = "",
            description = "What of it is compared, in terms of its groups. Default: the whole tag.")
    private String extract;

    @Option(
            names = "--exclude",
            paramLabel = "P",
            description = "RE2 expressions; a tag that contains one does not count. Default: ^.*\\.sig$.")
    private List<String> exclude;

    @Option(
            names = "--tags",
            paramLabel = "FILE|-",
            description = "File with a tag a line, for newest with the creation time behind it; - is standard input.")
    private String tags;

    @Option(names = "--image", paramLabel = "REPO", description = "The image whose tags are chosen from instead.")
    private String image;

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            defaultValue = "linux/amd64",
            description = "Platform whose creation time counts for newest. Default: linux/amd64.")
    private String platform;

    @Mixin
    private RegistryOptions registry;

    @Mixin
    private OutputOption output;

    ImagesSelectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if ((tags == null) == (image == null)) {
            throw new RefusedException("Say which tags to choose from: either --tags FILE or --image REPO");
        }
        if (filter == null && !extract.isEmpty()) {
            throw new RefusedException("--extract needs --filter, whose groups it names");
        }
        Choice choice = chosen(checked());
        choice.notes().forEach(note -> console.progress("Note: " + note));
        if (output.json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("tag", choice.tag().orElse(null));
            tree.put("notes", choice.notes());
            console.answer(new String(Json.write(tree), StandardCharsets.UTF_8));
        } else {
            choice.tag().ifPresent(console::answer);
        }
        return choice.tag().isPresent() ? ExitCode.OK : ExitCode.DIFFERENT;
    }

    /** The policy, each part by itself first, so that what is wrong with it is told with its flag. */
    private TagPolicy checked() {
        List<String> excluded = exclude == null ? List.of("^.*\\.sig$") : exclude;
        Optional<TagFilter> wanted = Optional.ofNullable(filter).map(pattern -> new TagFilter(pattern, extract));
        flagged("--policy", () -> TagPolicy.of(policy, Optional.empty(), List.of()));
        flagged("--filter", () -> TagPolicy.of("newest", wanted, List.of()));
        flagged("--exclude", () -> TagPolicy.of("newest", Optional.empty(), excluded));
        return TagPolicy.of(policy, wanted, excluded);
    }

    private static <T> T flagged(String flag, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (RefusedException e) {
            throw new RefusedException(flag + ": " + e.getMessage(), e);
        }
    }

    private Choice chosen(TagPolicy wanted) {
        if (tags != null) {
            return TagLines.read(tags).choose(wanted);
        }
        ImageName name = flagged("--image", () -> ImageName.of(image));
        Platform of = flagged("--platform", () -> Platform.of(platform));
        try (Registry open = registry.open(name)) {
            List<String> all = open.tags(name).list();
            return wanted.needsTimes()
                    ? new CreationTimes(name, of, BUDGET).choose(wanted, open, all)
                    : wanted.choose(all);
        }
    }
}
