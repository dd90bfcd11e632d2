package loupe.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import loupe.store.atna.Collector;

/// A collector that is not ours: `openssl s_server`, with certificates that `openssl` made.
final class SyslogPeer implements AutoCloseable {
    private final int port;
    private final Path received;
    private final Process server;

    private SyslogPeer(int port, Path received, Process server) {
        this.port = port;
        this.received = received;
        this.server = server;
    }

    /// Makes a certificate authority, a collector's certificate for `localhost`, and a machine's.
    static Path certificates(Path folder) throws Exception {
        Files.createDirectories(folder);
        run(folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key",
                "-out", "ca.pem", "-subj", "/CN=site authority", "-days", "2");
        for (String who : List.of("server", "client", "stranger")) {
            run(folder, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", who + ".key",
                    "-out", who + ".csr", "-subj", "/CN=" + who);
            Files.writeString(
                    folder.resolve(who + ".ext"),
                    "subjectAltName=DNS:" + (who.equals("stranger") ? "elsewhere.example" : "localhost"));
            run(folder, "x509", "-req", "-in", who + ".csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out",
                    who + ".pem", "-days", "2", "-extfile", who + ".ext");
        }
        return folder;
    }

    private static void run(Path folder, String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(Arrays.asList(args));
        Process p = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile()).start();
        assertThat(p.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(p.exitValue()).as(String.join(" ", command)).isZero();
    }

    static int freePort() throws IOException {
        try (ServerSocket s = new ServerSocket(0)) {
            return s.getLocalPort();
        }
    }

    /// Starts it.
    ///
    /// @param more further words for `openssl s_server`
    static SyslogPeer start(Path certificates, int port, String certificate, String... more) throws Exception {
        Path received = certificates.resolve("received-" + System.nanoTime());
        List<String> command = new ArrayList<>(List.of(
                "openssl", "s_server", "-accept", Integer.toString(port), "-cert", certificate + ".pem", "-key",
                certificate + ".key", "-quiet"));
        command.addAll(Arrays.asList(more));
        Process p = new ProcessBuilder(command)
                .directory(certificates.toFile())
                .redirectOutput(received.toFile())
                .redirectError(certificates.resolve("server.log").toFile())
                .start();
        SyslogPeer peer = new SyslogPeer(port, received, p);
        peer.awaitListening();
        return peer;
    }

    private void awaitListening() throws Exception {
        for (int i = 0; i < 200; i++) {
            try (Socket s = new Socket("localhost", port)) {
                assertThat(s.isConnected()).isTrue();
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("the collector does not listen");
    }

    /// How a store reaches it.
    static Collector settings(Path certificates, int port, boolean client) throws IOException {
        Optional<Collector.ClientKey> key = client
                ? Optional.of(new Collector.ClientKey(
                        Files.readString(certificates.resolve("client.pem")),
                        Files.readString(certificates.resolve("client.key"))))
                : Optional.empty();
        return new Collector("localhost", port, Files.readString(certificates.resolve("ca.pem")), key);
    }

    /// The lines it received, taken apart by the length in front of each (RFC 5425).
    List<String> lines() throws Exception {
        byte[] all = Files.readAllBytes(received);
        List<String> out = new ArrayList<>();
        int at = 0;
        while (at < all.length) {
            int n = 0;
            for (; all[at] != ' '; at++) {
                assertThat((char) all[at]).isBetween('0', '9');
                n = 10 * n + all[at] - '0';
            }
            at++;
            out.add(new String(all, at, n, StandardCharsets.UTF_8));
            at += n;
        }
        return out;
    }

    @Override
    public void close() {
        server.destroyForcibly();
        server.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
