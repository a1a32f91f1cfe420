package io.jenkins.plugins.continuousdeployment.view;

/** Texts from forms. */
final class Lines {
    private Lines() {}

    /** Browsers end the lines of a text area with two characters, whatever stood there. */
    static String unix(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
