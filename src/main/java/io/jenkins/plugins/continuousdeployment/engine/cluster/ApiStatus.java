package io.jenkins.plugins.continuousdeployment.engine.cluster;

import io.jenkins.plugins.continuousdeployment.engine.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads a refusal: the API's {@code Status} object, or whatever a proxy in between had to say. */
final class ApiStatus {
    private static final int MOST_WORDS = 500;

    private ApiStatus() {}

    static ApiException refusal(ApiRequest request, int code, byte[] body) {
        byte[] bytes = body == null ? new byte[0] : body;
        try {
            if (Json.read(bytes) instanceof Map<?, ?> status && "Status".equals(status.get("kind"))) {
                return new ApiException(
                        code, text(status.get("reason")), request.what(), message(status, code), details(status));
            }
        } catch (IOException e) {
            // Not from the API server itself: its words are shown as they are.
        }
        return new ApiException(code, "", request.what(), shortened(bytes, code), Map.of());
    }

    private static String message(Map<?, ?> status, int code) {
        String message = text(status.get("message"));
        return message.isEmpty() ? "HTTP status " + code : message;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> details(Map<?, ?> status) {
        return status.get("details") instanceof Map<?, ?> details ? (Map<String, Object>) details : Map.of();
    }

    private static String text(Object value) {
        return value instanceof String string ? string : "";
    }

    private static String shortened(byte[] body, int code) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return "HTTP status " + code;
        }
        return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + "…";
    }
}
