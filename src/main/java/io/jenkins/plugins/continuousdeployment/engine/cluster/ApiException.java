package io.jenkins.plugins.continuousdeployment.engine.cluster;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The server answered, and it was a refusal. Kept as the server's {@code Status} has it, since what follows from it
 * differs: a 404 may be "no such object", a 403 never is.
 */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * One entry of the {@code Status}' details.
     *
     * @param reason such as {@code FieldValueInvalid}
     * @param field the path, empty where none is given
     * @param message for a person
     */
    public record Cause(String reason, String field, String message) {}

    private final int code;
    private final String reason;
    private final String what;
    private final String serverMessage;
    private final transient List<Cause> causes;
    private final transient Map<String, Object> details;

    ApiException(int code, String reason, String what, String serverMessage, Map<String, Object> details) {
        super(what + ": " + serverMessage + " (" + code + (reason.isEmpty() ? "" : " " + reason) + ")");
        this.code = code;
        this.reason = Objects.requireNonNull(reason);
        this.what = what;
        this.serverMessage = serverMessage;
        this.details = Map.copyOf(details);
        this.causes = causes(details);
    }

    private static List<Cause> causes(Map<String, Object> details) {
        if (!(details.get("causes") instanceof List<?> list)) {
            return List.of();
        }
        return list.stream()
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .map(cause ->
                        new Cause(text(cause.get("reason")), text(cause.get("field")), text(cause.get("message"))))
                .toList();
    }

    private static String text(Object value) {
        return value instanceof String string ? string : "";
    }

    /** The HTTP status. */
    public int code() {
        return code;
    }

    /** The server's {@code reason}, such as {@code NotFound}; empty where it gave none. */
    public String reason() {
        return reason;
    }

    /** What was asked: {@code patch deployments.apps shop/web}. */
    public String what() {
        return what;
    }

    /** The server's own words. */
    public String serverMessage() {
        return serverMessage;
    }

    /** The server's list of causes, empty where it gave none. */
    public List<Cause> causes() {
        return causes;
    }

    /** The kind that the refusal is about as the server names it (a resource's plural, or a kind), empty if unnamed. */
    public String aboutKind() {
        return text(details.get("kind"));
    }

    /** The name that the refusal is about, empty if unnamed. */
    public String aboutName() {
        return text(details.get("name"));
    }

    /** 404: there is no such object, or no such kind. */
    public boolean notFound() {
        return code == 404;
    }

    /** 409 for a {@code resourceVersion} or a uid that is not the present one, or for fields that others own. */
    public boolean conflict() {
        return code == 409 && reason.equals("Conflict");
    }

    /** 409 for a name that is taken. */
    public boolean alreadyExists() {
        return code == 409 && reason.equals("AlreadyExists");
    }

    /** 403: the user is known and may not, or an admission plugin refused. */
    public boolean forbidden() {
        return code == 403;
    }

    /** 401: the credential is not accepted. */
    public boolean unauthorized() {
        return code == 401;
    }
}
