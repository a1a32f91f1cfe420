package io.jenkins.plugins.continuousdeployment.engine.source;

import io.jenkins.plugins.continuousdeployment.engine.testbed.Repository;
import io.jenkins.plugins.continuousdeployment.engine.testbed.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Real Git servers, by HTTPS and by SSH, with a repository for everyone, one for a login and one for a token. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealServers {
    TestBed bed;
    Path folder;
    GitMirrors mirrors;
    Repository open;
    Repository basic;
    Repository token;
    String commit;

    @BeforeAll
    final void start(@TempDir Path temporary) {
        folder = temporary;
        bed = TestBed.start("--with", "git,ssh");
        mirrors = new GitMirrors(folder, line -> {});
        open = bed.newRepository("public").write("a.yaml", "a: 1\n");
        commit = open.commit("first");
        basic = bed.newRepository("basic").write("a.yaml", "a: 1\n");
        basic.commit("first");
        token = bed.newRepository("token").write("a.yaml", "a: 1\n");
        token.commit("first");
    }

    @AfterAll
    final void stop() {
        if (bed != null) {
            mirrors.close();
            bed.close();
        }
    }

    final RepositoryAccess access(String address, Credential credential) {
        RepositoryAddress parsed = RepositoryAddress.parse(address, AddressRules.STRICT);
        return RepositoryAccess.of(parsed, credential)
                .withCa(read(bed.git().ca()))
                .withKnownHosts(read(bed.ssh().knownHosts()));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final Credential login() {
        return new Credential.UserPassword("login", bed.git().user(), bed.git().password());
    }

    static Credential key(Path file, String passphrase) {
        return new Credential.SshKey("key", "", read(file), passphrase);
    }

    final String hostLine(String type) {
        return read(bed.ssh().knownHosts())
                .lines()
                .filter(line -> line.contains(type))
                .findFirst()
                .orElseThrow();
    }

    /** 127.0.0.2 is this machine too, and the certificate is not for it. */
    final String underAnotherName(String url) {
        int port = URI.create(url).getPort();
        try {
            Relay relay = new Relay(port, InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
            return url.replace("127.0.0.1:" + port, "127.0.0.2:" + relay.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    final CharSequence[] secrets(RepositoryAccess access) {
        List<String> secrets = new ArrayList<>(access.credential().secrets());
        secrets.addAll(
                List.of(bed.git().password(), bed.git().token(), bed.ssh().passphrase()));
        String both = bed.git().user() + ":" + bed.git().password();
        secrets.add(Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        read(bed.ssh().identity())
                .lines()
                .filter(line -> !line.startsWith("-"))
                .limit(3)
                .forEach(secrets::add);
        return secrets.toArray(CharSequence[]::new);
    }
}
