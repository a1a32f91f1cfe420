package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.Objects;

/** Where a repository is, in one spelling; it never holds a password. */
public final class RepositoryAddress {
    /** How it is spoken to. */
    enum Kind {
        HTTPS,
        HTTP,
        SSH,
        LOCAL
    }

    private final Kind kind;
    private final String user;
    private final String host;
    private final int port;
    private final String path;

    RepositoryAddress(Kind kind, String user, String host, int port, String path) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.user = Objects.requireNonNull(user, "user");
        this.host = Objects.requireNonNull(host, "host");
        this.port = port;
        this.path = Objects.requireNonNull(path, "path");
    }

    /**
     * Reads an address.
     *
     * @param text such as {@code https://git.example.com/shop/config.git} or {@code ssh://git@host/shop/config.git}
     * @param rules what is allowed beside these two
     * @throws RefusedException saying what to write instead; a password in the text is not repeated
     */
    public static RepositoryAddress parse(String text, AddressRules rules) {
        return new AddressReader(text, rules).read();
    }

    Kind kind() {
        return kind;
    }

    /** The SSH user; empty where the address names none. */
    String user() {
        return user;
    }

    /** Empty for a local one. */
    String host() {
        return host;
    }

    /** The host without what surrounds an address of version 6; empty for a local one. */
    String hostName() {
        return host.replaceAll("[\\[\\]]", "");
    }

    /** The port to connect to; 0 for a local one. */
    int port() {
        return port == 0 ? defaultPort(kind) : port;
    }

    /** With its leading slash. */
    String path() {
        return path;
    }

    /** The address as it is shown and compared: scheme and host in lower case, default port and last slash dropped. */
    @Override
    public String toString() {
        String authority = (user.isEmpty() ? "" : user + "@") + host + (port == 0 ? "" : ":" + port);
        return scheme(kind) + "://" + authority + path;
    }

    static String scheme(Kind kind) {
        return switch (kind) {
            case HTTPS -> "https";
            case HTTP -> "http";
            case SSH -> "ssh";
            case LOCAL -> "file";
        };
    }

    static int defaultPort(Kind kind) {
        return switch (kind) {
            case HTTPS -> 443;
            case HTTP -> 80;
            case SSH -> 22;
            case LOCAL -> 0;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RepositoryAddress address && toString().equals(address.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
