package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Shows to another what is read. */
final class WatchedStream extends FilterInputStream {
    /** Who looks. */
    @FunctionalInterface
    interface Watcher {
        void saw(byte[] bytes, int offset, int length);
    }

    private final Watcher watcher;

    WatchedStream(InputStream in, Watcher watcher) {
        super(in);
        this.watcher = watcher;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count > 0) {
            watcher.saw(bytes, offset, count);
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
