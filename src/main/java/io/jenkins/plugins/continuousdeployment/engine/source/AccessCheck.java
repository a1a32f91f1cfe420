package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Repository;

/** Whether an address and a credential can work together. */
final class AccessCheck {
    private AccessCheck() {}

    static List<Problem> problems(RepositoryAddress address, Credential credential) {
        List<Problem> problems = new ArrayList<>();
        String fits = fits(address.kind(), credential);
        if (!fits.isEmpty()) {
            problems.add(Problem.of("the repository " + address + " " + fits));
        }
        String malformed = malformed(credential);
        if (!malformed.isEmpty()) {
            problems.add(Problem.of("the credential of the repository " + address + " " + malformed));
        }
        return problems;
    }

    /** What command-line Git can't carry. */
    static List<Problem> program(RepositoryAddress address, Credential credential, GitProgram program) {
        if (address.kind() == RepositoryAddress.Kind.LOCAL) {
            return List.of(Problem.of("the repository " + address
                    + " is a folder of this machine, which is read without " + program.name() + ". Leave that out."));
        }
        return credential instanceof Credential.Bearer
                ? List.of(Problem.of("the repository " + address + " is read with a bearer token, which "
                        + program.name() + " can't send. Give the token as a password, or leave the program out."))
                : List.of();
    }

    static List<Problem> extraRef(String ref) {
        boolean one = ref.indexOf('*') == ref.lastIndexOf('*');
        boolean wellFormed = ref.startsWith("refs/") && one && Repository.isValidRefName(ref.replaceFirst("\\*", "x"));
        return wellFormed
                ? List.of()
                : List.of(Problem.of("'" + ref.replaceAll("\\p{Cntrl}", "?") + "' names no refs. Write a name such as"
                        + " refs/pull/1/head, with at most one '*'."));
    }

    private static String fits(RepositoryAddress.Kind kind, Credential credential) {
        boolean none = credential instanceof Credential.None;
        boolean key = credential instanceof Credential.SshKey;
        return switch (kind) {
            case HTTPS ->
                key ? "is reached by HTTPS, which takes no SSH key. Give a user and password or a token." : "";
            case HTTP ->
                none ? "" : "is reached without encryption: no credential is sent over http:. Use its https: address.";
            case SSH -> key ? "" : "is reached by SSH, which needs a private key. Give one as the credential.";
            case LOCAL -> none ? "" : "is a folder of this machine and needs no credential. Remove it.";
        };
    }

    /** What would break a header or an SSH login; the value itself is never named. */
    private static String malformed(Credential credential) {
        if (credential instanceof Credential.UserPassword login) {
            if (login.user().contains(":") || control(login.user())) {
                return "has a user that contains a colon or a control character, which HTTP can't carry.";
            }
            return login.password().isEmpty() || control(login.password())
                    ? "has a password that is empty or contains a control character, such as a line break at its end."
                    : "";
        }
        if (credential instanceof Credential.SshKey key) {
            return control(key.user()) ? "has a user that contains a control character." : "";
        }
        return credential.secrets().stream().anyMatch(token -> token.isEmpty() || control(token))
                ? "has a token that is empty or contains a control character, such as a line break at its end."
                : "";
    }

    private static boolean control(String text) {
        return text.chars().anyMatch(character -> character < ' ' || character == 0x7f);
    }
}
