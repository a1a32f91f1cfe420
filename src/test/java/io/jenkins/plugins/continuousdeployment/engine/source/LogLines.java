package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Everything that any library logs, at any level, while it is open. Left out is Java's own record of its HTTP exchanges,
 * headers and all: who turns that on asks for it.
 */
final class LogLines extends Handler implements AutoCloseable {
    private final Logger root = Logger.getLogger("");
    private final Logger wire = Logger.getLogger("sun.net.www.protocol.http.HttpURLConnection");
    private final Level before = root.getLevel();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    LogLines() {
        setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        wire.setLevel(Level.INFO);
        root.addHandler(this);
    }

    /** All of it. */
    String text() {
        return String.join("\n", lines);
    }

    @Override
    public void publish(LogRecord line) {
        StringWriter thrown = new StringWriter();
        if (line.getThrown() != null) {
            line.getThrown().printStackTrace(new PrintWriter(thrown));
        }
        lines.add(new SimpleFormatter().formatMessage(line) + thrown);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(before);
        wire.setLevel(null);
    }
}
