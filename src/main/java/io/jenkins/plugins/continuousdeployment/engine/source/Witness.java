package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * What was seen of a server during one command. JGit's exceptions tell much of it in words only; an error is explained
 * from here and from their types. Filled by whichever thread sees something.
 */
final class Witness {
    /** Enough for the capabilities that precede everything else. */
    private static final int HEAD = 4096;

    private static final int GZIP_FIRST = 0x1f;

    private volatile int status;
    private volatile String foreign = "";
    private volatile String notGit = "";
    private volatile String distrust = "";
    private volatile String hostKey = "";
    private volatile String said = "";
    private final byte[] first = new byte[HEAD];
    private int seen;

    /** The status of the last HTTP answer; 0 before the first. */
    int status() {
        return status;
    }

    void status(int code) {
        status = code;
    }

    /** Where the server wanted to send us, on another host; empty if it did not. */
    String foreign() {
        return foreign;
    }

    void foreign(String place) {
        foreign = place;
    }

    /** The content type of an answer that is not Git's; empty if there was none. */
    String notGit() {
        return notGit;
    }

    void notGit(String contentType) {
        notGit = contentType;
    }

    /** Why the server's certificate is not trusted, and what to do; empty if it is. */
    String distrust() {
        return distrust;
    }

    void distrust(String reason) {
        distrust = reason;
    }

    /** Why the server's SSH key is not trusted, and what to do; empty if it is. */
    String hostKey() {
        return hostKey;
    }

    void hostKey(String reason) {
        hostKey = reason;
    }

    /** What the server said in plain words when it refused; whatever it likes, so not to be shown as it is. */
    String said() {
        return said;
    }

    void said(String words) {
        said = words;
    }

    /** Hands through what a server says beside its answer, and remembers how it begins. */
    InputStream listening(InputStream complaints) {
        return new WatchedStream(complaints, this::complained);
    }

    private synchronized void complained(byte[] bytes, int offset, int length) {
        int more = Math.min(length, HEAD - said.length());
        if (more > 0) {
            said += new String(bytes, offset, more, StandardCharsets.UTF_8);
        }
    }

    /** Whether the server said that its repository's ids are SHA-256 (gitprotocol-capabilities, "object-format"). */
    boolean sha256() {
        return advertises("object-format=sha256");
    }

    /** Whether the server's answer began with a capability of that name. */
    synchronized boolean advertises(String capability) {
        return new String(plain(), StandardCharsets.ISO_8859_1).contains(capability);
    }

    /** Hands a server's answer through and remembers how it begins. */
    InputStream watching(InputStream answer) {
        return new WatchedStream(answer, this::saw);
    }

    private synchronized void saw(byte[] bytes, int offset, int length) {
        int more = Math.min(length, HEAD - seen);
        System.arraycopy(bytes, offset, first, seen, more);
        seen += more;
    }

    private byte[] plain() {
        if (seen == 0 || first[0] != GZIP_FIRST) {
            return first;
        }
        byte[] unpacked = new byte[HEAD];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(first, 0, seen))) {
            in.readNBytes(unpacked, 0, HEAD);
        } catch (IOException e) {
            return unpacked; // it is only the beginning: what came before its end counts
        }
        return unpacked;
    }
}
