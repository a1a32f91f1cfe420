package io.jenkins.plugins.continuousdeployment.engine.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.parser.ParserException;

/** What the parser complains about, for a person. */
final class Complaint {
    private Complaint() {}

    static String of(ParserException e) {
        Mark begin = e.getContextMark();
        String where = begin == null ? "" : " that begins at line " + (begin.getLine() + 1);
        String context = e.getContext() == null ? "" : e.getContext().replace("while parsing ", "");
        return switch (context) {
            case "a block mapping" -> "no key stands here that fits the map" + where + "; look at the indentation";
            case "a block collection" -> "no '-' stands here that fits the list" + where + "; look at the indentation";
            case "a flow sequence" -> "',' or ']' is missing in the list" + where;
            case "a flow mapping" -> "',' or '}' is missing in the map" + where;
            case "a flow node", "a block node" -> "a value is missing here, or something before is not closed";
            case "" ->
                e.getProblem().startsWith("expected '<document start>'")
                        ? "the document has ended before this; look at the indentation, or begin a new one with ---"
                        : e.getProblem();
            default -> e.getProblem() + " (in " + context + where + ")";
        };
    }
}
