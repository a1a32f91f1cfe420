package io.jenkins.plugins.continuousdeployment.cli;

import io.jenkins.plugins.continuousdeployment.engine.Health;
import io.jenkins.plugins.continuousdeployment.engine.Json;
import io.jenkins.plugins.continuousdeployment.engine.KubeObject;
import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.health.HealthReader;
import io.jenkins.plugins.continuousdeployment.engine.manifest.ObjectDump;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code cdctl health}. */
@Command(
        name = "health",
        description = "Says how well the objects in files are, without a cluster.",
        footer = {
            "",
            "It ends with 0 when all could be judged, however they are.",
            "",
            "Examples:",
            "  kubectl get pods,deployments -o yaml | cdctl health -",
            "  kubectl get mykinds -o json | cdctl health --rules my-rules.yaml -o json -"
        })
final class HealthCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description =
                    "Files with live objects, as kubectl get -o yaml or -o json writes them; - is standard input.")
    private List<String> files;

    @Mixin
    private HealthOptions health;

    @Mixin
    private OutputOption output;

    HealthCommand(Console console) {
        this.console = console;
    }

    /** One object of a file, and how it is; null for a kind without health. */
    private record Judged(String file, KubeObject object, Health health) {}

    @Override
    public Integer call() {
        HealthReader reader = health.reader();
        List<Judged> all = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String file : files) {
            try {
                ObjectDump.read(file, content(file), note -> console.progress("Note: " + note))
                        .forEach(object -> all.add(
                                new Judged(file, object, reader.assess(object).orElse(null))));
            } catch (RefusedException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        if (output.json()) {
            all.forEach(one -> console.answer(new String(Json.write(tree(one)), StandardCharsets.UTF_8)));
        } else {
            TextOutput.table(console, rows(all));
        }
        return ExitCode.OK;
    }

    private static byte[] content(String file) {
        try {
            if (file.equals(STANDARD_INPUT)) {
                InputStream input = System.in;
                return input.readAllBytes();
            }
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new RefusedException(List.of(new Problem(Place.of(file), "the file is missing or can't be read")), e);
        }
    }

    private static Map<String, Object> tree(Judged one) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("file", one.file());
        tree.put("apiVersion", one.object().apiVersion());
        tree.put("kind", one.object().kind());
        tree.put("namespace", one.object().namespace());
        tree.put("name", one.object().name());
        tree.put("health", one.health() == null ? null : one.health().status().toString());
        tree.put("message", one.health() == null ? "" : one.health().message());
        return tree;
    }

    private List<List<String>> rows(List<Judged> all) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("FILE", "KIND", "NAMESPACE", "NAME", "HEALTH", "MESSAGE"));
        for (Judged one : all) {
            rows.add(row(
                    one.file(),
                    one.object().groupKind().toString(),
                    one.object().namespace(),
                    one.object().name(),
                    one.health() == null ? "" : one.health().status().toString(),
                    one.health() == null ? "" : one.health().message().replace('\n', ' ')));
        }
        return rows;
    }

    /** Which file an object stands in is worth a column only where there are several. */
    private List<String> row(String... cells) {
        return List.of(cells).subList(files.size() > 1 ? 0 : 1, cells.length);
    }
}
