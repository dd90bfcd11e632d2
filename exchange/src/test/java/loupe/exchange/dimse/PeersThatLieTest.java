package loupe.exchange.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.core.work.UntilClosed;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.message.CommandField;
import loupe.exchange.dimse.message.CommandTag;
import loupe.exchange.dimse.pdu.AnsweredContext;
import loupe.exchange.dimse.pdu.AssociateAccept;
import loupe.exchange.dimse.pdu.AssociateReject;
import loupe.exchange.dimse.pdu.AssociateRequest;
import loupe.exchange.dimse.pdu.AssociationAbort;
import loupe.exchange.dimse.pdu.Pdu;
import loupe.exchange.dimse.pdu.PduBytes;
import loupe.exchange.dimse.pdu.UserInformation;
import loupe.exchange.dimse.service.QueryKeys;
import loupe.exchange.dimse.service.SopClasses;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.OutgoingInstance;
import loupe.exchange.peer.Delivered;
import loupe.exchange.peer.Fetched;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.PeerException.Why;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.peer.Wanted;
import loupe.exchange.peers.CtFiles;
import loupe.exchange.peers.KeptInstances;
import loupe.exchange.peers.Nodes;
import loupe.exchange.peers.ScriptedScp;
import loupe.exchange.peers.ScriptedScp.Line;
import loupe.exchange.peers.ScriptedScp.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Systems that break the protocol in every way that was seen or can be thought of: each ends in its own kind of failure, or in a result
/// that claims no more than is so, and each within its time.
class PeersThatLieTest {
    /// Every step may take this long.
    private static final Duration STEP = Duration.ofMillis(700);

    /// A lie may go through several steps.
    private static final Duration LONGEST = Duration.ofSeconds(6);

    private static final Script REFUSES_EVERY_CONTEXT = line -> {
        AssociateRequest r = line.request();
        List<AnsweredContext> none = r.contexts().stream().map(c -> new AnsweredContext(c.id(), 3, "1.2.840.10008.1.2")).toList();
        line.unit(new AssociateAccept("A", "B", none, UserInformation.own(16_384, List.of())));
        line.command();
    };

    /// What is asked.
    private interface Asking {
        Object of(Peer p) throws IOException;
    }

    /// A lie.
    ///
    /// @param name of the row
    /// @param asking what is asked of it
    /// @param why how it ends; empty: with the result
    /// @param result what it ends in, as text
    /// @param scripts what it does on each connection
    record Lie(String name, Asking asking, Optional<Why> why, String result, Script... scripts) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Object verify(Peer p) throws IOException {
        p.verify(JobContext.unattended());
        return "verified";
    }

    private static Object find(Peer p) throws IOException {
        DataSet keys = DataSet.builder().put(Tag.PatientID, Vr.LO, "1").build();
        Peer.Found f = p.find(QueryLevel.STUDY, keys, 5, JobContext.unattended());
        return f.matches().size() + " " + f.all();
    }

    private static Object retrieve(Peer p) throws IOException {
        Fetched f = p.retrieve(Wanted.study("1.2.3"), new KeptInstances(), JobContext.unattended());
        return f.taken() + " " + f.refused() + " " + f.failed() + " " + f.complete();
    }

    private static Object send(Peer p) throws IOException {
        List<Delivered> told = p.send(List.of(outgoing(256), outgoing(256)), JobContext.unattended());
        return told.getFirst().stored() + " " + told.getFirst().why().isEmpty();
    }

    private static OutgoingInstance outgoing(int side) throws IOException {
        byte[] file = file(side);
        InstanceHead head = new InstanceHead(CtFiles.SOP_CLASS, CtFiles.Study.of(1).instance(1, 1), TransferSyntax.EXPLICIT_LE.uid());
        return new OutgoingInstance() {
            @Override
            public InstanceHead head() {
                return head;
            }

            @Override
            public InputStream file() {
                return new ByteArrayInputStream(file);
            }
        };
    }

