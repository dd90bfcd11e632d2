package loupe.exchange.web.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import loupe.core.work.JobContext;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.instance.InstanceSink.Taken;
import loupe.exchange.node.TlsTerms;
import loupe.exchange.node.WebAddress;
import loupe.exchange.node.WebAddress.Login;
import loupe.exchange.peer.Delivered;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;
import loupe.exchange.web.Certificates;
import loupe.exchange.web.GeneratedCt;
import loupe.exchange.web.KeptInMemory;
import loupe.exchange.web.OrthancWeb;
import loupe.exchange.web.ScriptedServer;
import loupe.exchange.web.client.WebLimits;
import loupe.exchange.web.client.WebPeer;
import loupe.exchange.web.instance.StoreResponse;
import loupe.exchange.web.instance.StoreResponse.Outcome;
import loupe.exchange.web.json.BulkSource;
import loupe.exchange.web.json.DicomJson;
import loupe.exchange.web.json.JsonBounds;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The receiver of STOW-RS, with curl, our own client and senders that misbehave.
@Timeout(60)
class ReceivingByStowTest {
    private static final String STUDY = "2.25.44001";
    private static final List<GeneratedCt.Sent> SLICES = GeneratedCt.series(STUDY, "A^B", 3, 64);
    private static final byte[] BODY =
            ScriptedServer.parts("b", SLICES.stream().map(GeneratedCt.Sent::bytes).toList());
    private static final String RELATED = "multipart/related; type=\"application/dicom\"; boundary=b";

    private static final WebLimits LIMITS =
            new WebLimits(Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(20), 1 << 20);

    @TempDir
    Path temp;

    private static ReceiverTerms terms(Login login, Optional<TlsTerms> tls, int bodies, long bytes) {
        return new ReceiverTerms(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "/dicom-web", login, tls, bodies, bytes,
                        Duration.ofMillis(500));
    }

    private static WebReceiver open(InstanceSink sink) throws IOException {
        return WebReceiver.start(terms(new Login.None(), Optional.empty(), 2, 1 << 20), sink);
    }

    /// What a client of HTTP that is not ours was answered.
    private record Answered(int status, byte[] body) {
        Map<String, Outcome> outcomes() throws IOException {
            return StoreResponse.outcomes(
                    DicomJson.read(new ByteArrayInputStream(body), JsonBounds.USUAL, BulkSource.none()).getFirst());
        }
    }

