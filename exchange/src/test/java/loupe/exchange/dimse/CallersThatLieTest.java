package loupe.exchange.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.message.CommandField;
import loupe.exchange.dimse.message.CommandTag;
import loupe.exchange.dimse.pdu.AssociateAccept;
import loupe.exchange.dimse.pdu.AssociateReject;
import loupe.exchange.dimse.pdu.AssociateRequest;
import loupe.exchange.dimse.pdu.Pdu;
import loupe.exchange.dimse.pdu.PduBytes;
import loupe.exchange.dimse.pdu.PduParser;
import loupe.exchange.dimse.pdu.ProposedContext;
import loupe.exchange.dimse.pdu.UserInformation;
import loupe.exchange.dimse.service.SopClasses;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.peer.Peer;
import loupe.exchange.peers.CtFiles;
import loupe.exchange.peers.Nodes;
import loupe.exchange.peers.ScriptedScp.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who calls our receiver and breaks the protocol is left within the time, and keeps nobody else from being served.
class CallersThatLieTest {
    private static final Duration STEP = Duration.ofMillis(700);
    private static final int MOST = 8;

    private final AtomicLong passed = new AtomicLong();
    private final List<String> instances = new java.util.concurrent.CopyOnWriteArrayList<>();

    private final InstanceSink sink = (head, from, file) -> {
        byte[] b = new byte[1 << 15];
        for (int n = file.read(b); n >= 0; n = file.read(b)) {
            passed.addAndGet(n);
        }
        instances.add(head.sopInstanceUid());
        return InstanceSink.Taken.STORED;
    };

    private DimseServer server(boolean unknownObjects, Duration step) throws IOException {
        return DimseServer.open(
                new ServerSettings(
                        "LOUPE", "127.0.0.1", 0, Set.of(), Set.of(), MOST, unknownObjects, Optional.empty(), Timeouts.all(step)),
                sink,
                r -> true);
    }

    private interface Calling {
        void play(Line line) throws IOException;
    }

    /// A caller.
    ///
    /// @param status what it hears at last; empty: the connection ends
    record Caller(String name, Optional<Integer> status, Calling calling) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static AssociateRequest request(String called, String... classes) {
        List<ProposedContext> contexts = new ArrayList<>();
        for (String c : classes) {
            contexts.add(new ProposedContext(2 * contexts.size() + 1, c, List.of("1.2.840.10008.1.2")));
        }
        return AssociateRequest.of(called, "CALLER", contexts, UserInformation.own(16_384, List.of()));
    }

    private static Pdu answered(Line line) throws IOException {
        DataInputStream in = line.in();
        int type = in.read();
        if (type < 0) {
            throw new IOException("closed");
        }
        in.skipNBytes(1);
        byte[] body = in.readNBytes(in.readInt());
        return PduParser.parse(type, body, body.length);
    }

    private static void associated(Line line) throws IOException {
        line.unit(request("LOUPE", SopClasses.VERIFICATION, CtFiles.SOP_CLASS, SopClasses.COMMITMENT));
        assertThat(answered(line)).isInstanceOf(AssociateAccept.class);
    }

    private static Command store(String sopClass, String instance, boolean data) {
        return Command.builder(CommandField.C_STORE, data)
                .uid(CommandTag.AFFECTED_SOP_CLASS_UID, sopClass)
                .uid(CommandTag.AFFECTED_SOP_INSTANCE_UID, instance)
                .number(CommandTag.MESSAGE_ID, 1)
                .number(CommandTag.PRIORITY, 0)
                .build();
    }

    private static void silent(Line line) throws IOException {
        line.in().transferTo(java.io.OutputStream.nullOutputStream());
    }

