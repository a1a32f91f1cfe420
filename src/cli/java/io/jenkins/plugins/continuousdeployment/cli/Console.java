package io.jenkins.plugins.continuousdeployment.cli;

import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine;

/**
 * Where a command writes.
 *
 * @param out answers
 * @param err progress and complaints
 */
record Console(PrintStream out, PrintStream err) {
    Console {
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
    }

    void answer(String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    void progress(String text) {
        err.println(text);
    }

    /** Makes commands that take a console. */
    record Factory(Console console) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                Constructor<K> constructor = type.getDeclaredConstructor(Console.class);
                return constructor.newInstance(console);
            } catch (NoSuchMethodException e) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }
}
