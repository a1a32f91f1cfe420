package io.jenkins.plugins.continuousdeployment.engine.source;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Finds in an exception what a person can use. */
final class Reasons {
    /** Causes may go round. */
    private static final int DEEPEST = 50;

    private Reasons() {}

    /** In words, never empty: a file system's exceptions have only the path for their message. */
    static String of(Throwable failure) {
        FileSystemException file = cause(failure, FileSystemException.class);
        if (file instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (file instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (file != null && file.getReason() != null) {
            return file.getReason().toLowerCase(Locale.ROOT);
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    /** The first exception of a type in the chain of causes, or null. */
    static <T extends Throwable> T cause(Throwable failure, Class<T> type) {
        int ahead = DEEPEST;
        for (Throwable each = failure; each != null && ahead-- > 0; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
