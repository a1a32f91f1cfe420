package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import io.jenkins.plugins.continuousdeployment.engine.source.RepositoryAddress.Kind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one address, and says of a wrong one what to write instead. */
final class AddressReader {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)");
    private static final Pattern SCP = Pattern.compile("(?:([^/:@]+)@)?([^/:@]{2,}):(.*)");
    private static final Pattern NO_SCHEME = Pattern.compile("[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+(?::[0-9]+)?/.+");
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("([A-Za-z0-9_][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");
    /** A colon before an '@' begins a password, which may hold any character, unless a port follows it. */
    private static final Pattern PASSWORD = Pattern.compile("^[^/@]*:(?![0-9]{1,5}(?:/|$)).*@");

    /** The same where no scheme precedes; the short form of SSH has its colon behind the '@'. */
    private static final Pattern BARE_PASSWORD = Pattern.compile("^(?:[^/@]*:.*@|[^/]*:[^/]*@)");

    private static final Set<String> UPWARDS = Set.of("..", ".");
    private static final int HIGHEST_PORT = 65_535;

    private final String text;
    private final AddressRules rules;

    AddressReader(String text, AddressRules rules) {
        this.text = Objects.requireNonNull(text, "text").strip();
        this.rules = Objects.requireNonNull(rules, "rules");
    }

    RepositoryAddress read() {
        if (text.isEmpty()) {
            throw new RefusedException("the address of the repository is empty. Write one such as"
                    + " https://git.example.com/group/name.git.");
        }
        if (text.startsWith("-")) {
            throw refused("looks like an option", "Write an address such as https://git.example.com/group/name.git");
        }
        if (text.chars().anyMatch(character -> character <= ' ' || character == 0x7f)) {
            throw refused("contains a space or a control character", "Remove it, or write it as %20");
        }
        Matcher scheme = SCHEME.matcher(text);
        return scheme.matches()
                ? withScheme(scheme.group(1).toLowerCase(Locale.ROOT), scheme.group(2))
                : withoutScheme();
    }

    private RepositoryAddress withScheme(String scheme, String rest) {
        return switch (scheme) {
            case "https" -> remote(Kind.HTTPS, rest);
            case "ssh", "git+ssh", "ssh+git" -> remote(Kind.SSH, rest);
            case "http" -> {
                if (!rules.plainHttp()) {
                    throw refused(
                            "is not encrypted",
                            "Write " + shown().replaceFirst("(?i)^http:", "https:") + " if the server offers it");
                }
                yield remote(Kind.HTTP, rest);
            }
            case "file" -> local(rest.startsWith("/") ? rest : "/" + rest);
            default ->
                throw refused("has a scheme that is not supported, " + scheme + ":", "Use its https: or ssh: address");
        };
    }

    private RepositoryAddress withoutScheme() {
        if (BARE_PASSWORD.matcher(text).lookingAt()) {
            throw refused("contains a password", "Give it as the credential, and write the address without it");
        }
        Matcher scp = SCP.matcher(text);
        if (scp.matches() && !text.startsWith("/")) {
            String user = scp.group(1) == null ? "git" : scp.group(1);
            throw refused(
                    "is the short form of SSH, which is not taken",
                    "Write ssh://" + user + "@" + scp.group(2) + "/"
                            + scp.group(3).replaceFirst("^/+", ""));
        }
        if (rules.local() && !text.contains("@")) {
            return local(text);
        }
        if (NO_SCHEME.matcher(text).matches()) {
            throw refused("has no scheme", "Write https://" + text);
        }
        throw refused(
                text.startsWith("/") || text.startsWith(".")
                        ? "is a path of this machine, which is not taken here"
                        : "has no scheme",
                "Write an address that begins with https:// or ssh://");
    }

    private RepositoryAddress local(String path) {
        if (!rules.local()) {
            throw refused(
                    "is a path of this machine, which is not taken here",
                    "Write an address that begins with https:// or ssh://");
        }
        try {
            Path absolute = Path.of(path).toAbsolutePath().normalize();
            return new RepositoryAddress(Kind.LOCAL, "", "", 0, absolute.toString());
        } catch (InvalidPathException e) {
            throw refused("is no path: " + e.getReason(), "Write the folder of a repository");
        }
    }

    private RepositoryAddress remote(Kind kind, String rest) {
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash).replaceFirst("/+$", "");
        if (PASSWORD.matcher(rest).lookingAt()) {
            throw refused("contains a password", "Give it as the credential, and write " + shown());
        }
        String user = user(kind, authority);
        Matcher host = HOST_AND_PORT.matcher(authority.substring(authority.lastIndexOf('@') + 1));
        if (!host.matches()) {
            throw refused(
                    "has no host that could be looked up", "Write it as scheme://host/path or scheme://host:port/path");
        }
        if (path.isEmpty()) {
            throw refused("names a host and no repository", "Add the path of the repository");
        }
        if (path.contains("?") || path.contains("#")) {
            throw refused(
                    "has a query or a fragment",
                    "Write " + shown().replaceFirst("[?#].*", "") + "; a revision and a path have fields of their own");
        }
        if (Arrays.stream(decoded(path).split("/")).anyMatch(UPWARDS::contains)) {
            throw refused("contains '..' or '.' as a folder", "Write the path without it");
        }
        return new RepositoryAddress(
                kind, user, host.group(1).toLowerCase(Locale.ROOT), port(kind, host.group(2)), path);
    }

    private static String decoded(String path) {
        return path.replaceAll("(?i)%2e", ".").replaceAll("(?i)%2f", "/");
    }

    private String user(Kind kind, String authority) {
        int at = authority.lastIndexOf('@');
        if (at < 0) {
            return "";
        }
        String user = authority.substring(0, at);
        if (kind != Kind.SSH) {
            throw refused("contains a user, or a token", "Give it as the credential, and write " + shown());
        }
        if (!user.matches("[A-Za-z0-9_.+][A-Za-z0-9_.+-]*")) {
            throw refused("contains a user that is no name", "Write ssh://git@host/path");
        }
        return user;
    }

    private int port(Kind kind, String digits) {
        int port = digits == null ? 0 : Integer.parseInt(digits);
        if (port > HIGHEST_PORT || (digits != null && port == 0)) {
            throw refused("has a port that is none", "Ports go from 1 to " + HIGHEST_PORT);
        }
        return port == RepositoryAddress.defaultPort(kind) ? 0 : port;
    }

    /** The address without password or token, and without what a terminal would obey. */
    private String shown() {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        Matcher scheme = SCHEME.matcher(printable);
        if (!scheme.matches()) {
            return BARE_PASSWORD.matcher(printable).replaceFirst("");
        }
        String rest = PASSWORD.matcher(scheme.group(2)).replaceFirst("");
        boolean userMayStay = scheme.group(1).toLowerCase(Locale.ROOT).contains("ssh");
        return scheme.group(1) + "://" + (userMayStay ? rest : rest.replaceFirst("^[^/]*@", ""));
    }

    private RefusedException refused(String why, String what) {
        return new RefusedException("the repository's address " + shown() + " " + why + ". " + what + ".");
    }
}