    static Stream<Caller> callers() {
        return Stream.of(
                new Caller("says nothing", Optional.empty(), CallersThatLieTest::silent),
                new Caller("speaks TLS", Optional.empty(), line -> line.out().write(new byte[] {0x16, 3, 1, 0, 100, 1})),
                new Caller("speaks HTTP", Optional.empty(), line -> line.out().write("GET / HTTP/1.0\r\n\r\n".getBytes("US-ASCII"))),
                new Caller("asks by half a PDU", Optional.empty(), line -> {
                    byte[] whole = PduBytes.of(request("LOUPE", SopClasses.VERIFICATION));
                    line.out().write(whole, 0, whole.length / 2);
                }),
                new Caller("drips a byte at a time for ever", Optional.empty(), line -> {
                    for (byte b : PduBytes.of(request("LOUPE", SopClasses.VERIFICATION))) {
                        line.out().write(b);
                        line.sleep(100);
                    }
                }),
                new Caller("claims a request of four gigabytes", Optional.empty(), line -> line.pdu(Pdu.ASSOCIATE_RQ, 0xffffffffL,
                        new byte[70])),
                new Caller("begins with data", Optional.empty(), line -> line.data(1, 3, new byte[8])),
                new Caller("gives two contexts one number", Optional.empty(), line -> {
                    byte[] b = PduBytes.of(request("LOUPE", SopClasses.VERIFICATION, SopClasses.VERIFICATION));
                    for (int i = 0; i + 4 < b.length; i++) {
                        if (b[i] == 0x20 && b[i + 4] == 3 && b[i + 5] == 0) {
                            b[i + 4] = 1;
                        }
                    }
                    line.out().write(b);
                }),
                new Caller("associates and says nothing more", Optional.empty(), CallersThatLieTest::associated),
                new Caller("begins an instance and is silent", Optional.empty(), line -> {
                    associated(line);
                    line.command(3, store(CtFiles.SOP_CLASS, "1.2.3", true));
                    line.data(3, 0, new byte[1_000]);
                }),
                new Caller("begins an instance and goes away", Optional.empty(), line -> {
                    associated(line);
                    line.command(3, store(CtFiles.SOP_CLASS, "1.2.3", true));
                    line.data(3, 0, new byte[1_000]);
                    throw new IOException("gone");
                }),
                new Caller("mixes messages", Optional.empty(), line -> {
                    associated(line);
                    line.command(3, store(CtFiles.SOP_CLASS, "1.2.3", true));
                    line.data(3, 0, new byte[1_000]);
                    line.data(1, 2, new byte[1_000]);
                }),
                new Caller("uses a context that was not agreed on", Optional.empty(), line -> {
                    associated(line);
                    line.command(77, Command.builder(CommandField.C_ECHO, false).number(CommandTag.MESSAGE_ID, 1).build());
                }),
                new Caller("answers what nobody asked", Optional.empty(), line -> {
                    associated(line);
                    line.command(1, Command.builder(CommandField.C_ECHO | CommandField.RESPONSE, false).number(CommandTag.STATUS,
                            0).build());
                }),
                new Caller("reports a commitment that is no data set", Optional.empty(), line -> {
                    associated(line);
                    line.command(5, Command.builder(CommandField.N_EVENT_REPORT, true)
                            .number(CommandTag.MESSAGE_ID, 1).number(CommandTag.EVENT_TYPE_ID, 1).build());
                    line.data(5, 2, new byte[] {8, 0, 0x99 - 256, 0x11, -1, -1, 0, 0});
                }),
                new Caller("asks for an operation that is not offered", Optional.of(0x0211), line -> {
                    associated(line);
                    line.command(1, Command.builder(CommandField.C_FIND, false).number(CommandTag.MESSAGE_ID, 1).build());
                }),
                new Caller("stores another kind than its context is for", Optional.of(0xA900), line -> {
                    associated(line);
                    line.command(3, store("1.2.840.10008.5.1.4.1.1.4", "1.2.3", true));
                    line.data(3, 2, new byte[8]);
                }),
                new Caller("stores without a data set", Optional.of(0xA900), line -> {
                    associated(line);
                    line.command(3, store(CtFiles.SOP_CLASS, "1.2.3", false));
                }),
                new Caller("stores without a UID", Optional.of(0x0117), line -> {
                    associated(line);
                    line.command(3, store(CtFiles.SOP_CLASS, "", true));
                    line.data(3, 2, new byte[8]);
                }),
                new Caller("stores under a UID that is a path", Optional.of(0), line -> {
                    associated(line);
                    line.command(3, store(CtFiles.SOP_CLASS, "../../etc/passwd", true));
                    line.data(3, 2, new byte[8]);
                }));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void are_left_or_answered_within_the_time_and_the_next_is_served(Caller caller) throws IOException {
        try (DimseServer server = server(false, STEP)) {
            long start = System.nanoTime();
            Optional<Integer> status = Optional.empty();
            try (Socket s = new Socket("127.0.0.1", server.port())) {
                s.setSoTimeout(5_000);
                Line line = new Line(new DataInputStream(s.getInputStream()), s.getOutputStream());
                try {
                    caller.calling.play(line);
                    status = Optional.of(line.command().status());
                    silent(line);
                } catch (java.net.SocketTimeoutException e) {
                    throw e;
                } catch (IOException e) {
                    // The receiver ended it.
                }
            }
            assertThat(status).isEqualTo(caller.status);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            try (Peer next = new DimsePeer(Nodes.at("LOUPE", server.port()), Timeouts.USUAL, Optional.empty())) {
                next.verify(JobContext.unattended());
            }
            assertThat(instances).hasSize(caller.status.isPresent() && caller.status.get() == 0 ? 1 : 0);
        }
    }

    /// Eight send an instance without an end at full speed, meanwhile and afterwards memory is what it was before.
    @Test
    void eight_at_once_hold_a_bounded_memory_and_the_ninth_is_told_that_it_is_for_now() throws Exception {
        try (DimseServer server = server(false, Duration.ofSeconds(20))) {
            long before = used();
            CountDownLatch under = new CountDownLatch(MOST);
            CountDownLatch enough = new CountDownLatch(1);
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                callers.add(Thread.ofVirtual().start(() -> endless(server.port(), under, enough)));
            }
            under.await();
            try (Socket s = new Socket("127.0.0.1", server.port())) {
                Line line = new Line(new DataInputStream(s.getInputStream()), s.getOutputStream());
                line.unit(request("LOUPE", SopClasses.VERIFICATION));
                assertThat(answered(line)).isEqualTo(AssociateReject.CONGESTION);
            }
            while (passed.get() < 400L << 20) {
                Thread.onSpinWait();
            }
            assertThat(server.associations()).isEqualTo(MOST);
            assertThat(used() - before).as("bytes held while 400 MB passed").isLessThan(24L << 20);
            enough.countDown();
            for (Thread t : callers) {
                t.join();
            }
            assertThat(instances).isEmpty();
        }
    }