    private static byte[] file(int side) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CtFiles.Study s = new CtFiles.Study(CtFiles.Study.of(1).uid(), "P", "Doe^J", side);
        DicomWriter.writeFile(CtFiles.slice(s, 1, 1), TransferSyntax.EXPLICIT_LE, out);
        return out.toByteArray();
    }

    private static Lie fails(String name, Asking asking, Why why, Script... scripts) {
        return new Lie(name, asking, Optional.of(why), "", scripts);
    }

    private static Lie gives(String name, Asking asking, String result, Script... scripts) {
        return new Lie(name, asking, Optional.empty(), result, scripts);
    }

    private static Command.Builder answer(int field, int messageId, int status, boolean data) {
        return Command.builder(field | CommandField.RESPONSE, data)
                .number(CommandTag.RESPONDED_MESSAGE_ID, messageId)
                .number(CommandTag.STATUS, status);
    }

    /// A script that accepts and, once asked, does something.
    private static Script asked(Answering then) {
        return line -> {
            line.accept();
            Line.Came m = line.message();
            then.on(line, m.context(), m.command().messageId());
            line.silence();
        };
    }

    private interface Answering {
        void on(Line line, int context, int messageId) throws IOException;
    }

    private static byte[] accept(AssociateRequest r, long longest) {
        return PduBytes.of(new AssociateAccept("A", "B", Line.all(r), UserInformation.own(longest, List.of())));
    }

    static Stream<Lie> associations() {
        return Stream.of(
                fails("closes at once", PeersThatLieTest::verify, Why.ABORTED, line -> {}),
                fails("says nothing", PeersThatLieTest::verify, Why.TIMEOUT, Line::silence),
                fails("does not know the title", PeersThatLieTest::verify, Why.REFUSED, line -> {
                    line.request();
                    line.unit(AssociateReject.CALLED_TITLE);
                }),
                fails("is full for now", PeersThatLieTest::verify, Why.REFUSED, line -> {
                    line.request();
                    line.unit(AssociateReject.CONGESTION);
                }),
                fails("aborts when asked", PeersThatLieTest::verify, Why.ABORTED, line -> {
                    line.request();
                    line.unit(AssociationAbort.BY_USER);
                }),
                fails("accepts by half a PDU and is silent", PeersThatLieTest::verify, Why.TIMEOUT, line -> {
                    byte[] whole = accept(line.request(), 16_384);
                    line.out().write(whole, 0, whole.length / 2);
                    line.silence();
                }),
                fails("drips a byte at a time for ever", PeersThatLieTest::verify, Why.TIMEOUT, line -> {
                    byte[] whole = accept(line.request(), 16_384);
                    for (byte b : whole) {
                        line.out().write(b);
                        line.sleep(100);
                    }
                }),
                fails("claims an acceptance of two gigabytes", PeersThatLieTest::verify, Why.PROTOCOL, line -> {
                    line.request();
                    line.pdu(Pdu.ASSOCIATE_AC, 0x7fffffffL, new byte[100]);
                    line.silence();
                }),
                fails("has an item that goes beyond its PDU", PeersThatLieTest::verify, Why.PROTOCOL, line -> {
                    line.request();
                    byte[] body = new byte[80];
                    body[68] = 0x10;
                    body[70] = 0x7f;
                    line.pdu(Pdu.ASSOCIATE_AC, body.length, body);
                    line.silence();
                }),
                fails("sends a PDU of no type there is", PeersThatLieTest::verify, Why.PROTOCOL, line -> {
                    line.request();
                    line.pdu(0x42, 4, new byte[4]);
                    line.silence();
                }),
                fails("answers in TLS", PeersThatLieTest::verify, Why.PLAIN_AGAINST_TLS, line -> {
                    line.request();
                    line.out().write(new byte[] {0x15, 3, 1, 0, 2, 2, 10});
                    line.silence();
                }),
                fails("answers in HTTP", PeersThatLieTest::verify, Why.PROTOCOL, line -> {
                    line.request();
                    line.out().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    line.silence();
                }),
                fails("accepts no context", PeersThatLieTest::verify, Why.NOT_OFFERED, REFUSES_EVERY_CONTEXT),
                fails("accepts 128 contexts that nobody proposed", PeersThatLieTest::verify, Why.NOT_OFFERED, line -> {
                    line.request();
                    List<AnsweredContext> many = new ArrayList<>();
                    for (int id = 1; id < 256; id += 2) {
                        many.add(new AnsweredContext(id, id == 1 ? 3 : 0, "1.2.840.10008.1.2"));
                    }
                    line.unit(new AssociateAccept("A", "B", many, UserInformation.own(16_384, List.of())));
                    line.command();
                }),
                fails("takes a syntax that nobody proposed", PeersThatLieTest::verify, Why.NOT_OFFERED, line -> {
                    line.request();
                    line.unit(new AssociateAccept(
                            "A", "B", List.of(new AnsweredContext(1, 0, "1.2.840.10008.1.2.2")), UserInformation.own(0, List.of())));
                    line.command();
                }),
                fails("gives a context an even number", PeersThatLieTest::verify, Why.PROTOCOL, line -> {
                    line.request();
                    line.unit(new AssociateAccept(
                            "A", "B", List.of(new AnsweredContext(2, 0, "1.2.840.10008.1.2")), UserInformation.own(0, List.of())));
                    line.silence();
                }),
                fails("takes PDUs of four bytes", PeersThatLieTest::verify, Why.PROTOCOL, line -> {
                    line.out().write(accept(line.request(), 4));
                    line.silence();
                }),
                fails("sends data before it accepts", PeersThatLieTest::verify, Why.PROTOCOL, line -> {
                    line.request();
                    line.data(1, 3, new byte[8]);
                    line.silence();
                }));
    }

    static Stream<Lie> messages() {
        return Stream.of(
                fails("answers another message", PeersThatLieTest::verify, Why.PROTOCOL, asked((line, c, id) ->
                        line.command(c, answer(CommandField.C_ECHO, id + 1, 0, false).build()))),
                fails("answers another operation", PeersThatLieTest::verify, Why.PROTOCOL, asked((line, c, id) ->
                        line.command(c, answer(CommandField.C_FIND, id, 0, false).build()))),
                fails("answers without a status", PeersThatLieTest::verify, Why.PROTOCOL, asked((line, c, id) ->
                        line.command(c, Command.builder(CommandField.C_ECHO | CommandField.RESPONSE, false)
                                .number(CommandTag.RESPONDED_MESSAGE_ID, id).build()))),
                fails("answers with a failure", PeersThatLieTest::verify, Why.FAILED, asked((line, c, id) ->
                        line.command(c, answer(CommandField.C_ECHO, id, 0x0110, false).build()))),
                fails("answers in a context that was not agreed on", PeersThatLieTest::verify, Why.PROTOCOL, asked((line, c, id) ->
                        line.command(99, answer(CommandField.C_ECHO, id, 0, false).build()))),
                fails("has a data value that goes on in the next PDU", PeersThatLieTest::verify, Why.PROTOCOL, asked((line, c, id) -> {
                    byte[] b = answer(CommandField.C_ECHO, id, 0, false).build().bytes();
                    byte[] v = Line.value(b.length + 2L, c, 3, b);
                    line.pdu(Pdu.DATA, 20, java.util.Arrays.copyOf(v, 20));
                    line.pdu(Pdu.DATA, v.length - 20L, java.util.Arrays.copyOfRange(v, 20, v.length));
                })),
                fails("has a data value shorter than its head", PeersThatLieTest::verify, Why.PROTOCOL, asked((line, c, id) ->
                        line.pdu(Pdu.DATA, 6, Line.value(1, c, 3, new byte[0])))),
                fails("has a PDU without room for a data value", PeersThatLieTest::verify, Why.PROTOCOL, asked((line, c, id) ->
                        line.pdu(Pdu.DATA, 3, new byte[3]))),
                fails("sends a piece of odd length", PeersThatLieTest::verify, Why.PROTOCOL, asked((line, c, id) ->
                        line.data(c, 1, new byte[7]))),
                fails("sends a longer PDU than was agreed", PeersThatLieTest::verify, Why.PROTOCOL, asked((line, c, id) ->
                        line.data(c, 3, new byte[140_000]))),
                fails("sends a data set where a command belongs", PeersThatLieTest::verify, Why.PROTOCOL, asked((line, c, id) ->
                        line.data(c, 2, new byte[8]))),
                fails("lies about a length in its command", PeersThatLieTest::verify, Why.PROTOCOL, asked((line, c, id) ->
                        line.data(c, 3, new byte[] {0, 0, 0, 1, -1, -1, -1, 0x7f, 1, 2}))),
                fails("sends a command without an end", PeersThatLieTest::verify, Why.PROTOCOL, asked((line, c, id) -> {
                    for (int i = 0; i < 100; i++) {
                        line.data(c, 1, new byte[1_000]);
                    }
                })),
                fails("asks for the end instead of answering", PeersThatLieTest::verify, Why.ABORTED, asked((line, c, id) ->
                        line.pdu(Pdu.RELEASE_RQ, 4, new byte[4]))),
                fails("aborts instead of answering", PeersThatLieTest::verify, Why.ABORTED, asked((line, c, id) ->
                        line.unit(AssociationAbort.OF_PROTOCOL))),
                fails("asks for another association in the midst", PeersThatLieTest::verify, Why.PROTOCOL, asked((line, c, id) ->
                        line.pdu(Pdu.ASSOCIATE_RQ, 100, new byte[100]))),
                fails("sends half an answer and is silent", PeersThatLieTest::verify, Why.TIMEOUT, asked((line, c, id) -> {
                    byte[] b = answer(CommandField.C_ECHO, id, 0, false).build().bytes();
                    line.pdu(Pdu.DATA, b.length + 6L, new byte[5]);
                })),
                gives("never agrees to the end", PeersThatLieTest::verify, "verified", asked((line, c, id) ->
                        line.command(c, answer(CommandField.C_ECHO, id, 0, false).build()))));
    }

    private static byte[] match() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(DataSet.builder().put(Tag.StudyInstanceUID, Vr.UI, "1.2.3").build(), TransferSyntax.IMPLICIT_LE, out);
        return out.toByteArray();
    }

    private static void pending(Line line, int c, int id, byte[] data) throws IOException {
        line.command(c, answer(CommandField.C_FIND, id, 0xFF00, true).build());
        line.data(c, 2, data);
    }

    static Stream<Lie> queries() {
        return Stream.of(
                gives("answers for ever and hears no cancel", PeersThatLieTest::find, "5 false", asked((line, c, id) -> {
                    for (int i = 0; i < 20_000; i++) {
                        pending(line, c, id, match());
                    }
                })),
                fails("answers once and is silent", PeersThatLieTest::find, Why.TIMEOUT, asked((line, c, id) -> pending(line, c, id,
                        match()))),
                fails("says that an answer follows and sends none", PeersThatLieTest::find, Why.PROTOCOL, asked((line, c, id) ->
                        line.command(c, answer(CommandField.C_FIND, id, 0xFF00, false).build()))),
                fails("answers with rubbish", PeersThatLieTest::find, Why.PROTOCOL, asked((line, c, id) ->
                        pending(line, c, id, new byte[] {8, 0, 5, 0, -1, -1, 0, 0, 1, 2}))),
                fails("answers with a data set without an end", PeersThatLieTest::find, Why.PROTOCOL, asked((line, c, id) -> {
                    line.command(c, answer(CommandField.C_FIND, id, 0xFF00, true).build());
                    for (int i = 0; i < 1_000; i++) {
                        line.data(c, 0, new byte[16_000]);
                    }
                })),
                fails("mixes a command into a data set", PeersThatLieTest::find, Why.PROTOCOL, asked((line, c, id) -> {
                    line.command(c, answer(CommandField.C_FIND, id, 0xFF00, true).build());
                    line.data(c, 0, new byte[8]);
                    line.command(c, answer(CommandField.C_FIND, id, 0, false).build());
                })),
                fails("has no room", PeersThatLieTest::find, Why.FAILED, asked((line, c, id) ->
                        line.command(c, answer(CommandField.C_FIND, id, 0xA700, false).build()))),
                gives("says it was cancelled though nobody did", PeersThatLieTest::find, "1 false", asked((line, c, id) -> {
                    pending(line, c, id, match());
                    line.command(c, answer(CommandField.C_FIND, id, 0xFE00, false).build());
                })),
                gives("answers command and data set in one PDU, with a second message behind", PeersThatLieTest::find, "1 true",
                        asked((line, c, id) -> {
                            byte[] one = answer(CommandField.C_FIND, id, 0xFF00, true).build().bytes();
                            byte[] last = answer(CommandField.C_FIND, id, 0, false).build().bytes();
                            byte[] all = Line.joined(
                                    Line.value(one.length + 2L, c, 3, one),
                                    Line.value(match().length + 2L, c, 2, match()),
                                    Line.value(last.length + 2L, c, 3, last));
                            line.pdu(Pdu.DATA, all.length, all);
                        })));
    }

    private static Command store(int id) {
        return Command.builder(CommandField.C_STORE, true)
                .uid(CommandTag.AFFECTED_SOP_CLASS_UID, CtFiles.SOP_CLASS)
                .uid(CommandTag.AFFECTED_SOP_INSTANCE_UID, "1.2.3.4")
                .number(CommandTag.MESSAGE_ID, id)
                .number(CommandTag.PRIORITY, 0)
                .build();
    }

    private static int storage(AssociateRequest r) {
        return r.contexts().stream().filter(c -> c.abstractSyntax().equals(CtFiles.SOP_CLASS)).findFirst().orElseThrow().id();
    }

    private interface Getting {
        void on(Line line, int context, int storage, int messageId) throws IOException;
    }

    private static Script get(Getting then) {
        return line -> {
            AssociateRequest r = line.accept();
            Line.Came m = line.message();
            then.on(line, m.context(), storage(r), m.command().messageId());
            line.silence();
        };
    }

    static Stream<Lie> retrieves() {
        Script none = REFUSES_EVERY_CONTEXT;
        return Stream.of(
                fails("drops the roles of C-GET", PeersThatLieTest::retrieve, Why.NOT_OFFERED, none, line -> {
                    AssociateRequest r = line.request();
                    line.out().write(accept(r, 16_384));
                    line.command();
                }),
                fails("offers C-GET and then does not do it", PeersThatLieTest::retrieve, Why.NOT_OFFERED, none, get((line, c, s, id) ->
                        line.command(c, answer(CommandField.C_GET, id, 0x0122, false).build()))),
                gives("says that it warns, and counts failures", PeersThatLieTest::retrieve, "0 0 3 false", none, get((line, c, s, id) ->
                        line.command(c, answer(CommandField.C_GET, id, 0xB000, false)
                                .number(CommandTag.COMPLETED, 2).number(CommandTag.FAILED, 3).build()))),
                gives("says that it warns, and counts nothing", PeersThatLieTest::retrieve, "0 0 0 false", none, get((line, c, s, id) ->
                        line.command(c, answer(CommandField.C_GET, id, 0xB000, false).build()))),
                gives("says that it sent five and sent none", PeersThatLieTest::retrieve, "0 0 0 false", none, get((line, c, s, id) ->
                        line.command(c, answer(CommandField.C_GET, id, 0, false).number(CommandTag.COMPLETED, 5).build()))),
                fails("goes on for ever without getting further", PeersThatLieTest::retrieve, Why.TIMEOUT, none, get((line, c, s, id) -> {
                    for (int i = 0; i < 200; i++) {
                        line.command(c, answer(CommandField.C_GET, id, 0xFF00, false).number(CommandTag.REMAINING, 5).build());
                        line.sleep(50);
                    }
                })),
                fails("sends half an instance and is silent", PeersThatLieTest::retrieve, Why.TIMEOUT, none, get((line, c, s, id) -> {
                    line.command(s, store(1));
                    line.data(s, 0, new byte[1_000]);
                })),
                fails("ends the association in the midst of an instance", PeersThatLieTest::retrieve, Why.ABORTED, none, get((line, c, s,
                        id) -> {
                    line.command(s, store(1));
                    line.data(s, 0, new byte[1_000]);
                    line.unit(AssociationAbort.BY_USER);
                })),
                fails("mixes two instances", PeersThatLieTest::retrieve, Why.PROTOCOL, none, get((line, c, s, id) -> {
                    line.command(s, store(1));
                    line.data(s, 0, new byte[1_000]);
                    line.command(s, store(2));
                })),
                gives("sends an instance in the wrong context", PeersThatLieTest::retrieve, "0 1 0 false", none, get((line, c, s, id) -> {
                    Command wrong = Command.builder(CommandField.C_STORE, true)
                            .uid(CommandTag.AFFECTED_SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.4")
                            .uid(CommandTag.AFFECTED_SOP_INSTANCE_UID, "1.2.3.4")
                            .number(CommandTag.MESSAGE_ID, 1)
                            .build();
                    line.command(s, wrong);
                    line.data(s, 2, new byte[8]);
                    line.command();
                    line.command(c, answer(CommandField.C_GET, id, 0xB000, false).build());
                })),
                fails("asks this machine for something else", PeersThatLieTest::retrieve, Why.PROTOCOL, none, get((line, c, s, id) ->
                        line.command(c, Command.builder(CommandField.C_FIND, false).number(CommandTag.MESSAGE_ID, 9).build()))));
    }

    static Stream<Lie> stores() {
        return Stream.of(
                fails("closes in the midst of an instance", PeersThatLieTest::send, Why.ABORTED, line -> {
                    line.accept();
                    line.in().skipNBytes(20_000);
                }),
                fails("takes an instance and never answers", PeersThatLieTest::send, Why.TIMEOUT, asked((line, c, id) -> {})),
                gives("stores with a warning", PeersThatLieTest::send, "true false", line -> {
                    line.accept();
                    while (true) {
                        Line.Came m = line.message();
                        line.command(m.context(), answer(CommandField.C_STORE, m.command().messageId(), 0xB000, false).build());
                    }
                }),
                gives("has no room", PeersThatLieTest::send, "false false", line -> {
                    line.accept();
                    while (true) {
                        Line.Came m = line.message();
                        line.command(m.context(), answer(CommandField.C_STORE, m.command().messageId(), 0xA700, false).build());
                    }
                }),
                gives("takes no kind of object", PeersThatLieTest::send, "false false", REFUSES_EVERY_CONTEXT));
    }

    /// The other times are long, so that it is the write that ends it; the instance is larger than what the sockets hold for each other.
    @Test
    void one_that_stops_reading_is_left_by_the_time_a_write_may_take() throws IOException {
        Duration patient = Duration.ofMinutes(5);
        Timeouts times = new Timeouts(patient, patient, patient, patient, patient, patient, patient, STEP);
        OutgoingInstance great = outgoing(4096);
        long start = System.nanoTime();
        try (ScriptedScp scp = ScriptedScp.start(line -> {
                    line.accept();
                    line.sleep(20_000);
                });
                Peer p = new DimsePeer(Nodes.at("LIAR", scp.port()), times, Optional.empty())) {
            assertThatThrownBy(() -> p.send(List.of(great), JobContext.unattended()))
                    .isInstanceOfSatisfying(PeerException.class, e -> assertThat(e.why()).isEqualTo(Why.TIMEOUT));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "find", "retrieve", "send"})
    void a_cancel_is_heard_within_200_milliseconds_whatever_is_waited_for(String what) throws Exception {
        try (ScriptedScp scp = ScriptedScp.start(line -> {
                    line.accept();
                    line.silence();
                });
                Peer p = new DimsePeer(Nodes.at("SILENT", scp.port()), Timeouts.USUAL, Optional.empty())) {
            UntilClosed job = new UntilClosed();
            DataSet keys = DataSet.builder().put(Tag.PatientID, Vr.LO, "1").build();
            CompletableFuture<Throwable> ended = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    switch (what) {
                        case "verify" -> p.verify(job);
                        case "find" -> p.find(QueryLevel.STUDY, keys, 5, job);
                        case "retrieve" -> p.retrieve(Wanted.study("1.2.3"), new KeptInstances(), job);
                        default -> p.send(List.of(outgoing(64)), job);
                    }
                } catch (IOException | RuntimeException e) {
                    ended.complete(e);
                }
            });
            scp.awaitConnection();
            long start = System.nanoTime();
            job.close();
            assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(200));
        }
    }

    /// No lie: a node with the patient root model alone is asked for patients first, and then for the studies of each (PS3.4 C.4.1.2.1).
    @Test
    void one_with_patient_root_alone_is_asked_for_patients_first() throws IOException {
        List<String> levels = new CopyOnWriteArrayList<>();
        Script patientRoot = line -> {
            AssociateRequest r = line.request();
            List<AnsweredContext> answers = r.contexts().stream()
                    .map(c -> new AnsweredContext(c.id(), c.abstractSyntax().equals(SopClasses.PATIENT_FIND) ? 0 : 3, "1.2.840.10008.1.2"))
                    .toList();
            line.unit(new AssociateAccept("A", "B", answers, UserInformation.own(16_384, List.of())));
            while (true) {
                Line.Came m = line.message();
                DataSet keys = DicomReader.usual().readBare(MemorySegment.ofArray(m.data()), TransferSyntax.IMPLICIT_LE);
                levels.add(keys.string(QueryKeys.LEVEL, "") + " " + keys.string(Tag.PatientID, "-"));
                boolean patients = keys.string(QueryKeys.LEVEL, "").equals("PATIENT");
                for (String id : patients ? List.of("P1", "P2") : List.of(keys.string(Tag.PatientID, ""))) {
                    DataSet.Builder answer = DataSet.builder().put(Tag.PatientID, Vr.LO, id);
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    DicomWriter.write(patients ? answer.build() : answer.put(Tag.StudyInstanceUID, Vr.UI, "1.2." + id.charAt(1)).build(),
                            TransferSyntax.IMPLICIT_LE, out);
                    pending(line, m.context(), m.command().messageId(), out.toByteArray());
                }
                line.command(m.context(), answer(CommandField.C_FIND, m.command().messageId(), 0, false).build());
            }
        };
        try (ScriptedScp scp = ScriptedScp.start(patientRoot);
                Peer p = new DimsePeer(Nodes.at("OLD", scp.port()), Timeouts.USUAL, Optional.empty())) {
            DataSet keys = DataSet.builder().put(Tag.PatientName, Vr.PN, "Doe*").putEmpty(Tag.StudyInstanceUID, Vr.UI).build();
            Peer.Found found = p.find(QueryLevel.STUDY, keys, 5, JobContext.unattended());
            assertThat(found.all()).isTrue();
            assertThat(found.matches().stream().map(m -> m.string(Tag.StudyInstanceUID, ""))).containsExactly("1.2.1", "1.2.2");
            assertThat(levels).containsExactly("PATIENT -", "STUDY P1", "STUDY P2");
        }
    }

    static Stream<Lie> lies() {
        return Stream.of(associations(), messages(), queries(), retrieves(), stores()).flatMap(s -> s);
    }

    @ParameterizedTest
    @MethodSource("lies")
    void end_in_their_own_kind_of_failure_within_their_time(Lie lie) throws IOException {
        long start = System.nanoTime();
        try (ScriptedScp scp = ScriptedScp.start(lie.scripts);
                Peer p = new DimsePeer(Nodes.at("LIAR", scp.port()), Timeouts.all(STEP), Optional.empty())) {
            Optional<Why> why = Optional.empty();
            String result = "";
            try {
                result = String.valueOf(lie.asking.of(p));
            } catch (PeerException e) {
                why = Optional.of(e.why());
                assertThat(e.getMessage()).as("one sentence").matches("[A-Z].*\\.").doesNotContain("1.2.3");
            }
            assertThat(why).isEqualTo(lie.why);
            assertThat(result).isEqualTo(lie.result);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONGEST);
    }
}
