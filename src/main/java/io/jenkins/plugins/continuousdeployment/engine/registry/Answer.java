package io.jenkins.plugins.continuousdeployment.engine.registry;

import okhttp3.Headers;
import okhttp3.HttpUrl;

/** What came back. */
final class Answer {
    static final int OK = 200;
    static final int NOT_MODIFIED = 304;
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int TOO_MANY_REQUESTS = 429;
    static final int SERVER_ERROR = 500;
    static final int UNAVAILABLE = 503;

    private final int code;
    private final Headers headers;
    private final byte[] body;
    private final HttpUrl url;

    Answer(int code, Headers headers, byte[] body, HttpUrl url) {
        this.code = code;
        this.headers = headers;
        this.body = body;
        this.url = url;
    }

    /** The status. */
    int code() {
        return code;
    }

    Headers headers() {
        return headers;
    }

    /** All of it; of an error the beginning. Not to be changed. */
    byte[] body() {
        return body;
    }

    /** Who answered, after redirects. */
    HttpUrl url() {
        return url;
    }

    /** The value of a header; empty where it is absent. */
    String header(String name) {
        String value = headers.get(name);
        return value == null ? "" : value.strip();
    }

    boolean redirects() {
        return switch (code) {
            case 301, 302, 303, 307, 308 -> !header("Location").isEmpty();
            default -> false;
        };
    }

    /** Whether waiting may help. */
    boolean passing() {
        return switch (code) {
            case TOO_MANY_REQUESTS, 502, UNAVAILABLE, 504 -> true;
            default -> false;
        };
    }
}
