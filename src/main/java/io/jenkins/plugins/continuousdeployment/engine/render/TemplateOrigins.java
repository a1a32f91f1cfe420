package io.jenkins.plugins.continuousdeployment.engine.render;

import io.jenkins.plugins.continuousdeployment.engine.Place;
import io.jenkins.plugins.continuousdeployment.engine.manifest.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Which template rendered which lines: Helm writes {@code # Source: chart/templates/x.yaml} above each document. */
final class TemplateOrigins implements Origin {
    private static final String SOURCE = "# Source: ";

    private final NavigableMap<Integer, String> templates = new TreeMap<>();
    private final String chartFile;

    /**
     * Reads what Helm printed.
     *
     * @param chartFile stands for what is above the first template
     * @param paths from the path below the chart to the source's
     */
    TemplateOrigins(byte[] stream, String chartFile, UnaryOperator<String> paths) {
        this.chartFile = chartFile;
        int line = 0;
        boolean begun = false;
        for (String text : new String(stream, StandardCharsets.UTF_8).split("\n", -1)) {
            line++;
            if (begun && text.startsWith(SOURCE)) {
                String path = text.substring(SOURCE.length()).strip();
                // Its first name is the chart's, not that of its folder.
                templates.put(line, paths.apply(path.substring(path.indexOf('/') + 1)));
            }
            begun = text.startsWith("---");
        }
    }

    @Override
    public Place of(Place read) {
        Map.Entry<Integer, String> template = templates.floorEntry(Math.max(read.line(), 1));
        return Place.of(template == null ? chartFile : template.getValue());
    }
}
