package io.jenkins.plugins.continuousdeployment.engine.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/**
 * A port that hands everything on to another, and stops handing on answers when told so: whoever is fetching is then
 * held in the middle, for as long as a test likes.
 */
final class Relay implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private volatile long most = Long.MAX_VALUE;
    private volatile CountDownLatch held = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);

    Relay(int target) throws IOException {
        this(target, InetAddress.getLoopbackAddress());
    }

    /** Listens under another address than loopback's usual one. */
    Relay(int target, InetAddress address) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, address);
        daemon(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** From now on, holds every connection whose answers have more than so many bytes. */
    void holdAfter(long bytes) {
        held = new CountDownLatch(1);
        gate = new CountDownLatch(1);
        most = bytes;
    }

    /** Waits until one is held. */
    void awaitHeld() throws InterruptedException {
        held.await();
    }

    /** Lets all go on, those held too. */
    void release() {
        most = Long.MAX_VALUE;
        gate.countDown();
    }

    private void listen() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                daemon(() -> pump(client, server, false));
                daemon(() -> pump(server, client, true));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[8192];
        long sum = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sum += count;
                if (answers && sum > most) {
                    held.countDown();
                    gate.await();
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // one of the two is gone, and so is the other then
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        release();
        listener.close();
    }
}
