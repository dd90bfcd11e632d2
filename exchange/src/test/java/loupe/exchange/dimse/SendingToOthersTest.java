package loupe.exchange.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.dimse.message.Command;
import loupe.exchange.dimse.message.CommandField;
import loupe.exchange.dimse.message.CommandTag;
import loupe.exchange.dimse.service.CommitmentReport;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.instance.OutgoingInstance;
import loupe.exchange.peer.Delivered;
import loupe.exchange.peer.Peer;
import loupe.exchange.peers.CtFiles;
import loupe.exchange.peers.FileToSend;
import loupe.exchange.peers.KeptInstances;
import loupe.exchange.peers.Nodes;
import loupe.exchange.peers.OrthancServer;
import loupe.exchange.peers.RunningProgram;
import loupe.exchange.peers.ScriptedScp;
import loupe.exchange.peers.StoreScp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Instances sent to dcmtk's storescp and to Orthanc, and what they promise to keep.
class SendingToOthersTest {
    private static final CtFiles.Study STUDY = CtFiles.Study.of(7);

    @TempDir Path folder;

    private static DimsePeer peer(String title, int port) {
        return new DimsePeer(Nodes.at(title, port), Timeouts.USUAL, Optional.empty());
    }

    @Test
    void each_arrives_as_it_is_encoded() throws IOException {
        RunningProgram.assumePresent("dcmcjpls");
        List<Path> files = new ArrayList<>();
        for (TransferSyntax t : List.of(
                TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_BE, TransferSyntax.DEFLATED_LE)) {
            files.addAll(CtFiles.write(
                    new CtFiles.Study(STUDY.uid() + files.size(), "P" + files.size(), "Doe^J", 33), 3, t, folder.resolve("ct")));
        }
        Path compressed = folder.resolve("jpegls.dcm");
        assertThat(RunningProgram.run(List.of("dcmcjpls", "+el", files.getFirst().toString(), compressed.toString()),
                folder).exit()).isZero();
        files.set(0, compressed);
        try (StoreScp scp = StoreScp.start(folder, "+xa", "+B");
                Peer p = peer("STORESCP", scp.port())) {
            List<Delivered> told = p.send(FileToSend.of(files), JobContext.unattended());
            assertThat(told).hasSize(12).allMatch(d -> d.stored() && d.why().isEmpty());
            assertThat(KeptInstances.of(scp.files())).isEqualTo(KeptInstances.of(files));
        }
    }

