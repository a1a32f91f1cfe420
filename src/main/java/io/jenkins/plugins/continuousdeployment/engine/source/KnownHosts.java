package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.Problem;
import io.jenkins.plugins.continuousdeployment.engine.RefusedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;

/**
 * The SSH host keys that are trusted for one repository, in the format of OpenSSH's {@code known_hosts} (sshd(8)), names
 * hashed or not. A key that is not among them is refused. Entries of {@code @cert-authority} are not used.
 */
final class KnownHosts implements ServerKeyDatabase {
    private static final String REVOKED = "revoked";

    private final List<Known> known;
    private final String host;
    private final int port;
    private final Witness witness;

    /**
     * A key of our host.
     *
     * @param key the key
     * @param revoked whether it is listed as one never to trust
     */
    private record Known(PublicKey key, boolean revoked) {
        Known {
            Objects.requireNonNull(key, "key");
        }
    }

    private KnownHosts(List<Known> known, RepositoryAddress address, Witness witness) {
        this.known = known;
        this.host = address.host().replaceAll("[\\[\\]]", "");
        this.port = address.port();
        this.witness = witness;
    }

    /**
     * Reads the lines that concern a repository's host.
     *
     * @throws RefusedException naming every line that can't be read
     */
    static KnownHosts of(RepositoryAccess access, Witness witness) {
        KnownHosts hosts = new KnownHosts(new ArrayList<>(), access.address(), witness);
        List<Problem> problems = new ArrayList<>();
        int number = 0;
        for (String line : access.knownHosts().split("\\R", -1)) {
            number++;
            try {
                hosts.add(line.strip());
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                problems.add(Problem.of("line " + number + " of the known hosts given for " + access.address()
                        + " can't be read (" + Reasons.of(e)
                        + "). Write 'host type key', as ssh-keyscan prints it."));
            }
        }
        if (!problems.isEmpty()) {
            throw new RefusedException(problems);
        }
        return hosts;
    }

    private void add(String line) throws IOException, GeneralSecurityException {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        KnownHostEntry entry = KnownHostEntry.parseKnownHostEntry(line);
        PublicKey key = entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
        String marker = Objects.requireNonNullElse(entry.getMarker(), "");
        boolean usable = key != null && (marker.isEmpty() || REVOKED.equals(marker));
        if (usable && entry.isHostMatch(host, port)) {
            known.add(new Known(key, REVOKED.equals(marker)));
        }
    }

    /** The keys we know are asked for first: a server that has several shows one of them. */
    @Override
    public List<PublicKey> lookup(String connectAddress, InetSocketAddress remoteAddress, Configuration config) {
        return known.stream().filter(each -> !each.revoked).map(Known::key).toList();
    }

    @Override
    public boolean accept(
            String connectAddress,
            InetSocketAddress remoteAddress,
            PublicKey serverKey,
            Configuration config,
            CredentialsProvider provider) {
        List<Known> same = known.stream()
                .filter(each -> KeyUtils.compareKeys(each.key, serverKey))
                .toList();
        boolean revoked = same.stream().anyMatch(Known::revoked);
        if (!same.isEmpty() && !revoked) {
            return true;
        }
        witness.hostKey(why(serverKey, revoked));
        return false;
    }

    private String why(PublicKey key, boolean revoked) {
        String shown = KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        if (revoked) {
            return "shows the host key " + shown + ", which the known hosts mark as revoked. Do not trust it; ask"
                    + " whoever runs the server";
        }
        String name =
                port == RepositoryAddress.defaultPort(RepositoryAddress.Kind.SSH) ? host : "[" + host + "]:" + port;
        String add = " to the known hosts: " + name + " " + PublicKeyEntry.toString(key);
        if (known.isEmpty()) {
            return "shows a host key that is not known: " + shown + ". Compare this fingerprint with the one that the"
                    + " server's owner publishes; if it is the same, add this line" + add;
        }
        return "shows another host key than the one known for it: " + shown + ". Either the server has a new key, or"
                + " somebody is in between. If its owner confirms the fingerprint, remove the old line for " + name
                + " and add this one" + add;
    }
}
