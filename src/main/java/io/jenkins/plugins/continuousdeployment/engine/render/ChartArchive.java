package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.yaml.YamlLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Looks into a packed chart ({@code name-version.tgz}) for what it says of itself: the outermost {@code Chart.yaml}. */
final class ChartArchive {
    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_OFFSET = 124;
    private static final int SIZE_LENGTH = 12;
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int LONGEST_CHART_FILE = 1024 * 1024;

    private ChartArchive() {}

    /** What it says; nothing for what is no chart, of which Helm will complain. */
    static Optional<ChartFile> chart(String path, byte[] archive, YamlLimits limits) {
        try (InputStream tar = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            long read = 0;
            for (byte[] header = tar.readNBytes(BLOCK); header.length == BLOCK && header[0] != 0; ) {
                long size = size(header);
                read += size + BLOCK;
                if (read > MOST_BYTES) {
                    return Optional.empty();
                }
                if (isChartFile(name(header)) && size <= LONGEST_CHART_FILE) {
                    return Optional.of(ChartFile.of(path, tar.readNBytes((int) size), limits));
                }
                tar.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
                header = tar.readNBytes(BLOCK);
            }
            return Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isChartFile(String name) {
        String[] steps = name.split("/", -1);
        return steps.length == 2 && steps[1].equals(ChartFile.NAME);
    }

    private static String name(byte[] header) {
        return text(header, 0, NAME_LENGTH);
    }

    /** Octal digits. */
    private static long size(byte[] header) {
        String digits = text(header, SIZE_OFFSET, SIZE_LENGTH).strip();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] header, int offset, int length) {
        int end = offset;
        while (end < offset + length && header[end] != 0) {
            end++;
        }
        return new String(header, offset, end - offset, StandardCharsets.UTF_8);
    }
}
