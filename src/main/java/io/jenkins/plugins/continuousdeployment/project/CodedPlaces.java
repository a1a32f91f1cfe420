package io.jenkins.plugins.continuousdeployment.project;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.casc.model.Source;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in the files of configuration as code something stands, as far as whoever read them has noted it. */
final class CodedPlaces {
    /** What a problem begins with: {@code destinations[0].cluster: …}. */
    private static final Pattern PATH = Pattern.compile("([^\\s:]+): .*", Pattern.DOTALL);

    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[([0-9]{1,6})]");

    private CodedPlaces() {}

    /**
     * The place of a problem: of the deepest node on the path that it names.
     *
     * @return {@code , jenkins.yaml:12}; empty where that is not known
     */
    static String of(CNode project, String problem) throws ConfiguratorException {
        Matcher path = PATH.matcher(problem);
        CNode node = project;
        if (path.matches()) {
            Matcher step = STEP.matcher(path.group(1));
            CNode next = project;
            while (next != null && step.find()) {
                next = below(next, step);
                node = next == null ? node : next;
            }
        }
        Source source = node.getSource();
        return source == null || source.file == null ? "" : ", " + name(source.file) + ":" + source.line;
    }

    @CheckForNull
    private static CNode below(CNode node, Matcher step) throws ConfiguratorException {
        if (step.group(1) != null) {
            return node.getType() == CNode.Type.MAPPING ? node.asMapping().get(step.group(1)) : null;
        }
        int index = Integer.parseInt(step.group(2));
        boolean there = node.getType() == CNode.Type.SEQUENCE
                && index < node.asSequence().size();
        return there ? node.asSequence().get(index) : null;
    }

    /** Without its folders, which are nobody's business. */
    private static String name(String file) {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }
}
