package loupe.exchange.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.core.work.UntilClosed;
import loupe.exchange.node.Hl7Parties;
import loupe.exchange.node.MllpAddress;
import loupe.exchange.node.TlsTerms;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;
import loupe.exchange.result.Results;
import loupe.exchange.tls.TlsContext;
import loupe.exchange.web.Certificates;
import loupe.exchange.web.OrthancWeb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// MLLP with receivers that answer late, wrongly or not at all: each has one copy in the end, or the sender says why not.
@Timeout(20)
class ResultSenderTest {
    private static final byte[] MESSAGE =
            OruMessage.of(Results.verified(), new Hl7Parties("LOUPE", "A", "RIS", "B", false));
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    /// A receiver that keeps accepted messages by their control id, as the standard asks of one.
    private static final class Receiver implements AutoCloseable {
        private final ServerSocket server;
        private final Set<String> accepted = ConcurrentHashMap.newKeySet();
        private final List<String> came = new CopyOnWriteArrayList<>();
        private final List<Socket> open = new CopyOnWriteArrayList<>();

        interface Script {
            void answer(int copy, OutputStream out, Runnable accept) throws Exception;
        }

        Receiver(ServerSocket server, Script script) {
            this.server = server;
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Socket s = server.accept();
                        open.add(s);
                        Thread.ofVirtual().start(() -> serve(s, script));
                    }
                } catch (IOException e) {
                    // Closed.
                }
            });
        }

        static Receiver plain(Script script) throws IOException {
            return new Receiver(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), script);
        }

        private void serve(Socket s, Script script) {
            try (s) {
                InputStream in = new BufferedInputStream(s.getInputStream());
                String message = new String(MllpFrame.read(in, 1 << 20), StandardCharsets.UTF_8);
                came.add(message);
                script.answer(came.size(), s.getOutputStream(), () -> accepted.add(message.split("\\|", -1)[9]));
            } catch (Exception e) {
                // The sender may go.
            }
        }

        MllpAddress address(Optional<TlsTerms> tls) {
            return new MllpAddress("localhost", server.getLocalPort(), tls);
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket s : open) {
                s.close();
            }
        }
    }

    private static void say(OutputStream out, String code, String id) throws IOException {
        out.write(MllpFrame.of(("MSH|^~\\&|RIS|B|LOUPE|A|20261201||ACK|9|P|2.5.1\rMSA|" + code + "|" + id
                + "\r").getBytes(StandardCharsets.UTF_8)));
        out.flush();
    }

    private static Retries retries(int tries, Duration answer, List<Duration> paused) {
        return new Retries(Duration.ofSeconds(2), answer, Duration.ofSeconds(10), tries, (t, c) -> paused.add(t));
    }

    private static ResultSender.Accepted send(Receiver r, Retries retries) throws IOException {
        return new ResultSender(r.address(Optional.empty()), retries).send(MESSAGE, "L-1", JobContext.unattended());
    }

    @Test
    void an_accepted_message_is_sent_once() throws Exception {
        try (Receiver r = Receiver.plain((n, out, accept) -> {
            accept.run();
            say(out, "AA", "L-1");
        })) {
            assertThat(send(r, retries(5, Duration.ofSeconds(5), new CopyOnWriteArrayList<>())).tries()).isEqualTo(1);
            assertThat(r.came).containsExactly(new String(MESSAGE, StandardCharsets.UTF_8));
        }
    }

    @Test
    void an_error_is_tried_again_with_the_same_id_and_growing_pauses() throws Exception {
        List<Duration> paused = new CopyOnWriteArrayList<>();
        try (Receiver r = Receiver.plain((n, out, accept) -> {
            if (n == 4) {
                accept.run();
            }
            say(out, n < 4 ? "AE" : "AA", "L-1");
        })) {
            assertThat(send(r, retries(5, Duration.ofSeconds(5), paused)).tries()).isEqualTo(4);
            assertThat(paused).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40));
            assertThat(r.accepted).containsExactly("L-1");
            assertThat(r.came).hasSize(4).allMatch(r.came.getFirst()::equals);
        }
    }

    @Test
    void silence_is_tried_again() throws Exception {
        try (Receiver r = Receiver.plain((n, out, accept) -> {
            if (n == 1) {
                NEVER.await();
            }
            accept.run();
            say(out, "AA", "L-1");
        })) {
            assertThat(send(r, retries(3, Duration.ofMillis(200), new CopyOnWriteArrayList<>())).tries()).isEqualTo(2);
            assertThat(r.accepted).hasSize(1);
        }
    }

    @Test
    void an_answer_within_the_time_is_waited_for_and_one_copy_is_sent() throws Exception {
        // 60 s of 90, in the tests' scale.
        CountDownLatch late = new CountDownLatch(1);
        try (Receiver r = Receiver.plain((n, out, accept) -> {
            accept.run();
            late.await(600, TimeUnit.MILLISECONDS);
            say(out, "AA", "L-1");
        })) {
            assertThat(send(r, retries(3, Duration.ofSeconds(9), new CopyOnWriteArrayList<>())).tries()).isEqualTo(1);
            assertThat(r.came).hasSize(1);
        }
    }

    @Test
    void a_receiver_that_took_it_and_answered_too_late_has_one_copy_by_its_id() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        try (Receiver r = Receiver.plain((n, out, accept) -> {
            accept.run();
            if (n == 1) {
                second.await();
            } else {
                second.countDown();
            }
            say(out, "AA", "L-1");
        })) {
            assertThat(send(r, retries(3, Duration.ofMillis(200), new CopyOnWriteArrayList<>())).tries()).isEqualTo(2);
            assertThat(r.came).hasSize(2);
            assertThat(r.accepted).containsExactly("L-1");
        }
    }

    @Test
    void a_rejected_message_is_not_tried_again() throws Exception {
        try (Receiver r = Receiver.plain((n, out, accept) -> say(out, "AR", "L-1"))) {
            assertThatThrownBy(() -> send(r, retries(5, Duration.ofSeconds(5), new CopyOnWriteArrayList<>())))
                    .isInstanceOfSatisfying(PeerException.class, e -> assertThat(e.why()).isEqualTo(Why.REFUSED));
            assertThat(r.came).hasSize(1);
        }
    }

    @Test
    void an_answer_to_another_message_is_passed_over() throws Exception {
        try (Receiver r = Receiver.plain((n, out, accept) -> {
            say(out, "AA", "L-0");
            say(out, "AE", "L-1");
        })) {
            assertThatThrownBy(() -> send(r, retries(1, Duration.ofSeconds(5), new CopyOnWriteArrayList<>())))
                    .isInstanceOfSatisfying(PeerException.class, e -> assertThat(e.why()).isEqualTo(Why.FAILED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "HTTP/1.1 400 Bad Request\r\n\r\n", "\u000bMSH|^~\\&|\rMSA|AA|L-1", "\u000bMSH|^~\\&|x\r\u001c\r",
                "\u000bMSH|^~\\&|\rMSA|YES|L-1\r\u001c\r",
        "\u000b\u001c\r", "\u000bMSA|AA|L-1\r\u001c\r"
    })
    void an_answer_that_is_none_is_no_acceptance(String answer) throws Exception {
        try (Receiver r = Receiver.plain((n, out, accept) -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1)))) {
            assertThatThrownBy(() -> send(r, retries(2, Duration.ofSeconds(5), new CopyOnWriteArrayList<>())))
                    .isInstanceOfSatisfying(PeerException.class, e -> {
                        assertThat(e.why()).isIn(Why.PROTOCOL, Why.ABORTED);
                        assertThat(e.getMessage()).endsWith(".").doesNotContain("4711").doesNotContain("ller");
                    });
            assertThat(r.came).hasSize(2);
        }
    }

    @Test
    void an_answer_without_end_is_ended() {
        InputStream endless = new InputStream() {
            private boolean begun;

            @Override
            public int read() {
                int b = begun ? 'x' : 0x0b;
                begun = true;
                return b;
            }
        };
        assertThatThrownBy(() -> MllpFrame.read(endless, 1000)).isInstanceOf(MllpException.class).hasMessageContaining("1000");
    }

    @Test
    void what_ends_a_frame_is_both_bytes_together() throws Exception {
        byte[] message = {1, 0x1c, 2, 0x1c, 0x1c, 3, 0x0d};

        assertThat(MllpFrame.read(new ByteArrayInputStream(MllpFrame.of(message)), 100)).isEqualTo(message);
    }

    @Test
    void nobody_listens() throws Exception {
        MllpAddress nobody = new MllpAddress("localhost", OrthancWeb.freePort(), Optional.empty());
        assertThatThrownBy(() -> new ResultSender(nobody, retries(2, Duration.ofSeconds(1), new CopyOnWriteArrayList<>()))
                        .send(MESSAGE, "L-1", JobContext.unattended()))
                .isInstanceOfSatisfying(PeerException.class, e -> assertThat(e.why()).isEqualTo(Why.UNREACHABLE));
    }

    @Test
    void a_cancel_is_heard_within_200_milliseconds() throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        long[] cancelled = new long[1];
        try (Receiver r = Receiver.plain((n, out, accept) -> {
                    there.countDown();
                    NEVER.await();
                });
                UntilClosed context = new UntilClosed()) {
            Runnable cancel = context::close;
            Thread.ofVirtual().start(() -> {
                try {
                    there.await();
                } catch (InterruptedException e) {
                    return;
                }
                cancelled[0] = System.nanoTime();
                cancel.run();
            });
            assertThatThrownBy(() -> new ResultSender(
                                    r.address(Optional.empty()), retries(2, Duration.ofSeconds(15), new CopyOnWriteArrayList<>()))
                            .send(MESSAGE, "L-1", context))
                    .isInstanceOf(CancelledException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - cancelled[0])).isLessThan(Duration.ofMillis(200));
        }
    }

    @Test
    void tls_is_kept_to_its_terms(@TempDir Path temp) throws Exception {
        Certificates c = Certificates.make(temp);
        TlsContext tls = TlsContext.of(c.terms("server", "ca", false));
        SSLServerSocket server = (SSLServerSocket) tls.context().getServerSocketFactory().createServerSocket(0, 10,
                InetAddress.getLoopbackAddress());
        server.setSSLParameters(tls.ofServer());
        try (Receiver r = new Receiver(server, (n, out, accept) -> say(out, "AA", "L-1"))) {
            Retries once = retries(1, Duration.ofSeconds(5), new CopyOnWriteArrayList<>());
            ResultSender trusted = new ResultSender(r.address(Optional.of(c.terms("client", "ca", false))), once);
            ResultSender stranger = new ResultSender(r.address(Optional.of(c.terms("client", "other-ca", false))), once);

            assertThat(trusted.send(MESSAGE, "L-1", JobContext.unattended()).tries()).isEqualTo(1);
            assertThatThrownBy(() -> stranger.send(MESSAGE, "L-1", JobContext.unattended()))
                    .isInstanceOfSatisfying(PeerException.class, e -> assertThat(e.why()).isEqualTo(Why.UNTRUSTED));
        }
    }
}
