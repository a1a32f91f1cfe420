package io.jenkins.plugins.continuousdeployment.view;

/**
 * Something that a person should know before all else.
 *
 * @param kind the class of Jenkins' design library: {@code info}, {@code warning} or {@code danger}
 * @param text what, and what to do
 */
public record Notice(String kind, String text) {
    static Notice warning(String text) {
        return new Notice("warning", text);
    }

    static Notice info(String text) {
        return new Notice("info", text);
    }

    static Notice danger(String text) {
        return new Notice("danger", text);
    }
}
