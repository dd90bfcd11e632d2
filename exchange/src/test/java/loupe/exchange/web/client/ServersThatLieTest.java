package loupe.exchange.web.client;

import static loupe.exchange.web.ScriptedServer.raw;
import static loupe.exchange.web.ScriptedServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import loupe.core.dicom.DataSet;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.core.work.UntilClosed;
import loupe.exchange.node.WebAddress;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.peer.Wanted;
import loupe.exchange.web.GeneratedCt;
import loupe.exchange.web.KeptInMemory;
import loupe.exchange.web.LongInstance;
import loupe.exchange.web.OrthancWeb;
import loupe.exchange.web.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Servers that lie, byte by byte: each ends in its time with the reason it should have.
class ServersThatLieTest {
    private static final String STUDY = "2.25.66001";
    private static final WebLimits SHORT =
            new WebLimits(Duration.ofSeconds(2), Duration.ofMillis(600), Duration.ofMillis(600), 1 << 20);
    private static final List<GeneratedCt.Sent> SLICES = GeneratedCt.series(STUDY, "A^Secret Name", 2, 64);
    private static final String RELATED = "multipart/related; type=\"application/dicom\"; boundary=\"b\"";
    private static final String JSON = "application/dicom+json";
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private static byte[] parts(String boundary) {
        return ScriptedServer.parts(boundary, SLICES.stream().map(GeneratedCt.Sent::bytes).toList());
    }

    /// What is asked of a liar.
    private enum Asked {
        FIND,
        FETCH,
        SEND
    }

