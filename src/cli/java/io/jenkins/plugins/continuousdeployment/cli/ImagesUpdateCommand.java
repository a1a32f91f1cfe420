package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.edit.EditOptions;
import io.jenkins.plugins.continuousdeployment.engine.edit.Edited;
import io.jenkins.plugins.continuousdeployment.engine.edit.EditedPlace;
import io.jenkins.plugins.continuousdeployment.engine.edit.FileDiff;
import io.jenkins.plugins.continuousdeployment.engine.edit.ImageEdits;
import io.jenkins.plugins.continuousdeployment.engine.edit.ImageReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cdctl images update}. */
@Command(
        name = "update",
        description =
                "Writes images into the files of a folder, where a marker names their policy, and changes nothing else.",
        footer = {
            "",
            "A marker is a comment behind the value: image: nginx # {\"$imagepolicy\": \"shop:web\"}",
            "Of files that can't be followed it says why and leaves them alone; the others are edited. It ends with 0",
            "when there was none, with 1 when others were edited, with 2 when nothing was.",
            "",
            "Examples:",
            "  cdctl images update --dir . --set shop:web=ghcr.io/shop/web:1.4.2",
            "  cdctl images update --dir deploy --by-name --dry-run --set web=ghcr.io/shop/web:1.4.2"
        })
final class ImagesUpdateCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            required = true,
            description = "The folder; links in it are left alone.")
    private Path dir;

    @Option(
            names = "--set",
            paramLabel = "NS:NAME=IMAGE:TAG[@DIGEST]",
            required = true,
            description = "What the markers of a policy are to say; may be given several times.")
    private List<String> images;

    @Option(
            names = "--by-name",
            description = "Also change containers' images, and the images of kustomizations, that have no marker and"
                    + " are of the same repository.")
    private boolean byName;

    @Option(names = "--dry-run", description = "Only show what would change, as a unified diff.")
    private boolean dryRun;

    @Mixin
    private OutputOption output;

    ImagesUpdateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, ImageReference> targets = targets();
        YamlFolder folder = new YamlFolder(dir);
        Map<String, byte[]> files = folder.read();
        Edited edited = ImageEdits.edit(files, targets, EditOptions.DEFAULT.withByName(byName));
        if (!dryRun) {
            folder.write(edited.files());
        }
        folder.tooLarge().forEach(file -> console.progress("Note: " + file + " is too large to be searched"));
        edited.notes().forEach(note -> console.progress("Note: " + note));
        edited.problems().forEach(problem -> console.progress("cdctl: " + problem));
        if (output.json()) {
            console.answer(new String(Json.write(tree(edited)), StandardCharsets.UTF_8));
        } else {
            text(edited, files);
        }
        if (edited.problems().isEmpty()) {
            return ExitCode.OK;
        }
        return edited.files().isEmpty() ? ExitCode.REFUSED : ExitCode.DIFFERENT;
    }

    private Map<String, ImageReference> targets() {
        Map<String, ImageReference> targets = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (String image : images) {
            int equals = image.indexOf('=');
            if (equals < 1) {
                problems.add(Problem.of("--set " + image + ": it takes NS:NAME=IMAGE:TAG[@DIGEST]"));
                continue;
            }
            ImageReference target = ImageReference.parse(image.substring(equals + 1));
            if (targets.put(image.substring(0, equals), target) != null) {
                problems.add(Problem.of("--set " + image + ": the policy is set twice"));
            }
            target.fault().ifPresent(fault -> problems.add(Problem.of("--set " + image + ": " + fault)));
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return targets;
    }

    private void text(Edited edited, Map<String, byte[]> files) {
        if (dryRun) {
            edited.files().forEach((file, bytes) -> FileDiff.unified(file, files.get(file), bytes)
                    .forEach(console::answer));
        } else {
            edited.places().forEach(place -> console.answer(line(place)));
        }
        if (edited.places().isEmpty()) {
            console.progress("Nothing to change");
        }
    }

    /** {@code web.yaml:12:16  ghcr.io/shop/web:1.4.1 -> ghcr.io/shop/web:1.4.2  (shop:web, Deployment.apps shop/web)}. */
    private static String line(EditedPlace edited) {
        String object = edited.place().object().map(key -> ", " + key).orElse("");
        return edited.place().place() + "  " + edited.oldText() + " -> " + edited.newText() + "  ("
                + edited.place().policy() + object + ")";
    }

    private Map<String, Object> tree(Edited edited) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schemaVersion", 1);
        tree.put("dryRun", dryRun);
        tree.put("files", List.copyOf(edited.files().keySet()));
        tree.put(
                "places",
                edited.places().stream().map(ImagesUpdateCommand::tree).toList());
        tree.put(
                "problems",
                edited.problems().stream().map(ValidateCommand::tree).toList());
        tree.put("notes", edited.notes().stream().map(ValidateCommand::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(EditedPlace edited) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("file", edited.place().place().file());
        tree.put("document", edited.place().place().document());
        tree.put("line", edited.place().place().line());
        tree.put("column", edited.place().place().column());
        tree.put("path", edited.place().path());
        tree.put("object", edited.place().object().map(Object::toString).orElse(""));
        tree.put("policy", edited.place().policy());
        tree.put("image", edited.image().toString());
        tree.put("old", edited.oldText());
        tree.put("new", edited.newText());
        return tree;
    }
}
