package org.terracecache.nodes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** A number of the server's {@code INFO}; 0 if it does not tell it. */
    public static long number(int port, String section, String name) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(("INFO " + section + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            Matcher matcher = Pattern.compile("(?m)^" + name + "[:=](?:calls=)?([0-9]+)")
                    .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
