package io.jenkins.plugins.continuousdeployment.engine.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that tunnels ({@code CONNECT}) for whoever knows its user and password, and notes where to. */
public final class ConnectProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final String authorization;
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();

    /** On a free port of loopback. */
    public ConnectProxy(String user, String password) throws IOException {
        authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::listen);
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** The {@code host:port} of each tunnel that was made. */
    public List<String> targets() {
        return List.copyOf(targets);
    }

    private void listen() {
        try {
            while (true) {
                Socket client = listener.accept();
                clients.add(client);
                daemon(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            for (List<String> asked = head(client); !asked.isEmpty(); asked = head(client)) {
                if (authorized(asked)) {
                    tunnel(client, asked.get(0).split(" ", 3)[1]);
                    return;
                }
                answer(
                        client,
                        "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                                + "Content-Length: 0");
            }
        } catch (IOException e) {
            // one of the two is gone
        }
    }

    private boolean authorized(List<String> head) {
        Optional<String> shown = head.stream()
                .filter(line -> line.regionMatches(true, 0, "Proxy-Authorization:", 0, 20))
                .findFirst();
        return shown.isPresent() && shown.get().substring(20).strip().equals(authorization);
    }

    private void tunnel(Socket client, String target) throws IOException {
        targets.add(target);
        int colon = target.lastIndexOf(':');
        try (Socket server = new Socket(target.substring(0, colon), Integer.parseInt(target.substring(colon + 1)))) {
            answer(client, "200 Connection established");
            daemon(() -> pump(server, client));
            client.getInputStream().transferTo(server.getOutputStream());
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // the other direction ends it
        }
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The lines before the empty one; none where the client is gone. */
    private static List<String> head(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return List.of();
            }
            head.append((char) next);
        }
        return head.toString().lines().toList();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "connect-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends every tunnel, too. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
