package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.ProxyRules;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A repository and all that is needed to reach it.
 *
 * @param address where it is
 * @param credential what to show
 * @param caPem the certificate authorities to trust for it, PEM, instead of this machine's; empty for this machine's
 * @param knownHosts the SSH host keys to trust, in the format of OpenSSH's {@code known_hosts}; nothing else is read
 * @param timeouts how long to wait
 * @param extraRefs refs to mirror beside branches and tags, such as {@code refs/pull/*}{@code /head}
 * @param program command-line Git, to read with it; empty for the engine's own, which pushes in any case
 * @param proxies which HTTP proxy leads to its host, for HTTPS by the engine's own Git
 */
public record RepositoryAccess(
        RepositoryAddress address,
        Credential credential,
        String caPem,
        String knownHosts,
        Timeouts timeouts,
        List<String> extraRefs,
        Optional<GitProgram> program,
        ProxyRules proxies) {
    /**
     * Checks that the parts go together.
     *
     * @throws RefusedException naming all that does not
     */
    public RepositoryAccess {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(caPem, "caPem");
        Objects.requireNonNull(knownHosts, "knownHosts");
        Objects.requireNonNull(timeouts, "timeouts");
        extraRefs = List.copyOf(extraRefs);
        Objects.requireNonNull(program, "program");
        Objects.requireNonNull(proxies, "proxies");
        List<Problem> problems = new ArrayList<>(AccessCheck.problems(address, credential));
        program.map(each -> AccessCheck.program(address, credential, each)).ifPresent(problems::addAll);
        extraRefs.stream().map(AccessCheck::extraRef).flatMap(List::stream).forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
    }

    /** A repository that shows itself to anyone, trusted as this machine does. */
    public static RepositoryAccess of(RepositoryAddress address) {
        return of(address, Credential.NONE);
    }

    /** With a credential, trusted as this machine does; an SSH server needs {@link #withKnownHosts} too. */
    public static RepositoryAccess of(RepositoryAddress address, Credential credential) {
        return new RepositoryAccess(
                address, credential, "", "", Timeouts.DEFAULT, List.of(), Optional.empty(), ProxyRules.NONE);
    }

    /** The same with other certificate authorities. */
    public RepositoryAccess withCa(String pem) {
        return new RepositoryAccess(address, credential, pem, knownHosts, timeouts, extraRefs, program, proxies);
    }

    /** The same with other known hosts. */
    public RepositoryAccess withKnownHosts(String text) {
        return new RepositoryAccess(address, credential, caPem, text, timeouts, extraRefs, program, proxies);
    }

    /** The same with other time-outs. */
    public RepositoryAccess withTimeouts(Timeouts other) {
        return new RepositoryAccess(address, credential, caPem, knownHosts, other, extraRefs, program, proxies);
    }

    /** The same with other refs beside branches and tags. */
    public RepositoryAccess withExtraRefs(List<String> refs) {
        return new RepositoryAccess(address, credential, caPem, knownHosts, timeouts, refs, program, proxies);
    }

    /** The same by another program, or by none. */
    public RepositoryAccess withProgram(Optional<GitProgram> other) {
        return new RepositoryAccess(address, credential, caPem, knownHosts, timeouts, extraRefs, other, proxies);
    }

    /** The same by other proxies. */
    public RepositoryAccess withProxies(ProxyRules rules) {
        return new RepositoryAccess(address, credential, caPem, knownHosts, timeouts, extraRefs, program, rules);
    }

    /** Without any text that a person gave as CA, known hosts or secret. */
    @Override
    public String toString() {
        return address + " with " + (credential instanceof Credential.None ? "no credential" : credential);
    }
}