    @Test
    void one_that_is_not_taken_does_not_keep_the_next_from_being_sent() throws IOException {
        List<Path> files = CtFiles.write(STUDY, 4, TransferSyntax.EXPLICIT_LE, folder.resolve("ct"));
        FileToSend broken = FileToSend.of(files.getLast());
        List<OutgoingInstance> all = new ArrayList<>(FileToSend.of(files.subList(0, 3)));
        InstanceHead unknown = new InstanceHead("1.2.3.4.5", "1.2.3.4.6", TransferSyntax.EXPLICIT_LE.uid());
        all.add(1, new FileToSend(unknown, files.getFirst()));
        all.add(2, outgoing(all.getFirst().head(), () -> {
            throw new FileNotFoundException();
        }));
        all.add(3, outgoing(broken.head(), () -> new BreakingStream(broken.file(), 6_000)));
        try (StoreScp scp = StoreScp.start(folder);
                Peer p = peer("STORESCP", scp.port())) {
            List<Delivered> told = p.send(all, JobContext.unattended());
            assertThat(told.stream().map(Delivered::stored)).containsExactly(true, false, false, false, true, true);
            assertThat(told.get(1).why()).contains("does not take");
            assertThat(told.get(2).why()).contains("could not be made or read");
            assertThat(told.get(3).why()).contains("could not be read to its end");
            assertThat(scp.files()).hasSize(3);
        }
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private static OutgoingInstance outgoing(InstanceHead head, Opening opening) {
        return new OutgoingInstance() {
            @Override
            public InstanceHead head() {
                return head;
            }

            @Override
            public InputStream file() throws IOException {
                return opening.open();
            }
        };
    }

    /// A stream that fails after so many bytes.
    private static final class BreakingStream extends InputStream {
        private final InputStream in;
        private int left;

        BreakingStream(InputStream in, int left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left-- <= 0) {
                throw new IOException("the disk is gone");
            }
            return in.read();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /// A file of two gigabytes whose pixels are made as they are read, sent from one process of this machine to another.
    @Test
    void a_file_of_two_gigabytes_passes_in_and_out_within_64_megabytes_of_heap() throws IOException {
        RunningProgram.Ended ended = RunningProgram.run(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GreatInstance.class.getName()),
                Path.of("").toAbsolutePath());
        assertThat(ended.output()).contains("stored true").contains("bytes " + GreatInstance.length());
        assertThat(ended.exit()).isZero();
    }

    /// Sends and receives it in a process with a small heap.
    static final class GreatInstance {
        private static final long PIXELS = (2L << 30) - (1 << 20);

        private GreatInstance() {}

        public static void main(String[] arguments) throws IOException {
            byte[] head = head();
            InstanceHead named = new InstanceHead(CtFiles.SOP_CLASS, "1.2.3.4", TransferSyntax.EXPLICIT_LE.uid());
            InstanceSink counting = (h, from, file) -> {
                byte[] buffer = new byte[1 << 16];
                long n = 0;
                for (int k = file.read(buffer); k >= 0; k = file.read(buffer)) {
                    n += k;
                }
                System.out.println("bytes " + n);
                return InstanceSink.Taken.STORED;
            };
            try (DimseServer server = DimseServer.open(ServerSettings.onLoopback("LOUPE", 0), counting, r -> false);
                    Peer p = peer("LOUPE", server.port())) {
                OutgoingInstance great = outgoing(named, () -> new java.io.SequenceInputStream(
                        new java.io.ByteArrayInputStream(head), new Zeros(PIXELS)));
                List<Delivered> told = p.send(List.of(great), JobContext.unattended());
                System.out.println("stored " + told.getFirst().stored());
            }
        }

        private static byte[] head() throws IOException {
            DataSet d = DataSet.builder()
                    .put(Tag.SOPClassUID, Vr.UI, CtFiles.SOP_CLASS)
                    .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4")
                    .build();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.writeFile(d, TransferSyntax.EXPLICIT_LE, out);
            java.nio.ByteBuffer pixels = java.nio.ByteBuffer.allocate(12).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            pixels.putShort((short) 0x7fe0).putShort((short) 0x10).put((byte) 'O').put((byte) 'W').putShort((short) 0).putInt((int) PIXELS);
            out.writeBytes(pixels.array());
            return out.toByteArray();
        }

        /// Bytes a taker gets: the whole file, with meta information of this side's making, which names the sender besides.
        static long length() throws IOException {
            return head().length + PIXELS + "LOUPE ".length() + 8;
        }
    }

    /// Zeros without end but for one.
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] b, int off, int len) {
            if (left <= 0) {
                return -1;
            }
            int n = (int) Math.min(left, len);
            left -= n;
            return n;
        }
    }

    @Test
    void orthanc_reports_what_it_keeps_and_what_is_missing_over_an_association_of_its_own() throws IOException, InterruptedException {
        BlockingQueue<CommitmentReport> reports = new LinkedBlockingQueue<>();
        ServerSettings settings = ServerSettings.onLoopback("LOUPE", 0);
        try (DimseServer server = DimseServer.open(settings, new KeptInstances(), reports::add);
                OrthancServer orthanc = OrthancServer.start(folder, server.port(), "");
                Peer p = peer(OrthancServer.TITLE, orthanc.port())) {
            List<FileToSend> files = FileToSend.of(CtFiles.write(STUDY, 4, TransferSyntax.EXPLICIT_LE, folder.resolve("ct")));
            assertThat(p.send(files, JobContext.unattended())).allMatch(Delivered::stored);
            String lost = orthanc.get("/instances").replaceAll("(?s).*\"([0-9a-f-]+)\".*", "$1");
            String lostUid = orthanc.get("/instances/" + lost + "/tags?simplify").replaceAll("(?s).*\"SOPInstanceUID\" : \"([0-9.]+)\".*",
                    "$1");
            orthanc.delete("/instances/" + lost);
            DimseCommitment commitment = new DimseCommitment(
                    Nodes.address(OrthancServer.TITLE, orthanc.port(), Optional.empty()), Timeouts.USUAL, new SplittableRandom(1));
            String transaction = commitment.transaction();
            commitment.ask(
                    transaction, files.stream().map(FileToSend::head).toList(), Duration.ofMillis(100), JobContext.unattended());
            CommitmentReport report = reports.poll(20, TimeUnit.SECONDS);
            assertThat(report).isNotNull();
            assertThat(report.transactionUid()).isEqualTo(transaction);
            assertThat(report.outcomes()).hasSize(4);
            assertThat(report.outcomes().stream().filter(o -> !o.committed()))
                    .singleElement()
                    .satisfies(o -> {
                        assertThat(o.sopInstanceUid()).isEqualTo(lostUid);
                        assertThat(o.why()).contains("no such instance");
                    });
        }
    }

    /// dcmtk has no peer that commits itself, and Orthanc opens an association of its own: a script does it on the same.
    @Test
    void a_report_on_the_same_association_is_taken_there() throws IOException {
        InstanceHead one = new InstanceHead(CtFiles.SOP_CLASS, "1.2.3.4", TransferSyntax.EXPLICIT_LE.uid());
        try (ScriptedScp scp = ScriptedScp.start(line -> {
            line.accept();
            ScriptedScp.Line.Came m = line.message();
            line.command(m.context(), Command.builder(CommandField.N_ACTION | CommandField.RESPONSE, false)
                    .number(CommandTag.RESPONDED_MESSAGE_ID, m.command().messageId())
                    .number(CommandTag.STATUS, 0)
                    .build());
            line.command(m.context(), Command.builder(CommandField.N_EVENT_REPORT, true)
                    .uid(CommandTag.AFFECTED_SOP_CLASS_UID, "1.2.840.10008.1.20.1")
                    .uid(CommandTag.AFFECTED_SOP_INSTANCE_UID, "1.2.840.10008.1.20.1.1")
                    .number(CommandTag.MESSAGE_ID, 5)
                    .number(CommandTag.EVENT_TYPE_ID, 1)
                    .build());
            line.data(m.context(), 2, m.data());
            line.command();
            line.silence();
        })) {
            DimseCommitment commitment =
                    new DimseCommitment(Nodes.address("KEEPER", scp.port(), Optional.empty()), Timeouts.USUAL, new SplittableRandom(1));
            String transaction = commitment.transaction();
            Optional<CommitmentReport> report =
                    commitment.ask(transaction, List.of(one), Duration.ofSeconds(5), JobContext.unattended()).report();
            assertThat(report).hasValueSatisfying(r -> {
                assertThat(r.transactionUid()).isEqualTo(transaction);
                assertThat(r.all()).isTrue();
                assertThat(r.outcomes()).singleElement().satisfies(o -> assertThat(o.sopInstanceUid()).isEqualTo("1.2.3.4"));
            });
        }
    }
}
