package loupe.exchange.web.client;

import static loupe.exchange.web.ScriptedServer.raw;
import static loupe.exchange.web.ScriptedServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.instance.InstanceSink.Taken;
import loupe.exchange.node.WebAddress;
import loupe.exchange.peer.Delivered;
import loupe.exchange.peer.Fetched;
import loupe.exchange.peer.Peer.Found;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.peer.Wanted;
import loupe.exchange.web.GeneratedCt;
import loupe.exchange.web.KeptInMemory;
import loupe.exchange.web.ScriptedServer;
import loupe.exchange.web.ScriptedServer.Request;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What servers of DICOMweb disagree on, each played by a script (rows of the facts that were gathered).
class WhereServersDifferTest {
    private static final String STUDY = "2.25.55001";
    private static final String JSON = "application/dicom+json";
    private static final JobContext NOBODY = JobContext.unattended();
    private static final List<GeneratedCt.Sent> SLICES = GeneratedCt.series(STUDY, "A^B", 3, 32);
    private static final List<byte[]> FILES = SLICES.stream().map(GeneratedCt.Sent::bytes).toList();

    private static WebPeer peer(ScriptedServer s) {
        return new WebPeer(
                WebAddress.at(s.root(), new WebAddress.Login.None(), Optional.empty()),
                WebLimits.USUAL,
                RandomGenerator.of("L64X128MixRandom"));
    }

    private static Fetched fetch(ScriptedServer s, InstanceSink sink) throws IOException {
        try (WebPeer peer = peer(s)) {
            return peer.retrieve(Wanted.study(STUDY), sink, NOBODY);
        }
    }

    private static List<Delivered> send(ScriptedServer s) throws IOException {
        try (WebPeer peer = peer(s)) {
            return peer.send(SLICES, NOBODY);
        }
    }

    /// Says nothing of how many there are, and answers the rest by a script.
    private static ScriptedServer fetching(ScriptedServer.Script script) throws IOException {
        return ScriptedServer.start((r, out) -> {
            if (r.target().contains("limit=")) {
                raw(out, "HTTP/1.1 204 No Content\r\n\r\n");
            } else {
                script.answer(r, out);
            }
        });
    }

    private static String item(GeneratedCt.Sent s, String more) {
        return "{\"00081150\":{\"vr\":\"UI\",\"Value\":[\"" + GeneratedCt.CT + "\"]},\"00081155\":{\"vr\":\"UI\",\"Value\":[\"" + s.uid()
                + "\"]}" + more + "}";
    }

    private static String stored(GeneratedCt.Sent... which) {
        return "\"00081199\":{\"vr\":\"SQ\",\"Value\":["
                + Arrays.stream(which).map(s -> item(s, "")).collect(Collectors.joining(",")) + "]}";
    }

    private static String failed(int reason, GeneratedCt.Sent... which) {
        return "\"00081198\":{\"vr\":\"SQ\",\"Value\":["
                + Arrays.stream(which)
                        .map(s -> item(s, ",\"00081197\":{\"vr\":\"US\",\"Value\":[" + reason + "]}"))
                        .collect(Collectors.joining(","))
                + "]}";
    }

    @Nested
    class Types_and_boundaries {
        @ParameterizedTest
        @ValueSource(strings = {
            "multipart/related; type=\"application/dicom\"; boundary=\"b 1\"",
            "multipart/related; type=application/dicom; boundary=b 1",
            "multipart/related;boundary=\"b 1\";type=\"application/dicom; transfer-syntax=1.2.840.10008.1.2.1\"",
            "Multipart/Related; Boundary=\"b 1\""
        })
        void are_read_quoted_or_not(String type) throws Exception {
            KeptInMemory kept = new KeptInMemory();
            try (ScriptedServer s = fetching((r, out) -> say(out, "200 OK", type, ScriptedServer.parts("b 1", FILES)))) {
                assertThat(fetch(s, kept)).isEqualTo(new Fetched(3, 0, 0, true));
            }
            assertThat(kept.files.get(SLICES.get(1).uid())).isEqualTo(SLICES.get(1).bytes());
        }

        @Test
        void are_written_quoted() throws Exception {
            try (ScriptedServer s = ScriptedServer.start((r, out) -> say(out, "200 OK", JSON, "{"
                    + stored(SLICES.toArray(GeneratedCt.Sent[]::new)) + "}"))) {
                send(s);

                assertThat(s.requests.getFirst().headers().get("content-type"))
                        .matches("multipart/related; type=\"application/dicom\"; boundary=\"loupe-[0-9a-f]{32}\"");
                assertThat(s.requests.getFirst().headers()).containsKey("transfer-encoding");
            }
        }
    }

