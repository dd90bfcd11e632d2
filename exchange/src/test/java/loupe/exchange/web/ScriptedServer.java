package loupe.exchange.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server whose every byte a test decides.
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket server;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /// All requests so far, in order.
    public final List<Request> requests = new CopyOnWriteArrayList<>();

    /// What was asked.
    ///
    /// @param headers names in lower case
    /// @param body without its chunks; empty where the script reads it itself
    public record Request(String method, String target, Map<String, String> headers, byte[] body) {
        public boolean is(String begin) {
            return (method + " " + target).startsWith(begin);
        }
    }

    /// What is answered. The connection ends after each answer.
    @FunctionalInterface
    public interface Script {
        void answer(Request request, OutputStream out) throws Exception;
    }

    private ScriptedServer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    /// Starts one that reads each request to its end and then answers it.
    public static ScriptedServer start(Script script) throws IOException {
        ScriptedServer s = new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
        Thread.ofVirtual().start(s::accept);
        return s;
    }

    public URI root() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/web");
    }

    private void accept() {
        try {
            while (true) {
                Socket s = server.accept();
                open.add(s);
                Thread.ofVirtual().start(() -> serve(s));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket s) {
        try (s) {
            InputStream in = new BufferedInputStream(s.getInputStream());
            Request r = request(in);
            if (r != null) {
                requests.add(r);
                OutputStream out = s.getOutputStream();
                script.answer(r, out);
                out.flush();
                s.shutdownOutput();
                // Until the other side has read it.
                in.readNBytes(1 << 20);
            }
        } catch (Exception e) {
            // The other side may end the connection when it likes.
        }
    }

    private static Request request(InputStream in) throws IOException {
        String[] first = line(in).split(" ");
        if (first.length < 3) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        for (String l = line(in); !l.isEmpty(); l = line(in)) {
            headers.put(l.substring(0, l.indexOf(':')).toLowerCase(Locale.ROOT), l.substring(l.indexOf(':') + 1).strip());
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (headers.containsKey("content-length")) {
            body.writeBytes(in.readNBytes(Integer.parseInt(headers.get("content-length"))));
        } else if (headers.containsKey("transfer-encoding")) {
            for (int n = Integer.parseInt(line(in), 16); n > 0; n = Integer.parseInt(line(in), 16)) {
                body.writeBytes(in.readNBytes(n));
                line(in);
            }
            line(in);
        }
        return new Request(first[0], first[1], headers, body.toByteArray());
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder out = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            out.append((char) b);
        }
        return out.toString().stripTrailing();
    }

    /// Writes an answer whole.
    public static void say(OutputStream out, String status, String type, byte[] body) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
    }

    public static void say(OutputStream out, String status, String type, String body) throws IOException {
        say(out, status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /// Writes text as it stands.
    public static void raw(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// A multipart body of files.
    public static byte[] parts(String boundary, List<byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] f : files) {
            out.writeBytes(("\r\n--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(f);
        }
        out.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket s : open) {
            s.close();
        }
    }
}
