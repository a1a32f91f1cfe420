package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** A remote command whose answer a witness sees. */
final class WatchedProcess extends Process {
    private final Process process;
    private final InputStream answer;
    private final InputStream complaints;

    WatchedProcess(Process process, Witness witness) {
        this.process = process;
        this.answer = witness.watching(process.getInputStream());
        this.complaints = witness.listening(process.getErrorStream());
    }

    @Override
    public OutputStream getOutputStream() {
        return process.getOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return answer;
    }

    @Override
    public InputStream getErrorStream() {
        return complaints;
    }

    @Override
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
        return process.waitFor(timeout, unit);
    }

    @Override
    public int exitValue() {
        return process.exitValue();
    }

    @Override
    public void destroy() {
        process.destroy();
    }
}
