package io.jenkins.plugins.continuousdeployment.engine.bench;

import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code cdctl} beside kubectl as whole processes, on the same files, in alternating runs. */
public final class ProcessBench {
    private static final int FILES = 20;
    private static final int PER_FILE = 100;
    private static final int RUNS = 7;

    private final TestBed bed;
    private final Path cdctl;
    private final Path files;

    private ProcessBench(TestBed bed, Path cdctl, Path files) {
        this.bed = bed;
        this.cdctl = cdctl;
        this.files = files;
    }

    /** Takes the path of {@code cdctl}. Runs alone: its bed has nothing in it that works beside it. */
    public static void main(String[] arguments) throws Exception {
        Path files = Files.createTempDirectory("bench");
        write(files);
        try (TestBed bed = TestBed.start("--with", "kubernetes")) {
            new ProcessBench(bed, Path.of(arguments[0]).toAbsolutePath(), files).run();
        } finally {
            try (var all = Files.list(files)) {
                for (Path each : all.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(files);
        }
    }

    private static void write(Path folder) throws IOException {
        for (int file = 0; file < FILES; file++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < PER_FILE; i++) {
                text.append("---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings-")
                        .append(file * PER_FILE + i)
                        .append("\n  labels: {app: bench}\ndata:\n  colour: blue\n  text: ")
                        .append("x".repeat(200))
                        .append("\n  number: n")
                        .append(i)
                        .append('\n');
            }
            Files.writeString(folder.resolve("settings-" + file + ".yaml"), text);
        }
    }

    private void run() throws Exception {
        Figures first = new Figures();
        Figures firstPeer = new Figures();
        Figures again = new Figures();
        Figures againPeer = new Figures();
        Figures diff = new Figures();
        Figures diffPeer = new Figures();
        Figures help = new Figures();
        Figures helpPeer = new Figures();
        // One round unmeasured: caches, the class archive.
        round(new Figures(), new Figures(), new Figures(), new Figures(), new Figures(), new Figures());
        for (int run = 0; run < RUNS; run++) {
            round(first, firstPeer, again, againPeer, diff, diffPeer);
            time(help, 0, List.of(cdctl.toString(), "--help"));
            time(helpPeer, 0, kubectl("--help"));
        }
        System.out.printf(
                "%d ConfigMaps in %d files, whole processes, medians of %d alternating runs%n",
                FILES * PER_FILE, FILES, RUNS);
        Figures.print("first sync, with its plan", first, "kubectl diff + apply", firstPeer, 0.5);
        Figures.print("sync with nothing to do", again, "kubectl apply", againPeer, 0.6);
        Figures.print("diff in sync", diff, "kubectl diff", diffPeer, 0.4);
        System.out.println("cdctl --help " + help.text("s") + ", kubectl --help " + helpPeer.text("s"));
    }

    private void round(
            Figures first, Figures firstPeer, Figures again, Figures againPeer, Figures diff, Figures diffPeer)
            throws Exception {
        String theirs = bed.kubectl().newNamespace();
        String folder = files.toString();
        double plan = seconds(1, kubectl("diff", "--server-side", "-n", theirs, "-f", folder));
        firstPeer.add(plan + seconds(0, kubectl("apply", "--server-side", "-n", theirs, "-f", folder)));
        time(againPeer, 0, kubectl("apply", "--server-side", "-n", theirs, "-f", folder));
        time(diffPeer, 0, kubectl("diff", "--server-side", "-n", theirs, "-f", folder));

        String ours = bed.kubectl().newNamespace();
        time(first, 0, cdctl("sync", ours, "--no-wait"));
        time(again, 0, cdctl("sync", ours, "--no-wait"));
        time(diff, 0, cdctl("diff", ours));
    }

    private List<String> kubectl(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(TestBed.program("kubectl").toString());
        command.add("--kubeconfig=" + bed.kubernetes().kubeconfig());
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> cdctl(String command, String namespace, String... more) {
        List<String> all = new ArrayList<>(List.of(cdctl.toString(), command, "--name", namespace, "-n", namespace));
        all.addAll(List.of("--kubeconfig", bed.kubernetes().kubeconfig().toString(), "--dir", files.toString()));
        all.addAll(List.of(more));
        return all;
    }

    private static void time(Figures figures, int expected, List<String> command) throws Exception {
        figures.add(seconds(expected, command));
    }

    private static double seconds(int expected, List<String> command) throws Exception {
        long start = System.nanoTime();
        int code = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != expected) {
            throw new IllegalStateException(command + " ended with " + code);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
