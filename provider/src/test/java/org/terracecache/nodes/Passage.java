package org.terracecache.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes bytes between clients and a server, and can swallow what the server says on subscriptions without closing anything, as a
 * network does that drops packets.
 */
final class Passage implements AutoCloseable {
    private final ServerSocket listening;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final int server;
    private volatile boolean swallowing;

    Passage(int server) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    }

    /** Clients come to {@code listening}, which is closed with this. */
    Passage(ServerSocket listening, int server) {
        this.listening = listening;
        this.server = server;
        start("passage", this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** From now on subscriptions are silent, new ones too. */
    void swallowSubscriptions() {
        swallowing = true;
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.addAll(List.of(client, upstream));
                Link link = new Link();
                start("to-server", () -> pass(client, upstream, link, true));
                start("to-client", () -> pass(upstream, client, link, false));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** A connection, and whether it was used to subscribe. */
    private static final class Link {
        private volatile boolean subscribed;
    }

    private void pass(Socket from, Socket to, Link link, boolean toServer) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (toServer && new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains("SUBSCRIBE")) {
                    link.subscribed = true;
                }
                if (toServer || !swallowing || !link.subscribed) {
                    out.write(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            // One of the ends has closed its connection: so is the other end's, by now.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