    private static void endless(int port, CountDownLatch under, CountDownLatch enough) {
        try (Socket s = new Socket("127.0.0.1", port)) {
            Line line = new Line(new DataInputStream(s.getInputStream()), s.getOutputStream());
            associated(line);
            line.command(3, store(CtFiles.SOP_CLASS, "1.2.3", true));
            under.countDown();
            byte[] piece = new byte[100_000];
            while (enough.getCount() > 0) {
                line.data(3, 0, piece);
            }
        } catch (IOException e) {
            // The receiver ended it.
        }
    }

    private static long used() {
        System.gc();
        Runtime r = Runtime.getRuntime();
        return r.totalMemory() - r.freeMemory();
    }

    @Test
    void objects_the_standard_does_not_name_are_taken_where_the_setting_says_so() throws IOException {
        for (boolean taken : new boolean[] {true, false}) {
            try (DimseServer server = server(taken, STEP);
                    Socket s = new Socket("127.0.0.1", server.port())) {
                Line line = new Line(new DataInputStream(s.getInputStream()), s.getOutputStream());
                line.unit(request("LOUPE", "1.3.12.2.1107.5.9.1"));
                assertThat(answered(line)).isInstanceOfSatisfying(AssociateAccept.class, a ->
                        assertThat(a.contexts()).singleElement().satisfies(c -> assertThat(c.accepted()).isEqualTo(taken)));
            }
        }
    }

    /// An instance that is at work when the receiver closes is still answered; an association that is idle is ended.
    @Test
    void closing_lets_what_is_at_work_be_answered() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        InstanceSink slow = (head, from, file) -> {
            begun.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return InstanceSink.Taken.STORED;
        };
        DimseServer server = DimseServer.open(ServerSettings.onLoopback("LOUPE", 0), slow, r -> true);
        try (Socket s = new Socket("127.0.0.1", server.port());
                Socket idle = new Socket("127.0.0.1", server.port())) {
            Line line = new Line(new DataInputStream(s.getInputStream()), s.getOutputStream());
            Line other = new Line(new DataInputStream(idle.getInputStream()), idle.getOutputStream());
            associated(line);
            associated(other);
            line.command(3, store(CtFiles.SOP_CLASS, "1.2.3", true));
            line.data(3, 2, new byte[8]);
            begun.await();
            Thread closing = Thread.ofVirtual().start(() -> {
                try {
                    server.close();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            go.countDown();
            assertThat(line.command().status()).isZero();
            closing.join();
            assertThat(other.in().read()).isEqualTo(Pdu.ABORT);
        }
    }
}