    @Nested
    class What_is_accepted {
        private ScriptedServer picky(int status, String only) throws IOException {
            return fetching((r, out) -> {
                if (r.headers().get("accept").equals(only)) {
                    say(out, "200 OK", "multipart/related; type=\"application/dicom\"; boundary=b", ScriptedServer.parts("b", FILES));
                } else {
                    raw(out, "HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n");
                }
            });
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 406})
        void may_not_be_any_transfer_syntax(int status) throws Exception {
            try (ScriptedServer s = picky(status, "multipart/related; type=\"application/dicom\"")) {
                assertThat(fetch(s, new KeptInMemory())).isEqualTo(new Fetched(3, 0, 0, true));
            }
        }

        @Test
        void may_be_one_instance_alone() throws Exception {
            KeptInMemory kept = new KeptInMemory();
            try (ScriptedServer s = fetching((r, out) -> {
                        if (r.headers().get("accept").equals("application/dicom")) {
                            say(out, "200 OK", "application/dicom", FILES.get(2));
                        } else {
                            raw(out, "HTTP/1.1 406 No\r\nContent-Length: 0\r\n\r\n");
                        }
                    });
                    WebPeer peer = peer(s)) {
                Wanted one = new Wanted(STUDY, Optional.of(STUDY + ".1"), Set.of(SLICES.get(2).uid()));
                assertThat(peer.retrieve(one, kept, NOBODY)).isEqualTo(new Fetched(1, 0, 0, true));
            }
            assertThat(kept.files.get(SLICES.get(2).uid())).isEqualTo(FILES.get(2));
        }

