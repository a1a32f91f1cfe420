package io.jenkins.plugins.continuousdeployment.step;

import hudson.console.ConsoleNote;
import hudson.model.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How far the log of a sync was read: whole lines only, so that none is torn. */
final class SyncLog implements Serializable {
    private static final long serialVersionUID = 1;

    private long position;

    /** What has come since, without the marks that make links of texts. */
    List<String> lines(Run<?, ?> run) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long read = run.getLogText().writeRawLogTo(position, bytes);
        byte[] all = bytes.toByteArray();
        int end = all.length;
        while (end > 0 && all[end - 1] != '\n') {
            end--;
        }
        if (end > 0) {
            position = read - (all.length - end);
        }
        List<String> lines = new ArrayList<>();
        new String(all, 0, end, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> lines.add(ConsoleNote.removeNotes(line)));
        return lines;
    }
}
