package org.terracecache.nodes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends single commands to a Redis on the loopback interface. */
public final class Commands {
    private Commands() {}

    /** Sends a command whose words are separated by single spaces; returns the first line of the reply. */
    public static String send(int port, String line) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                OutputStream out = socket.getOutputStream()) {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            String reply = reader.readLine();
            if (reply == null || reply.startsWith("-")) {
                throw new IllegalStateException(line + ": " + reply);
            }
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
