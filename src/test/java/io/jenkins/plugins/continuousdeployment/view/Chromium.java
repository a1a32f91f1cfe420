package io.jenkins.plugins.continuousdeployment.view;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real browser without a window, where the machine has one. */
final class Chromium {
    private static final long PATIENCE_SECONDS = 90;
    private static final int VIRTUAL_MILLIS = 5000;

    private final Path program;
    private final Path profile;

    private Chromium(Path program, Path profile) {
        this.program = program;
        this.profile = profile;
    }

    static Optional<Chromium> find(Path profile) {
        String path = Objects.toString(System.getenv("PATH"), "");
        return Arrays.stream(path.split(File.pathSeparator))
                .flatMap(folder -> List.of("chromium", "chromium-browser", "google-chrome").stream()
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Chromium(program, profile));
    }

    /** The document as it is after all scripts have run. */
    String dom(String url) throws IOException, InterruptedException {
        return run("--dump-dom", url);
    }

    /** A picture of the page. */
    void shot(String url, Path file) throws IOException, InterruptedException {
        run("--screenshot=" + file, "--window-size=1280,1600", url);
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--user-data-dir=" + profile,
                "--virtual-time-budget=" + VIRTUAL_MILLIS));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(profile.getParent(), "chromium", ".html");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the browser did not end: " + command);
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
