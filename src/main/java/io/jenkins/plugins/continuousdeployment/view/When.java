package io.jenkins.plugins.continuousdeployment.view;

import hudson.Util;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Objects;
import org.jvnet.localizer.LocaleProvider;

/**
 * A moment as it is shown.
 *
 * @param text how long ago; empty for never
 * @param exact date and time, and in which zone; empty for never
 * @param millis since 1970, for sorting; 0 for never
 */
public record When(String text, String exact, long millis) {
    private static final When NEVER = new When("", "", 0);

    /** A moment in the past; {@link Instant#MIN} for never. */
    static When of(Instant moment) {
        if (moment.equals(Instant.MIN)) {
            return NEVER;
        }
        // Whole seconds: a page is not read faster.
        long passed = Math.max(1, Duration.between(moment, Instant.now()).toSeconds()) * 1000;
        return new When(Messages.When_ago(Util.getTimeSpanString(passed)), exact(moment), moment.toEpochMilli());
    }

    /** The same of the engine's times, where {@link Instant#EPOCH} is never. */
    static When since(Instant moment) {
        return moment.equals(Instant.EPOCH) ? NEVER : of(moment);
    }

    /** Date and time in the zone of Jenkins, which it names, and the reader's language. */
    static String exact(Instant moment) {
        return local(moment) + " " + ZoneId.systemDefault();
    }

    /** The same where the zone is named already. */
    static String local(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(LocaleProvider.getLocale())
                .format(moment.atZone(ZoneId.systemDefault()));
    }

    /** Whether it ever was. */
    public boolean isKnown() {
        return !Objects.equals(this, NEVER);
    }
}
