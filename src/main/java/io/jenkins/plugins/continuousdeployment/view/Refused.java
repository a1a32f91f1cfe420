package io.jenkins.plugins.continuousdeployment.view;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * A person's mistake, or surroundings that say no: a page that tells what is wrong, without a stack trace.
 *
 * @param action where it was asked
 * @param view the page to show it on
 * @param problems what is wrong, a line each
 * @param text what the person had written, and gets back; empty for nothing
 */
record Refused(OperateAction action, String view, List<String> problems, String text) implements HttpResponse {
    Refused {
        problems = List.copyOf(problems);
    }

    static Refused of(OperateAction action, RefusedException why) {
        return new Refused(action, "refused", lines(why), "");
    }

    /** On the page where it was written, so that it can be mended there. */
    static Refused of(OperateAction action, String view, String text, RefusedException why) {
        return new Refused(action, view, lines(why), text);
    }

    private static List<String> lines(RefusedException why) {
        return why.problems().stream().map(Problem::toString).toList();
    }

    @Override
    public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
            throws IOException, ServletException {
        request.setAttribute("problems", problems);
        request.setAttribute("text", text);
        response.setStatus(StaplerResponse2.SC_BAD_REQUEST);
        request.getView(action, view + ".jelly").forward(request, response);
    }
}
