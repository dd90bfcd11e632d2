package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A site's collector, which is `openssl s_server`, settled and served on the command line: commands deliver by themselves
/// what they and earlier ones logged, before their process ends.
class AuditMessagesTest {
    private static final Pattern SEQUENCE = Pattern.compile("\\[loupe@32473 log=\"[0-9a-f]{32}\" seq=\"(\\d+)\"");

    @TempDir
    Path folder;

    private void openssl(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(args));
        Process p = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("openssl.log").toFile())
                .start();
        assertThat(p.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(p.exitValue()).isZero();
    }

    private Process collector(int port, Path received) throws Exception {
        Process p = new ProcessBuilder(
                        "openssl", "s_server", "-accept", Integer.toString(port), "-cert", "own.pem", "-key", "own.key",
                        "-tls1_3", "-quiet")
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(received.toFile()))
                .redirectError(folder.resolve("server.log").toFile())
                .start();
        for (int i = 0; i < 200; i++) {
            try (Socket s = new Socket("localhost", port)) {
                assertThat(s.isConnected()).isTrue();
                return p;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("the collector does not listen");
    }

    private static List<Long> sequences(Path received) throws IOException {
        Matcher m = SEQUENCE.matcher(Files.readString(received, StandardCharsets.UTF_8));
        List<Long> out = new ArrayList<>();
        while (m.find()) {
            out.add(Long.parseLong(m.group(1)));
        }
        return out;
    }

    private static Loupe.Answer well(Loupe.Answer a) {
        assertThat(a.exit()).as(a.toString()).isZero();
        return a;
    }

    @Test
    void leave_with_every_command_and_wait_while_the_collector_is_dead() throws Exception {
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "own.key",
                "-out", "own.pem", "-subj", "/CN=collector", "-addext", "subjectAltName=DNS:localhost", "-days", "2");
        int port;
        try (ServerSocket s = new ServerSocket(0)) {
            port = s.getLocalPort();
        }
        Path received = Files.createFile(folder.resolve("received"));
        Loupe loupe = new Loupe(folder.resolve("person"));
        Path empty = Files.createDirectories(folder.resolve("in"));
        Files.writeString(empty.resolve("notes.dcm"), "no DICOM");
        loupe.process("import", empty.toString());
        well(loupe.process(
                "audit", "collector", "--host", "localhost", "--port", Integer.toString(port), "--trust",
                folder.resolve("own.pem").toString()));

        Process alive = collector(port, received);
        try {
            well(loupe.process("list"));
            assertThat(sequences(received)).isNotEmpty();
        } finally {
            alive.destroyForcibly();
            alive.waitFor();
        }
        well(loupe.process("list"));
        assertThat(well(loupe.process("audit", "outbox")).out()).containsPattern("[1-9][0-9]* waiting, the oldest since 20");
        Loupe.Answer refused = loupe.process("audit", "send");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.faults()).hasSize(1).first().asString().contains("they stay and are sent later");

        Process again = collector(port, received);
        try {
            well(loupe.process("audit", "send"));
        } finally {
            again.destroyForcibly();
            again.waitFor();
        }
        // A line may come twice, by RFC 5425's lack of a receipt; none may be missing.
        List<Long> all = sequences(received).stream().distinct().toList();
        assertThat(all)
                .as("every record, in order")
                .containsExactlyElementsOf(LongStream.rangeClosed(all.getFirst(), all.getLast()).boxed().toList());
    }
}
