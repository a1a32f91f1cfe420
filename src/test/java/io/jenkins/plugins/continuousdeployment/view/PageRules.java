package io.jenkins.plugins.continuousdeployment.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.htmlunit.html.DomAttr;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;

/** What a strict Content-Security-Policy would refuse, read from a page as the server sent it. */
final class PageRules {
    private PageRules() {}

    /** Inline scripts, attributes that are scripts, and links that are; below the part that is ours. */
    static List<String> broken(HtmlPage page, DomElement part) {
        List<String> found = new ArrayList<>();
        for (DomElement element : part.getDomElementDescendants()) {
            if (element.getTagName().equals("script")
                    && element.getAttribute("src").isEmpty()) {
                found.add(page.getUrl() + ": inline script " + element.asXml());
            }
            element.getAttributesMap().values().stream()
                    .filter(PageRules::isScript)
                    .forEach(attribute -> found.add(page.getUrl() + ": " + element.asXml()));
        }
        return found;
    }

    private static boolean isScript(DomAttr attribute) {
        String name = attribute.getName().toLowerCase(Locale.ROOT);
        String value = attribute.getValue().strip().toLowerCase(Locale.ROOT);
        boolean link = name.equals("href") || name.equals("src") || name.equals("action");
        return name.matches("on[a-z]+") || (link && value.matches("(?s)(javascript|data|vbscript):.*"));
    }
}