        @Test
        void may_be_nothing_of_it() throws Exception {
            try (ScriptedServer s = picky(406, "nothing")) {
                assertThatThrownBy(() -> fetch(s, new KeptInMemory()))
                        .isInstanceOfSatisfying(PeerException.class, e -> assertThat(e.why()).isEqualTo(Why.NOT_OFFERED));
            }
        }
    }

    @Nested
    class Pages_of_answers {
        private static final Pattern OFFSET = Pattern.compile("limit=(\\d+)&offset=(\\d+)");

        /// A server with so many studies that gives at most some of them a page.
        private ScriptedServer paged(int all, int most, boolean knowsOffset) throws IOException {
            return ScriptedServer.start((r, out) -> {
                Matcher m = OFFSET.matcher(r.target());
                assertThat(m.find()).isTrue();
                int from = knowsOffset ? Integer.parseInt(m.group(2)) : 0;
                int to = Math.min(all, from + Math.min(most, Integer.parseInt(m.group(1))));
                if (from >= to) {
                    raw(out, "HTTP/1.1 204 No Content\r\n\r\n");
                } else {
                    say(out, "200 OK", JSON, IntStream.range(from, to)
                            .mapToObj(i -> "{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.2." + i + "\"]}}")
                            .collect(Collectors.joining(",", "[", "]")));
                }
            });
        }

        private Found find(ScriptedServer s, int most) throws IOException {
            try (WebPeer peer = peer(s)) {
                return peer.find(QueryLevel.STUDY, DataSet.empty(), most, NOBODY);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {12, 20, 500, 1000})
        void may_be_shorter_than_was_asked_for(int most) throws Exception {
            try (ScriptedServer s = paged(1234, most, true)) {
                Found f = find(s, 10_000);

                assertThat(f.matches()).extracting(d -> d.string(Tag.StudyInstanceUID, "")).doesNotHaveDuplicates().hasSize(1234);
                assertThat(f.all()).isTrue();
            }
        }

        @Test
        void end_at_the_limit_and_say_that_there_are_more() throws Exception {
            try (ScriptedServer s = paged(50, 20, true)) {
                assertThat(find(s, 30).matches()).hasSize(30);
                assertThat(find(s, 30).all()).isFalse();
                assertThat(find(s, 50).all()).isTrue();
            }
        }

        @Test
        void may_always_be_the_first() throws Exception {
            try (ScriptedServer s = paged(20, 20, false)) {
                assertThat(find(s, 1000).matches()).hasSize(20);
            }
        }

        @Test
        void are_none_with_204_or_an_empty_array() throws Exception {
            try (ScriptedServer none = paged(0, 10, true);
                    ScriptedServer empty = ScriptedServer.start((r, out) -> say(out, "200 OK", JSON, "[]"))) {
                assertThat(find(none, 10).matches()).isEmpty();
                assertThat(find(empty, 10).matches()).isEmpty();
            }
        }

        @Test
        void come_from_a_server_that_does_not_decode_what_is_encoded() throws Exception {
            DataSet keys = DataSet.builder()
                    .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                    .put(Tag.PatientName, Vr.PN, "mü*^K?rl")
                    .put(Tag.StudyInstanceUID, Vr.UI, "1.1", "1.2", "1.3")
                    .build();
            try (ScriptedServer s = ScriptedServer.start((r, out) -> {
                        if (r.target().contains("%") || !r.target().contains("offset=0")) {
                            raw(out, "HTTP/1.1 204 No Content\r\n\r\n");
                        } else {
                            say(out, "200 OK", JSON, "[" + named("1.1", "Müller^Karl") + "," + named("1.2", "Möller^Karl") + ","
                                    + named("1.3", "MÜLLER^KURL=山田^太郎") + "]");
                        }
                    });
                    WebPeer peer = peer(s)) {
                Found f = peer.find(QueryLevel.STUDY, keys, 10, NOBODY);

                assertThat(f.matches()).extracting(d -> d.string(Tag.StudyInstanceUID, "")).containsExactly("1.1", "1.3");
                assertThat(s.requests.get(1).target()).contains("00100010=m*K*rl").contains("0020000D=1.1,1.2,1.3");
            }
        }

        private static String named(String study, String name) {
            return "{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"" + study + "\"]},\"00100010\":{\"vr\":\"PN\",\"Value\":[\"" + name + "\"]}}";
        }

        @Test
        void may_be_refused_where_fields_are_asked_for() throws Exception {
            DataSet keys = DataSet.builder()
                    .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                    .put(Tag.PatientName, Vr.PN, "Mü & Co^*")
                    .putEmpty(Tag.SOPClassUID, Vr.UI)
                    .build();
            try (ScriptedServer s = ScriptedServer.start((r, out) -> {
                        if (r.target().contains("includefield")) {
                            raw(out, "HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n");
                        } else {
                            say(out, "200 OK", JSON, "[{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]}}]");
                        }
                    });
                    WebPeer peer = peer(s)) {
                assertThat(peer.find(QueryLevel.STUDY, keys, 10, NOBODY).matches()).hasSize(1);
                assertThat(s.requests.getFirst().target()).contains("00100010=M%C3%BC%20%26%20Co%5E*&includefield=00080016");
            }
        }
    }

    @Nested
    class Counts_of_instances {
        private ScriptedServer claiming(String count, String status) throws IOException {
            return ScriptedServer.start((r, out) -> {
                if (r.target().contains("offset=0")) {
                    say(out, "200 OK", JSON, "[{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"" + STUDY + "\"]}" + count + "}]");
                } else if (r.target().contains("limit=")) {
                    raw(out, "HTTP/1.1 204 No Content\r\n\r\n");
                } else {
                    say(out, status, "multipart/related; type=\"application/dicom\"; boundary=b", ScriptedServer.parts("b", FILES));
                }
            });
        }

        @Test
        void may_be_missing() throws Exception {
            try (ScriptedServer s = claiming("", "200 OK")) {
                assertThat(fetch(s, new KeptInMemory())).isEqualTo(new Fetched(3, 0, 0, true));
            }
        }

        @Test
        void tell_that_not_all_came() throws Exception {
            try (ScriptedServer s = claiming(",\"00201208\":{\"vr\":\"IS\",\"Value\":[\"5\"]}", "200 OK")) {
                assertThat(fetch(s, new KeptInMemory())).isEqualTo(new Fetched(3, 0, 2, false));
            }
        }

        @Test
        void are_not_needed_where_the_server_says_that_it_sent_a_part() throws Exception {
            try (ScriptedServer s = claiming("", "206 Partial Content")) {
                assertThat(fetch(s, new KeptInMemory())).isEqualTo(new Fetched(3, 0, 0, false));
            }
        }

        @Test
        void count_what_this_machine_did_not_take_apart() throws Exception {
            try (ScriptedServer s = claiming("", "200 OK")) {
                AtomicInteger n = new AtomicInteger();
                InstanceSink sink = (head, from, file) -> n.incrementAndGet() == 2 ? Taken.refused("no") : Taken.STORED;
                assertThat(fetch(s, sink)).isEqualTo(new Fetched(2, 1, 0, true));
            }
        }

        @Test
        void stay_unknown_where_this_machine_fails_and_says_so_as_it_is() throws Exception {
            try (ScriptedServer s = claiming("", "200 OK")) {
                InstanceSink sink = (head, from, file) -> {
                    throw new IOException("disk full");
                };
                assertThatThrownBy(() -> fetch(s, sink)).isExactlyInstanceOf(IOException.class).hasMessage("disk full");
            }
        }
    }

    @Nested
    class Bulk_data {
        private List<DataSet> metadata(ScriptedServer s) throws IOException {
            try (WebPeer peer = peer(s)) {
                return peer.metadata(Wanted.study(STUDY), NOBODY);
            }
        }

        private ScriptedServer naming(String place) throws IOException {
            return ScriptedServer.start((r, out) -> {
                if (r.target().endsWith("/metadata")) {
                    say(out, "200 OK", JSON, "[{\"00091002\":{\"vr\":\"OB\",\"BulkDataURI\":\"" + place + "\"}}]");
                } else if (r.target().endsWith("/one")) {
                    say(out, "200 OK", "application/octet-stream", "four");
                } else {
                    say(out, "200 OK", "multipart/related; type=\"application/octet-stream\"; boundary=b",
                            ScriptedServer.parts("b", List.of("five".getBytes(StandardCharsets.US_ASCII))));
                }
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"bulk/one", "bulk/several", "/web/one"})
        void is_fetched_from_where_it_was_named(String place) throws Exception {
            try (ScriptedServer s = naming(place)) {
                assertThat(metadata(s).getFirst().bytes(0x00091002).orElseThrow().byteSize()).isEqualTo(4);
            }
        }

        @Test
        void on_another_host_is_refused_and_nobody_is_asked() throws Exception {
            try (ScriptedServer other = ScriptedServer.start((r, out) -> say(out, "200 OK", JSON, "[]"));
                    ScriptedServer s = naming(other.root() + "/one")) {
                assertThatThrownBy(() -> metadata(s))
                        .isInstanceOfSatisfying(PeerException.class, e -> assertThat(e.why()).isEqualTo(Why.PROTOCOL))
                        .hasMessageContaining("another host");
                assertThat(other.requests).isEmpty();
            }
        }

        @Test
        void is_not_asked_for_by_a_query() throws Exception {
            try (ScriptedServer other = ScriptedServer.start((r, out) -> say(out, "200 OK", JSON, "[]"));
                    ScriptedServer s = ScriptedServer.start((r, out) -> say(
                            out, "200 OK", JSON,
                                    "[{\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]},\"00091002\":{\"vr\":\"OB\",\"BulkDataURI\":\""
                                    + other.root() + "\"}}]"));
                    WebPeer peer = peer(s)) {
                Found f = peer.find(QueryLevel.STUDY, DataSet.empty(), 10, NOBODY);

                assertThat(f.matches()).hasSize(1);
                assertThat(other.requests).isEmpty();
            }
        }
    }

    @Nested
    class Roots_and_logins {
        @Test
        void may_be_three_and_each_is_shown_login_and_headers() throws Exception {
            try (ScriptedServer query = ScriptedServer.start((r, out) -> raw(out, "HTTP/1.1 204 No Content\r\n\r\n"));
                    ScriptedServer retrieve = ScriptedServer.start((r, out) ->
                            say(out, "200 OK", "multipart/related; type=\"application/dicom\"; boundary=b", ScriptedServer.parts("b",
                                    FILES)));
                    ScriptedServer store = ScriptedServer.start(
                            (r, out) -> say(out, "200 OK", JSON, "{" + stored(SLICES.toArray(GeneratedCt.Sent[]::new)) + "}"));
                    WebPeer peer = new WebPeer(
                            new WebAddress(query.root(), retrieve.root(), store.root(), new WebAddress.Login.Basic("ärzte", "p:w"),
                                    Map.of("X-Api-Key", "k"), Optional.empty()),
                            WebLimits.USUAL,
                            RandomGenerator.of("L64X128MixRandom"))) {
                peer.retrieve(Wanted.study(STUDY), new KeptInMemory(), NOBODY);
                peer.send(SLICES, NOBODY);

                for (ScriptedServer s : List.of(query, retrieve, store)) {
                    assertThat(s.requests).isNotEmpty().allSatisfy(r -> {
                        assertThat(r.headers().get("authorization")).isEqualTo("Basic w6RyenRlOnA6dw==");
                        assertThat(r.headers().get("x-api-key")).isEqualTo("k");
                    });
                }
            }
        }

        @Test
        void may_run_out_midway_and_what_came_before_stays() throws Exception {
            AtomicInteger n = new AtomicInteger();
            KeptInMemory kept = new KeptInMemory();
            try (ScriptedServer s = ScriptedServer.start((r, out) -> {
                        if (n.incrementAndGet() < 3) {
                            say(out, "200 OK", "application/dicom", FILES.get(n.get()));
                        } else {
                            raw(out, "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n");
                        }
                    });
                    WebPeer peer = peer(s)) {
                Set<String> all = SLICES.stream().map(GeneratedCt.Sent::uid).collect(Collectors.toSet());
                assertThatThrownBy(() -> peer.retrieve(new Wanted(STUDY, Optional.of("1"), all), kept, NOBODY))
                        .isInstanceOfSatisfying(PeerException.class, e -> assertThat(e.why()).isEqualTo(Why.REFUSED));
                assertThat(kept.files).hasSize(2);
            }
        }
    }

    @Nested
    class Answers_to_a_store {
        /// Answers a store so, and says of a query that only one instance is there.
        private List<Delivered> answered(String status, String type, String body, String found) throws IOException {
            try (ScriptedServer s = ScriptedServer.start((r, out) -> {
                if (r.method().equals("POST")) {
                    say(out, status, type, body);
                } else if (!found.isEmpty() && r.target().contains(found)) {
                    say(out, "200 OK", JSON, "[{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"" + found + "\"]}}]");
                } else {
                    raw(out, "HTTP/1.1 204 No Content\r\n\r\n");
                }
            })) {
                return send(s);
            }
        }

        @Test
        void are_true_instance_by_instance_with_200_and_with_202() throws Exception {
            String body = "{" + stored(SLICES.get(0), SLICES.get(2)) + "," + failed(0x0122, SLICES.get(1)) + "}";
            for (String status : List.of("200 OK", "202 Accepted", "409 Conflict")) {
                List<Delivered> d = answered(status, JSON, body, "");

                assertThat(d).extracting(Delivered::stored).containsExactly(true, false, true);
                assertThat(d.get(1).why()).isEqualTo("it does not take this SOP class (0122H)");
            }
        }

        @Test
        void of_the_wrong_study_are_409_and_0110h() throws Exception {
            assertThat(answered("409 Conflict", JSON, "{" + failed(272, SLICES.toArray(GeneratedCt.Sent[]::new)) + "}", ""))
                    .allMatch(d -> !d.stored() && d.why().endsWith("(0110H)"));
        }

        @Test
        void that_it_was_there_already_count_as_kept_and_say_so() throws Exception {
            assertThat(answered("409 Conflict", JSON, "{" + failed(45_070, SLICES.toArray(GeneratedCt.Sent[]::new)) + "}", ""))
                    .allMatch(d -> d.stored() && d.why().contains("45070"));
        }

        @Test
        void with_200_and_no_body_are_believed_of_what_a_query_finds_alone() throws Exception {
            List<Delivered> d = answered("200 OK", "text/plain", "", SLICES.get(1).uid());

            assertThat(d).extracting(Delivered::stored).containsExactly(false, true, false);
            assertThat(d).extracting(Delivered::why).allMatch(w -> w.contains("query"));
        }

        @Test
        void that_leave_one_out_do_not_store_it() throws Exception {
            assertThat(answered("200 OK", JSON, "{" + stored(SLICES.get(0), SLICES.get(1)) + "}", ""))
                    .extracting(Delivered::stored)
                    .containsExactly(true, true, false);
        }

        @Test
        void with_409_and_no_body_store_nothing() throws Exception {
            assertThat(answered("409 Conflict", "text/html", "same UID, other content", "")).noneMatch(Delivered::stored);
        }

        @Test
        void that_refuse_all_together_are_asked_for_one_by_one() throws Exception {
            List<String> bodies = new ArrayList<>();
            try (ScriptedServer s = ScriptedServer.start((r, out) -> {
                        if (r.method().equals("GET")) {
                            raw(out, "HTTP/1.1 204 No Content\r\n\r\n");
                            return;
                        }
                        String body = new String(r.body(), StandardCharsets.ISO_8859_1);
                        bodies.add(body);
                        boolean alone = body.split("application/dicom\r\n", -1).length == 2;
                        if (alone && body.contains(SLICES.get(0).uid())) {
                            say(out, "200 OK", JSON, "{" + stored(SLICES.get(0)) + "}");
                        } else {
                            say(out, "400 Bad Request", JSON, "{\"00081198\":{\"vr\":\"SQ\"},\"00081199\":{\"vr\":\"SQ\"}}");
                        }
                    })) {
                assertThat(send(s)).extracting(Delivered::stored).containsExactly(true, false, false);
            }
            assertThat(bodies).hasSize(4);
        }

        @Test
        void that_want_a_length_get_one() throws Exception {
            try (ScriptedServer s = ScriptedServer.start((r, out) -> {
                        if (r.headers().containsKey("content-length")) {
                            say(out, "200 OK", JSON, "{" + stored(SLICES.toArray(GeneratedCt.Sent[]::new)) + "}");
                        } else {
                            raw(out, "HTTP/1.1 411 Length Required\r\nContent-Length: 0\r\n\r\n");
                        }
                    })) {
                assertThat(send(s)).allMatch(Delivered::stored);
                Request last = s.requests.getLast();
                assertThat(last.headers().get("content-length")).isEqualTo(Integer.toString(last.body().length));
            }
        }

        @Test
        void that_send_on_within_the_host_are_followed_with_the_body() throws Exception {
            try (ScriptedServer s = ScriptedServer.start((r, out) -> {
                        if (r.is("POST /web/studies")) {
                            raw(out, "HTTP/1.1 307 Go\r\nLocation: /real/studies\r\nContent-Length: 0\r\n\r\n");
                        } else {
                            say(out, "200 OK", JSON, "{" + stored(SLICES.toArray(GeneratedCt.Sent[]::new)) + "}");
                        }
                    })) {
                assertThat(send(s)).allMatch(Delivered::stored);
                assertThat(s.requests.getLast().body()).isEqualTo(s.requests.getFirst().body());
            }
        }

        @Test
        void that_break_later_leave_what_was_answered_before_known() throws Exception {
            List<GeneratedCt.Sent> many = GeneratedCt.series("2.25.55002", "A^B", 40, 8);
            AtomicInteger n = new AtomicInteger();
            try (ScriptedServer s = ScriptedServer.start((r, out) -> {
                        if (n.incrementAndGet() == 1) {
                            say(out, "200 OK", JSON, "{" + stored(many.subList(0, 25).toArray(GeneratedCt.Sent[]::new)) + "}");
                        } else {
                            raw(out, "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
                        }
                    });
                    WebPeer peer = peer(s)) {
                List<Delivered> d = peer.send(many, NOBODY);

                assertThat(d).hasSize(40);
                assertThat(d.subList(0, 25)).allMatch(Delivered::stored);
                assertThat(d.subList(25, 40)).allMatch(x -> !x.stored() && x.why().contains("busy"));
            }
        }
    }

    @Test
    void errors_may_hold_elements_of_commands_and_numbers_as_texts() throws Exception {
        String warned = item(SLICES.get(1), ",\"00081196\":{\"vr\":\"US\",\"Value\":[\"45056\"]}");
        String body = "{\"00000902\":{\"vr\":\"LO\",\"Value\":[\"Missing\"]},\"00081199\":{\"vr\":\"SQ\",\"Value\":["
                + String.join(",", item(SLICES.get(0), ""), warned, item(SLICES.get(2), "")) + "]}}";
        try (ScriptedServer s = ScriptedServer.start((r, out) -> say(out, "200 OK", JSON, body))) {
            List<Delivered> said = send(s);

            assertThat(said).allMatch(Delivered::stored);
            assertThat(said.get(1).why()).isEqualTo("it changed elements (B000H)");
        }
    }

    @Test
    void patients_are_not_asked_for() throws Exception {
        try (WebPeer peer = new WebPeer(
                WebAddress.at(URI.create("http://127.0.0.1:1/web"), new WebAddress.Login.None(), Optional.empty()),
                WebLimits.USUAL,
                RandomGenerator.of("L64X128MixRandom"))) {
            assertThatThrownBy(() -> peer.find(QueryLevel.PATIENT, DataSet.empty(), 1, NOBODY))
                    .isInstanceOfSatisfying(PeerException.class, e -> assertThat(e.why()).isEqualTo(Why.NOT_OFFERED));
        }
    }
}
