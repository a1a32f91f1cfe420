package io.jenkins.plugins.continuousdeployment.view;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The end of a suspension, as a person writes it. */
final class Until {
    private Until() {}

    /**
     * Reads {@code 2027-01-01T08:00}, in a zone, or {@code 2027-01-01T08:00:00Z}.
     *
     * @return empty for no end
     * @throws RefusedException where it is no time, or a past one
     */
    static Optional<Instant> read(String text, ZoneId zone, Instant now) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        Instant end = parsed(text.strip(), zone);
        if (!end.isAfter(now)) {
            throw new RefusedException(Messages.Until_past(text));
        }
        return Optional.of(end);
    }

    private static Instant parsed(String text, ZoneId zone) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeParseException e) {
            throw new RefusedException(Messages.Until_noTime(text), e);
        }
    }
}