    private enum Liar {
        THE_BOUNDARY_NEVER_COMES(Asked.FETCH, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                raw(out, "HTTP/1.1 200 OK\r\nContent-Type: " + RELATED + "\r\n\r\n");
                endless(out, "x");
            }
        },
        A_PART_DOES_NOT_END(Asked.FETCH, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                raw(out, "HTTP/1.1 200 OK\r\nContent-Type: " + RELATED + "\r\n\r\n--b\r\nContent-Type: application/dicom\r\n\r\n");
                out.write(SLICES.getFirst().bytes());
                endless(out, "x");
            }
        },
        TEN_GIGABYTES_ARE_PROMISED(Asked.FETCH, Why.ABORTED) {
            @Override
            void answer(OutputStream out) throws Exception {
                raw(out, "HTTP/1.1 200 OK\r\nContent-Type: " + RELATED + "\r\nContent-Length: 10000000000\r\n\r\n");
                out.write(Arrays.copyOf(parts("b"), 4000));
            }
        },
        HEADERS_OF_A_PART_DO_NOT_END(Asked.FETCH, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                raw(out, "HTTP/1.1 200 OK\r\nContent-Type: " + RELATED + "\r\n\r\n--b\r\n");
                endless(out, "A: b\r\n");
            }
        },
        HEADERS_OF_HTTP_DO_NOT_END(Asked.FETCH, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                raw(out, "HTTP/1.1 200 OK\r\n");
                endless(out, "A: b\r\n");
            }
        },
        A_CHUNK_IS_SHORTER_THAN_IT_SAYS(Asked.FETCH, Why.ABORTED) {
            @Override
            void answer(OutputStream out) throws Exception {
                raw(out, "HTTP/1.1 200 OK\r\nContent-Type: " + RELATED + "\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n");
                out.write(parts("b"));
            }
        },
        A_CHUNK_HAS_NO_LENGTH(Asked.FETCH, Why.ABORTED) {
            @Override
            void answer(OutputStream out) throws Exception {
                raw(out, "HTTP/1.1 200 OK\r\nContent-Type: " + RELATED + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
                out.write(parts("b"));
            }
        },
        THE_BOUNDARY_IS_ANOTHER(Asked.FETCH, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                say(out, "200 OK", RELATED, parts("another"));
            }
        },
        THERE_IS_NO_BOUNDARY(Asked.FETCH, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                say(out, "200 OK", "multipart/related; type=\"application/dicom\"", parts("b"));
            }
        },
        IT_COMPRESSES_UNASKED(Asked.FETCH, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                say(out, "200 OK", RELATED + "\r\nContent-Encoding: gzip", parts("b"));
            }
        },
        IT_ENDS_MIDWAY(Asked.FETCH, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                raw(out, "HTTP/1.1 200 OK\r\nContent-Type: " + RELATED + "\r\n\r\n");
                out.write(Arrays.copyOf(parts("b"), 9000));
            }
        },
        A_PART_IS_NO_FILE(Asked.FETCH, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                say(out, "200 OK", RELATED, ScriptedServer.parts("b", List.of(new byte[500])));
            }
        },
        A_FILE_HAS_ENDLESS_META_INFORMATION(Asked.FETCH, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                byte[] f = SLICES.getFirst().bytes().clone();
                // (0002,0001) OB, whose length is at 132 + 12 + 8.
                f[152] = (byte) 0xff;
                f[153] = (byte) 0xff;
                f[154] = (byte) 0xff;
                f[155] = 0x7f;
                say(out, "200 OK", RELATED, ScriptedServer.parts("b", List.of(f)));
            }
        },
        IT_STOPS_WITHIN_A_PART(Asked.FETCH, Why.TIMEOUT) {
            @Override
            void answer(OutputStream out) throws Exception {
                raw(out, "HTTP/1.1 200 OK\r\nContent-Type: " + RELATED + "\r\nContent-Length: 1000000\r\n\r\n");
                out.write(Arrays.copyOf(parts("b"), 5000));
                out.flush();
                NEVER.await();
            }
        },
        IT_DOES_NOT_ANSWER(Asked.FIND, Why.TIMEOUT) {
            @Override
            void answer(OutputStream out) throws Exception {
                NEVER.await();
            }
        },
        IT_SENDS_TO_ANOTHER_HOST(Asked.FIND, Why.FAILED) {
            @Override
            void answer(OutputStream out) throws Exception {
                raw(out, "HTTP/1.1 302 Found\r\nLocation: http://localhost:1/elsewhere\r\nContent-Length: 0\r\n\r\n");
            }
        },
        IT_SENDS_IN_A_CIRCLE(Asked.FIND, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                raw(out, "HTTP/1.1 301 Moved\r\nLocation: /web/again\r\nContent-Length: 0\r\n\r\n");
            }
        },
        HALF_OF_JSON(Asked.FIND, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                say(out, "200 OK", JSON, "[{\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alph");
            }
        },
        DEEP_JSON(Asked.FIND, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                say(out, "200 OK", JSON, "{\"00101002\":{\"vr\":\"SQ\",\"Value\":[".repeat(50_000));
            }
        },
        ENDLESS_JSON(Asked.FIND, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                raw(out, "HTTP/1.1 200 OK\r\nContent-Type: " + JSON + "\r\n\r\n[");
                endless(out, "{},");
            }
        },
        A_PAGE_TO_LOG_IN(Asked.FIND, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                say(out, "200 OK", "text/html", "<html>log in</html>");
            }
        },
        ANOTHER_PROTOCOL(Asked.FIND, Why.PROTOCOL) {
            @Override
            void answer(OutputStream out) throws Exception {
                raw(out, "SSH-2.0-OpenSSH_9.2\r\n");
            }
        },
        TLS_IN_PLAIN_WORDS(Asked.FIND, Why.PLAIN_AGAINST_TLS) {
            @Override
            void answer(OutputStream out) throws Exception {
                say(out, "400 Bad Request", "text/html", "<h1>The plain HTTP request was sent to HTTPS port</h1>");
            }
        },
        IT_ENDS_AT_ONCE(Asked.SEND, Why.ABORTED) {
            @Override
            void answer(OutputStream out) {}
        },
        ITS_ANSWER_TO_A_STORE_IS_CUT(Asked.SEND, Why.ABORTED) {
            @Override
            void answer(OutputStream out) throws Exception {
                raw(out, "HTTP/1.1 200 OK\r\nContent-Type: " + JSON + "\r\nContent-Length: 5000\r\n\r\n{\"00081199\":{");
            }
        };

        private final Asked asked;
        private final Why why;

        Liar(Asked asked, Why why) {
            this.asked = asked;
            this.why = why;
        }

        abstract void answer(OutputStream out) throws Exception;

        static void endless(OutputStream out, String what) throws IOException {
            byte[] much = what.repeat(1000).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                out.write(much);
            }
        }
    }

    private static WebPeer peer(URI root) {
        WebAddress address = new WebAddress(
                root, root, root, new WebAddress.Login.Bearer("a-token"), Map.of("X-Site", "here"), Optional.empty());
        return new WebPeer(address, SHORT, RandomGenerator.of("L64X128MixRandom"));
    }

    @ParameterizedTest
    @EnumSource(Liar.class)
    @Timeout(10)
    void is_found_out_in_time_and_named(Liar liar) throws Exception {
        KeptInMemory kept = new KeptInMemory();
        // How many instances there are is asked first, and answered with nothing.
        try (ScriptedServer server = ScriptedServer.start((r, out) -> {
                    if (liar.asked == Asked.FETCH && r.target().contains("limit=")) {
                        raw(out, "HTTP/1.1 204 No Content\r\n\r\n");
                    } else {
                        liar.answer(out);
                    }
                });
                WebPeer peer = peer(server.root())) {
            assertThatThrownBy(() -> ask(liar.asked, peer, kept)).isInstanceOfSatisfying(PeerException.class, e -> {
                assertThat(e.why()).as(e.getMessage()).isEqualTo(liar.why);
                assertThat(e.getMessage()).endsWith(".").doesNotContain("Secret").doesNotContain(STUDY).doesNotContain("a-token");
            });
            assertThat(kept.files.keySet()).isSubsetOf(SLICES.stream().map(GeneratedCt.Sent::uid).toList());
        }
    }

    private static void ask(Asked asked, WebPeer peer, KeptInMemory kept) throws IOException {
        switch (asked) {
            case FIND -> peer.find(QueryLevel.STUDY, DataSet.empty(), 10, JobContext.unattended());
            case FETCH -> peer.retrieve(Wanted.study(STUDY), kept, JobContext.unattended());
            case SEND -> peer.send(SLICES, JobContext.unattended());
        }
    }

    @Test
    void nobody_listens() throws Exception {
        try (WebPeer peer = peer(URI.create("http://127.0.0.1:" + OrthancWeb.freePort()))) {
            assertThatThrownBy(() -> peer.verify(JobContext.unattended()))
                    .isInstanceOfSatisfying(PeerException.class, e -> assertThat(e.why()).isEqualTo(Why.UNREACHABLE));
        }
    }

    @Test
    void nobody_knows_the_host() throws Exception {
        try (WebPeer peer = peer(URI.create("http://nowhere.invalid/web"))) {
            assertThatThrownBy(() -> peer.verify(JobContext.unattended()))
                    .isInstanceOfSatisfying(PeerException.class, e -> assertThat(e.why()).isEqualTo(Why.UNREACHABLE));
        }
    }

    @Test
    void a_login_never_goes_to_another_host() throws Exception {
        try (ScriptedServer other = ScriptedServer.start((r, out) -> say(out, "200 OK", JSON, "[]"));
                ScriptedServer server = ScriptedServer.start((r, out) -> raw(
                        out, "HTTP/1.1 307 Go\r\nLocation: " + other.root() + "/studies\r\nContent-Length: 0\r\n\r\n"));
                WebPeer peer = peer(server.root())) {
            for (Asked a : Asked.values()) {
                assertThatThrownBy(() -> ask(a, peer, new KeptInMemory())).isInstanceOf(PeerException.class);
            }

            assertThat(server.requests).isNotEmpty().allMatch(r -> "Bearer a-token".equals(r.headers().get("authorization")));
            assertThat(other.requests).isEmpty();
        }
    }

    /// Waits for an answer that does not come; cancelled once the request is there.
    @ParameterizedTest
    @EnumSource(Asked.class)
    @Timeout(10)
    void a_cancel_is_heard_within_200_milliseconds(Asked asked) throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        WebLimits patient = new WebLimits(Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofSeconds(9), 1 << 20);
        long[] cancelled = new long[1];
        try (ScriptedServer server = ScriptedServer.start((r, out) -> {
                    if (asked == Asked.FETCH) {
                        raw(out, "HTTP/1.1 200 OK\r\nContent-Type: " + RELATED + "\r\nContent-Length: 1000000\r\n\r\n");
                        out.flush();
                    }
                    there.countDown();
                    NEVER.await();
                });
                UntilClosed context = new UntilClosed();
                WebPeer peer = new WebPeer(
                        WebAddress.at(server.root(), new WebAddress.Login.None(), Optional.empty()),
                        patient,
                        RandomGenerator.of("L64X128MixRandom"))) {
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
            assertThatThrownBy(() -> {
                        switch (asked) {
                            case FIND -> peer.find(QueryLevel.STUDY, DataSet.empty(), 10, context);
                            case FETCH -> peer.retrieve(Wanted.study(STUDY), new KeptInMemory(), context);
                            case SEND -> peer.send(SLICES, context);
                        }
                    })
                    .isInstanceOf(CancelledException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - cancelled[0])).isLessThan(Duration.ofMillis(200));
        }
    }

    @Test
    @Timeout(10)
    void a_server_that_does_not_read_what_it_is_sent_is_given_up() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                WebPeer peer = peer(URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/web"))) {
            assertThatThrownBy(() -> peer.send(List.of(new LongInstance(2L << 30)), JobContext.unattended()))
                    .isInstanceOfSatisfying(PeerException.class, e -> assertThat(e.why()).isEqualTo(Why.TIMEOUT));
        }
    }
}
