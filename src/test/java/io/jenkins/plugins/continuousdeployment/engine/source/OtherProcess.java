package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a repository in a JVM of its own: arguments are cache folder, address, CA file and revision. */
final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] arguments) throws IOException {
        RepositoryAccess access = RepositoryAccess.of(RepositoryAddress.parse(arguments[1], AddressRules.STRICT))
                .withCa(Files.readString(Path.of(arguments[2])));
        try (GitMirrors mirrors = new GitMirrors(Path.of(arguments[0]), line -> System.err.println(line))) {
            System.out.println(mirrors.source(access).resolve(arguments[3]).commit());
        }
    }

    static Process start(Path cache, RepositoryAddress address, Path ca, String revision) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(List.of(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        cache.toString(),
                        address.toString(),
                        ca.toString(),
                        revision))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What it printed, once it has ended well. */
    static String result(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("ended with " + process.exitValue());
        }
        return output.strip();
    }
}
