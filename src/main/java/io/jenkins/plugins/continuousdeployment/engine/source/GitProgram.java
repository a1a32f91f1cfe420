package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Command-line Git in place of the engine's own, for what the server is asked and for the objects it gives. The mirror
 * stays the engine's: the program adds objects to it and sets no ref but those it is told to. Implemented by who knows
 * where such a program is; equal where it is the same program.
 *
 * <p>Each method throws {@link GitProgramException} for what the program or its server said or did not say, {@link
 * io.jenkins.plugins.continuousdeployment.engine.RefusedException} where there is no such program, and {@link
 * InterruptedException} where the thread was told to stop; the program has ended then, too. Whatever happens, it leaves
 * no credential in any file.
 */
public interface GitProgram {
    /**
     * The pattern for {@code git ls-remote} that leaves out what tags are peeled to ({@code refs/tags/v1^{}}), and that
     * alone: no name of a ref contains a circumflex.
     */
    String NOT_PEELED = "*[!^]??";

    /** What it is called in messages, such as {@code the Git installation 'Default'}. */
    String name();

    /**
     * What the server has: the names of all refs and what they point to, in hexadecimal digits, tags not peeled; {@code
     * HEAD} among them where there is one.
     */
    Map<String, String> list(Errand errand) throws IOException, InterruptedException;

    /** The whole name of the ref that the server's HEAD names; empty where it does not tell. */
    String head(Errand errand) throws IOException, InterruptedException;

    /**
     * Brings what the server's refs point to, with all that is reachable from there, into the mirror's objects, as packs.
     *
     * @param refspecs names of refs, which are fetched without setting any; or whole refspecs
     */
    void fetch(Errand errand, List<String> refspecs) throws IOException, InterruptedException;

    /**
     * Which repository, and what may be written.
     *
     * @param access how it is reached: the address, the credential, what is trusted, how long to wait
     * @param user who to log in as by SSH
     * @param mirror the bare repository
     * @param scratch an empty folder that nobody else may enter; it is removed with all that is in it afterwards, and if
     *     this process dies before, when the mirror is opened again
     */
    record Errand(RepositoryAccess access, String user, Path mirror, Path scratch) {
        public Errand {
            Objects.requireNonNull(access, "access");
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(mirror, "mirror");
            Objects.requireNonNull(scratch, "scratch");
        }

        /** The user and password to show by HTTPS, those of a token too; empty where there are none. */
        public Optional<Credential.UserPassword> login() {
            if (access.credential() instanceof Credential.Token token) {
                return Optional.of(new Credential.UserPassword(token.identity(), Credential.Token.USER, token.token()));
            }
            return access.credential() instanceof Credential.UserPassword login ? Optional.of(login) : Optional.empty();
        }
    }
}