    /// curl; its exit is the status where it got no answer, as a negative number.
    private Answered curl(byte[] body, String url, String... more) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "skipped: no curl is installed");
        Path in = Files.write(temp.resolve("body"), body);
        Path out = temp.resolve("answer");
        Files.deleteIfExists(out);
        List<String> command = new ArrayList<>(List.of("curl", "-s", "--max-time", "20", "-o", out.toString(), "-w", "%{http_code}"));
        command.addAll(Arrays.asList(more));
        if (!command.contains("-X")) {
            command.addAll(List.of("-H", "Expect:", "--data-binary", "@" + in));
        }
        command.add(url);
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        String status = new String(p.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        int exit = p.waitFor();
        return exit == 0
                ? new Answered(Integer.parseInt(status), Files.exists(out) ? Files.readAllBytes(out) : new byte[0])
                : new Answered(-exit, new byte[0]);
    }

    private static String url(WebReceiver r, String path) {
        return "http://127.0.0.1:" + r.port() + "/dicom-web" + path;
    }

    private static WebPeer peer(WebReceiver r, String scheme, Login login, Optional<TlsTerms> tls) {
        return new WebPeer(
                WebAddress.at(URI.create(scheme + "://localhost:" + r.port() + "/dicom-web"), login, tls),
                LIMITS,
                RandomGenerator.of("L64X128MixRandom"));
    }

    @Test
    void what_curl_sends_is_kept_as_it_was_and_named_in_the_answer() throws Exception {
        KeptInMemory kept = new KeptInMemory();
        try (WebReceiver r = open(kept)) {
            Answered a = curl(BODY, url(r, "/studies"), "-H", "Content-Type: " + RELATED, "-H", "Accept: application/dicom+json");

            assertThat(a.status()).isEqualTo(200);
            assertThat(a.outcomes()).hasSize(3).allSatisfy((uid, o) -> assertThat(o).isEqualTo(new Outcome(true, "")));
        }
        for (GeneratedCt.Sent s : SLICES) {
            assertThat(kept.files.get(s.uid())).isEqualTo(s.bytes());
        }
    }

    @Test
    void a_hundred_slices_of_our_own_client_arrive_with_their_pixels() throws Exception {
        List<GeneratedCt.Sent> many = GeneratedCt.series("2.25.44002", "A^B", 100, 64);
        KeptInMemory kept = new KeptInMemory();
        try (WebReceiver r = open(kept);
                WebPeer peer = peer(r, "http", new Login.None(), Optional.empty())) {
            assertThat(peer.send(many, JobContext.unattended())).hasSize(100).allMatch(Delivered::stored);
        }
        assertThat(kept.files).hasSize(100);
        for (GeneratedCt.Sent s : many) {
            assertThat(GeneratedCt.pixels(kept.files.get(s.uid()))).isEqualTo(GeneratedCt.pixels(s.bytes()));
        }
    }

    @Test
    void the_answer_says_of_each_what_the_sink_said() throws Exception {
        AtomicInteger n = new AtomicInteger();
        InstanceSink sink = (head, from, file) -> switch (n.getAndIncrement()) {
            case 0 -> Taken.STORED;
            case 1 -> Taken.refused("no");
            default -> throw new IOException("disk full");
        };
        try (WebReceiver r = open(sink)) {
            Answered a = curl(BODY, url(r, "/studies"), "-H", "Content-Type: " + RELATED);

            assertThat(a.status()).isEqualTo(202);
            assertThat(a.outcomes().get(SLICES.get(0).uid()).stored()).isTrue();
            assertThat(a.outcomes().get(SLICES.get(1).uid()).why()).contains("C000H");
            assertThat(a.outcomes().get(SLICES.get(2).uid()).why()).contains("A700H");
            assertThat(new String(a.body(), StandardCharsets.UTF_8)).doesNotContain("disk");
        }
    }

    @Test
    void none_kept_is_409_and_so_is_another_study_which_the_sink_never_sees() throws Exception {
        KeptInMemory kept = new KeptInMemory();
        try (WebReceiver refusing = open((head, from, file) -> Taken.later("full"));
                WebReceiver r = open(kept)) {
            assertThat(curl(BODY, url(refusing, "/studies"), "-H", "Content-Type: " + RELATED).status()).isEqualTo(409);

            Answered other = curl(BODY, url(r, "/studies/1.2.3"), "-H", "Content-Type: " + RELATED);
            assertThat(other.status()).isEqualTo(409);
            assertThat(other.outcomes().values()).allMatch(o -> o.why().contains("0110H"));
            assertThat(kept.files).isEmpty();

            assertThat(curl(BODY, url(r, "/studies/" + STUDY), "-H", "Content-Type: " + RELATED).status()).isEqualTo(200);
            assertThat(kept.files.get(SLICES.get(2).uid())).isEqualTo(SLICES.get(2).bytes());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "multipart/form-data; boundary=b#/studies#*/*#415",
        "multipart/related; boundary=b#/studies#*/*#415",
        "multipart/related; type=\"application/dicom+json\"; boundary=b#/studies#*/*#415",
        "multipart/related; type=\"application/dicom\"#/studies#*/*#415",
        "application/dicom#/studies#*/*#415",
        "multipart/related; type=\"application/dicom\"; boundary=b#/studies#application/dicom+xml#406",
        "multipart/related; type=\"application/dicom\"; boundary=b#/series#*/*#404",
        "multipart/related; type=\"application/dicom\"; boundary=b#/studies/../../etc#*/*#404",
        "multipart/related; type=\"application/dicom\"; boundary=b#/studies/1.2/series#*/*#404",
        "multipart/related; type=\"application/dicom\"; boundary=other#/studies#*/*#400"
    })
    void what_it_does_not_take_is_refused_with_its_status(String type, String path, String accept, int status) throws Exception {
        KeptInMemory kept = new KeptInMemory();
        try (WebReceiver r = open(kept)) {
            Answered a = curl(BODY, url(r, path), "--path-as-is", "-H", "Content-Type: " + type, "-H", "Accept: " + accept);

            assertThat(a.status()).isEqualTo(status);
            assertThat(kept.files).isEmpty();
        }
    }

    @Test
    void nothing_can_be_asked_of_it() throws Exception {
        try (WebReceiver r = open(new KeptInMemory())) {
            assertThat(curl(new byte[0], url(r, "/studies"), "-X", "GET").status()).isEqualTo(405);
            assertThat(curl(new byte[0], url(r, "/studies/1.2/series/1"), "-X", "GET").status()).isEqualTo(404);
        }
    }

    @Test
    void a_body_with_rubbish_among_its_parts_keeps_the_good_ones() throws Exception {
        KeptInMemory kept = new KeptInMemory();
        byte[] mixed = ScriptedServer.parts("b", List.of(new byte[900], SLICES.get(0).bytes(), "x".getBytes(StandardCharsets.US_ASCII)));
        try (WebReceiver r = open(kept)) {
            assertThat(curl(mixed, url(r, "/studies"), "-H", "Content-Type: " + RELATED).status()).isEqualTo(202);
            assertThat(curl(Arrays.copyOf(BODY, 12_000), url(r, "/studies"), "-H", "Content-Type: " + RELATED).status())
                    .as("cut short after its first instance")
                    .isEqualTo(202);
            assertThat(kept.files).containsOnlyKeys(SLICES.get(0).uid());
        }
    }

    @Test
    void a_body_beyond_its_bound_is_ended() throws Exception {
        byte[] two = ScriptedServer.parts("b", List.of(new byte[2 << 20]));
        try (WebReceiver r = open(new KeptInMemory())) {
            assertThat(curl(two, url(r, "/studies"), "-H", "Content-Type: " + RELATED).status()).isIn(413, -55, -56);
            assertThat(curl(BODY, url(r, "/studies"), "-H", "Content-Type: " + RELATED).status()).isEqualTo(200);
        }
    }

    @Test
    void a_login_is_asked_for_where_it_is_set() throws Exception {
        KeptInMemory kept = new KeptInMemory();
        for (Login login : List.of(new Login.Basic("ct", "wörd"), new Login.Bearer("t0ken"))) {
            boolean basic = login instanceof Login.Basic;
            try (WebReceiver r = WebReceiver.start(terms(login, Optional.empty(), 2, 1 << 20), kept)) {
                String type = "Content-Type: " + RELATED;
                assertThat(curl(BODY, url(r, "/studies"), "-H", type).status()).isEqualTo(401);
                assertThat(curl(BODY, url(r, "/studies"), "-H", type, "-H", "Authorization: "
                        + (basic ? "Basic Y3Q6eA==" : "Bearer t0keN")).status())
                        .isEqualTo(401);
                assertThat(kept.files).isEmpty();
                String[] right = basic ? new String[] {"-u", "ct:wörd"} : new String[] {"-H", "Authorization: bearer t0ken"};
                assertThat(curl(BODY, url(r, "/studies"), "-H", type, right[0], right[1]).status()).isEqualTo(200);
                kept.files.clear();
            }
        }
    }

    @Nested
    class Senders_that_misbehave {
        private Socket begun(WebReceiver r, String head, byte[] body) throws IOException {
            Socket s = new Socket(InetAddress.getLoopbackAddress(), r.port());
            s.setSoTimeout(10_000);
            s.getOutputStream().write(("POST /dicom-web/studies HTTP/1.1\r\nHost: x\r\nContent-Type: " + RELATED + "\r\n" + head
                    + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            s.getOutputStream().write(body);
            s.getOutputStream().flush();
            return s;
        }

        @Test
        void are_cut_off_when_they_stop_within_a_body() throws Exception {
            KeptInMemory kept = new KeptInMemory();
            try (WebReceiver r = open(kept);
                    Socket s = begun(r, "Content-Length: " + BODY.length, Arrays.copyOf(BODY, 12_000))) {
                long from = System.nanoTime();
                int end;
                try {
                    end = s.getInputStream().read();
                } catch (IOException e) {
                    end = -1;
                }
                assertThat(end).isEqualTo(-1);
                assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(3));
                assertThat(kept.files).as("what came whole before").containsOnlyKeys(SLICES.get(0).uid());
            }
        }

        @Test
        void may_be_no_more_at_once_than_is_set_and_the_next_is_told_to_come_again() throws Exception {
            CountDownLatch taking = new CountDownLatch(2);
            CountDownLatch go = new CountDownLatch(1);
            InstanceSink slow = (head, from, file) -> {
                taking.countDown();
                try {
                    go.await(20, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return Taken.STORED;
            };
            try (WebReceiver r = open(slow);
                    Socket a = begun(r, "Content-Length: " + BODY.length, BODY);
                    Socket b = begun(r, "Content-Length: " + BODY.length, BODY)) {
                assertThat(taking.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(curl(BODY, url(r, "/studies"), "-H", "Content-Type: " + RELATED).status()).isEqualTo(503);
                go.countDown();
                assertThat(firstLine(a)).contains(" 200 ");
                assertThat(firstLine(b)).contains(" 200 ");
            }
        }

        private String firstLine(Socket s) throws IOException {
            InputStream in = s.getInputStream();
            StringBuilder out = new StringBuilder();
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                out.append((char) c);
            }
            return out.toString();
        }

        @ParameterizedTest
        @CsvSource({"Content-Length: 99999999999999999999", "Transfer-Encoding: nonsense", "Content-Length: -5"})
        void are_refused_and_the_next_is_served(String head) throws Exception {
            KeptInMemory kept = new KeptInMemory();
            try (WebReceiver r = open(kept);
                    Socket s = begun(r, head, BODY)) {
                assertThat(firstLine(s)).doesNotContain(" 200 ");
                assertThat(curl(BODY, url(r, "/studies"), "-H", "Content-Type: " + RELATED).status()).isEqualTo(200);
            }
        }

        @Test
        void whose_chunks_lie_store_nothing_that_did_not_come() throws Exception {
            KeptInMemory kept = new KeptInMemory();
            try (WebReceiver r = open(kept);
                    Socket s = begun(r, "Transfer-Encoding: chunked", "fffff\r\n--b\r\n\r\nDICM".getBytes(StandardCharsets.US_ASCII))) {
                s.shutdownOutput();
                assertThat(firstLine(s)).doesNotContain(" 200 ");
                assertThat(kept.files).isEmpty();
            }
        }
    }

    @Nested
    class With_mutual_TLS {
        private WebReceiver secured(Certificates c, KeptInMemory kept, boolean from12) throws IOException {
            return WebReceiver.start(terms(new Login.None(), Optional.of(c.terms("server", "ca", from12)), 2, 1 << 20), kept);
        }

        @Test
        void curl_with_a_trusted_certificate_stores_and_without_or_with_a_strangers_does_not() throws Exception {
            Certificates c = Certificates.make(temp.resolve("pki"));
            KeptInMemory kept = new KeptInMemory();
            String f = c.folder() + "/";
            try (WebReceiver r = secured(c, kept, true)) {
                String url = url(r, "/studies").replace("http:", "https:").replace("127.0.0.1", "localhost");
                String type = "Content-Type: " + RELATED;

                assertThat(curl(BODY, url, "-H", type, "--cacert", f + "ca.pem").status()).isNegative();
                assertThat(curl(BODY, url, "-H", type, "--cacert", f + "ca.pem", "--cert", f + "stranger.pem", "--key", f
                        + "stranger.key").status())
                        .isNegative();
                assertThat(curl(BODY, url, "-H", type, "--cacert", f + "ca.pem", "--cert", f + "expired.pem", "--key", f
                        + "expired.key").status())
                        .isNegative();
                assertThat(curl(BODY, url, "-H", type, "--cacert", f + "ca.pem", "--cert", f + "client.pem", "--key", f + "client.key",
                                "--tls-max", "1.1").status())
                        .isNegative();
                assertThat(kept.files).isEmpty();
                for (String version : List.of("1.2", "1.3")) {
                    assertThat(curl(BODY, url, "-H", type, "--cacert", f + "ca.pem", "--cert", f + "client.pem", "--key", f + "client.key",
                                    "--tls-max", version).status())
                            .isEqualTo(200);
                }
                assertThat(kept.files).hasSize(3);
            }
        }

        @Test
        void tls_1_2_is_refused_where_it_is_not_allowed() throws Exception {
            Certificates c = Certificates.make(temp.resolve("pki"));
            String f = c.folder() + "/";
            try (WebReceiver r = secured(c, new KeptInMemory(), false)) {
                String url = url(r, "/studies").replace("http:", "https:").replace("127.0.0.1", "localhost");
                assertThat(curl(BODY, url, "-H", "Content-Type: " + RELATED, "--cacert", f + "ca.pem", "--cert", f + "client.pem", "--key",
                                f + "client.key", "--tls-max", "1.2").status())
                        .isNegative();
            }
        }

        @Test
        void our_client_stores_and_says_why_not_where_it_cannot() throws Exception {
            Certificates c = Certificates.make(temp.resolve("pki"));
            KeptInMemory kept = new KeptInMemory();
            try (WebReceiver r = secured(c, kept, true);
                    WebReceiver plain = open(kept);
                    WebReceiver over = WebReceiver.start(
                            terms(new Login.None(), Optional.of(c.terms("expired", "ca", true)), 2, 1 << 20), kept)) {
                try (WebPeer peer = peer(r, "https", new Login.None(), Optional.of(c.terms("client", "ca", false)))) {
                    assertThat(peer.send(SLICES, JobContext.unattended())).allMatch(Delivered::stored);
                }
                TlsTerms none = new TlsTerms(c.pem("ca.pem"), Optional.empty(), true);
                assertThat(why(r, "https", Optional.of(none))).isEqualTo(Why.UNTRUSTED);
                assertThat(why(r, "https", Optional.of(c.terms("stranger", "ca", true)))).isEqualTo(Why.UNTRUSTED);
                assertThat(why(r, "https", Optional.of(c.terms("client", "other-ca", true)))).isEqualTo(Why.UNTRUSTED);
                assertThat(why(over, "https", Optional.of(c.terms("client", "ca", true)))).isEqualTo(Why.EXPIRED);
                assertThat(why(plain, "https", Optional.of(c.terms("client", "ca", true)))).isEqualTo(Why.PLAIN_AGAINST_TLS);
            }
        }

        private Why why(WebReceiver r, String scheme, Optional<TlsTerms> tls) {
            try (WebPeer peer = peer(r, scheme, new Login.None(), tls)) {
                PeerException[] seen = new PeerException[1];
                assertThatThrownBy(() -> peer.send(SLICES, JobContext.unattended()))
                        .isInstanceOfSatisfying(PeerException.class, e -> seen[0] = e);
                return seen[0].why();
            }
        }

        @Test
        void plain_against_openssl_is_told_and_so_are_versions_not_shared() throws Exception {
            Certificates c = Certificates.make(temp.resolve("pki"));
            int port = OrthancWeb.freePort();
            Process openssl = new ProcessBuilder(
                            "openssl", "s_server", "-accept", Integer.toString(port), "-cert", "server.pem", "-key", "server.key",
                                    "-www", "-tls1_2")
                    .directory(c.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(temp.resolve("openssl.txt").toFile())
                    .start();
            try {
                assertThat(listening(port)).isTrue();
                assertThat(why(port, "http", Optional.empty())).isEqualTo(Why.PLAIN_AGAINST_TLS);
                assertThat(why(port, "https", Optional.of(c.terms("client", "ca", false)))).isEqualTo(Why.NOT_OFFERED);
                assertThat(why(port, "https", Optional.of(c.terms("client", "ca", true)))).as("HTML, over TLS 1.2").isEqualTo(Why.PROTOCOL);
            } finally {
                openssl.destroyForcibly();
            }
        }

        private Why why(int port, String scheme, Optional<TlsTerms> tls) {
            try (WebPeer peer = new WebPeer(
                    WebAddress.at(URI.create(scheme + "://localhost:" + port + "/x"), new Login.None(), tls),
                    LIMITS,
                    RandomGenerator.of("L64X128MixRandom"))) {
                PeerException[] seen = new PeerException[1];
                assertThatThrownBy(() -> peer.verify(JobContext.unattended()))
                        .isInstanceOfSatisfying(PeerException.class, e -> seen[0] = e);
                return seen[0].why();
            }
        }

        private boolean listening(int port) throws Exception {
            long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (System.nanoTime() < until) {
                try (Socket s = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    return s.isConnected();
                } catch (IOException e) {
                    Thread.onSpinWait();
                }
            }
            return false;
        }
    }

    @Test
    void others_reach_it_by_tls_alone() {
        InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);

        assertThatThrownBy(() -> new ReceiverTerms(
                        everywhere, "/dicom-web", new Login.Basic("a", "b"), Optional.empty(), 1, 1, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TLS");
    }
}
