package loupe.exchange.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.instance.InstanceSink;
import loupe.exchange.node.DimseAddress;
import loupe.exchange.node.Node;
import loupe.exchange.node.NodeKind;
import loupe.exchange.peer.Delivered;
import loupe.exchange.peer.Fetched;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.peer.Wanted;
import loupe.exchange.peers.CtFiles;
import loupe.exchange.peers.FileToSend;
import loupe.exchange.peers.KeptInstances;
import loupe.exchange.peers.Nodes;
import loupe.exchange.peers.OrthancServer;
import loupe.exchange.peers.QueryRetrieveScp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same hundred slices sent to two archives and fetched from each in each way.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetrievingFromArchivesTest {
    private static final CtFiles.Study STUDY = CtFiles.Study.of(1);
    private static final int SLICES = 100;

    /// The archives.
    enum Archive {
        ORTHANC,
        DCMQRSCP,
        DCMQRSCP_WITHOUT_GET
    }

    @TempDir static Path folder;
    private DimseServer destination;
    private OrthancServer orthanc;
    private QueryRetrieveScp dcmqrscp;
    private QueryRetrieveScp withoutGet;
    private Map<String, String> sent;

    @BeforeAll
    void fill() throws IOException {
        destination = DimseServer.forMoves(ServerSettings.onLoopback("LOUPE", 0));
        orthanc = OrthancServer.start(folder, destination.port(), "");
        dcmqrscp = QueryRetrieveScp.start(folder, "LOUPE", destination.port());
        withoutGet = QueryRetrieveScp.start(folder, "LOUPE", destination.port(), "--disable-get");
        List<Path> files = CtFiles.write(STUDY, SLICES, TransferSyntax.EXPLICIT_LE, folder.resolve("ct"));
        sent = KeptInstances.of(files);
        for (Archive a : Archive.values()) {
            try (Peer p = peer(a, DimsePeer.Way.ANY)) {
                List<Delivered> told = p.send(FileToSend.of(files), JobContext.unattended());
                assertThat(told).hasSize(SLICES).allMatch(Delivered::stored);
            }
        }
    }

    @AfterAll
    void end() throws IOException {
        for (AutoCloseable c : new AutoCloseable[] {orthanc, dcmqrscp, withoutGet, destination}) {
            try {
                if (c != null) {
                    c.close();
                }
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    private Node node(Archive a) {
        return switch (a) {
            case ORTHANC -> Nodes.at(OrthancServer.TITLE, orthanc.port());
            case DCMQRSCP -> Nodes.at(QueryRetrieveScp.TITLE, dcmqrscp.port());
            case DCMQRSCP_WITHOUT_GET -> Nodes.at(QueryRetrieveScp.TITLE, withoutGet.port());
        };
    }

    private DimsePeer peer(Archive a, DimsePeer.Way way) {
        return new DimsePeer(node(a), Timeouts.USUAL, Optional.of(destination), way);
    }

    private void fetchedWhole(Archive a, DimsePeer.Way way) throws IOException {
        KeptInstances kept = new KeptInstances();
        try (Peer p = peer(a, way)) {
            Fetched f = p.retrieve(Wanted.study(STUDY.uid()), kept, JobContext.unattended());
            assertThat(f).isEqualTo(new Fetched(SLICES, 0, 0, true));
        }
        assertThat(kept.pixels()).isEqualTo(sent);
        assertThat(kept.syntaxes().values()).containsOnly(TransferSyntax.EXPLICIT_LE.uid());
    }

    @ParameterizedTest
    @EnumSource(Archive.class)
    void by_whichever_way_the_archive_does(Archive a) throws IOException {
        fetchedWhole(a, DimsePeer.Way.ANY);
    }

    @ParameterizedTest
    @EnumSource(value = Archive.class, names = "DCMQRSCP_WITHOUT_GET", mode = EnumSource.Mode.EXCLUDE)
    void by_get(Archive a) throws IOException {
        fetchedWhole(a, DimsePeer.Way.GET);
    }

    @ParameterizedTest
    @EnumSource(Archive.class)
    void by_move(Archive a) throws IOException {
        fetchedWhole(a, DimsePeer.Way.MOVE);
    }

    @ParameterizedTest
    @EnumSource(Archive.class)
    void a_series_and_single_instances(Archive a) throws IOException {
        KeptInstances series = new KeptInstances();
        KeptInstances two = new KeptInstances();
        Set<String> wanted = Set.of(STUDY.instance(1, 3), STUDY.instance(1, 7));
        try (Peer p = peer(a, DimsePeer.Way.ANY)) {
            p.retrieve(new Wanted(STUDY.uid(), Optional.of(STUDY.series(2)), Set.of()), series, JobContext.unattended());
            Fetched f = p.retrieve(new Wanted(STUDY.uid(), Optional.of(STUDY.series(1)), wanted), two, JobContext.unattended());
            assertThat(f).isEqualTo(new Fetched(2, 0, 0, true));
        }
        assertThat(series.pixels().keySet())
                .isEqualTo(sent.keySet().stream().filter(u -> u.startsWith(STUDY.series(2) + ".")).collect(Collectors.toSet()));
        assertThat(two.pixels().keySet()).isEqualTo(wanted);
    }

    @ParameterizedTest
    @EnumSource(Archive.class)
    void what_is_refused_here_is_counted_and_the_rest_still_comes(Archive a) throws IOException {
        KeptInstances kept = new KeptInstances();
        InstanceSink picky = (head, from, file) -> head.sopInstanceUid().endsWith("3")
                ? InstanceSink.Taken.refused("not this one")
                : kept.take(head, from, file);
        try (Peer p = peer(a, DimsePeer.Way.ANY)) {
            Fetched f = p.retrieve(Wanted.study(STUDY.uid()), picky, JobContext.unattended());
            assertThat(f.taken()).isEqualTo(kept.pixels().size());
            assertThat(f.refused()).isPositive();
            assertThat(f.complete()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Archive.class)
    void a_study_nobody_has_brings_nothing(Archive a) throws IOException {
        try (Peer p = peer(a, DimsePeer.Way.ANY)) {
            int taken;
            try {
                taken = p.retrieve(Wanted.study("1.2.3.4.5"), new KeptInstances(), JobContext.unattended()).taken();
            } catch (PeerException e) {
                assertThat(e.why()).isIn(PeerException.Why.FAILED, PeerException.Why.NOT_OFFERED);
                taken = 0;
            }
            assertThat(taken).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Archive.class)
    void queries_at_every_level_answer_what_is_there(Archive a) throws IOException {
        try (Peer p = peer(a, DimsePeer.Way.ANY)) {
            DataSet study = DataSet.builder()
                    .put(Tag.PatientID, Vr.LO, STUDY.patient())
                    .putEmpty(Tag.StudyInstanceUID, Vr.UI)
                    .putEmpty(Tag.PatientName, Vr.PN)
                    .build();
            Peer.Found studies = p.find(QueryLevel.STUDY, study, 10, JobContext.unattended());
            assertThat(studies.all()).isTrue();
            assertThat(studies.matches()).singleElement().satisfies(m -> {
                assertThat(m.string(Tag.StudyInstanceUID)).contains(STUDY.uid());
                assertThat(m.string(Tag.PatientName)).contains(STUDY.name());
            });
            DataSet series = DataSet.builder()
                    .put(Tag.StudyInstanceUID, Vr.UI, STUDY.uid())
                    .putEmpty(Tag.SeriesInstanceUID, Vr.UI)
                    .build();
            assertThat(p.find(QueryLevel.SERIES, series, 10, JobContext.unattended()).matches()).hasSize(2);
            DataSet images = series.toBuilder()
                    .put(Tag.SeriesInstanceUID, Vr.UI, STUDY.series(1))
                    .putEmpty(Tag.SOPInstanceUID, Vr.UI)
                    .build();
            assertThat(p.find(QueryLevel.IMAGE, images, 1_000, JobContext.unattended()).matches()).hasSize(SLICES / 2);
            DataSet patient = DataSet.builder().putEmpty(Tag.PatientID, Vr.LO).put(Tag.PatientName, Vr.PN, "Doe*").build();
            assertThat(p.find(QueryLevel.PATIENT, patient, 10, JobContext.unattended()).matches()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Archive.class)
    void a_query_is_cancelled_at_its_limit_and_says_so(Archive a) throws IOException {
        try (Peer p = peer(a, DimsePeer.Way.ANY)) {
            DataSet images = DataSet.builder()
                    .put(Tag.StudyInstanceUID, Vr.UI, STUDY.uid())
                    .put(Tag.SeriesInstanceUID, Vr.UI, STUDY.series(1))
                    .putEmpty(Tag.SOPInstanceUID, Vr.UI)
                    .build();
            Peer.Found some = p.find(QueryLevel.IMAGE, images, 7, JobContext.unattended());
            assertThat(some.matches()).hasSize(7);
            assertThat(some.all()).isFalse();
            assertThat(p.find(QueryLevel.IMAGE, images, SLICES / 2, JobContext.unattended()).all()).isTrue();
        }
    }

    @Test
    void orthanc_ends_it_for_a_title_it_does_not_know() throws IOException {
        Node stranger = new Node(
                "node",
                NodeKind.RESEARCH,
                Optional.of(new DimseAddress(OrthancServer.TITLE, "STRANGER", "127.0.0.1", orthanc.port(), Optional.empty())),
                Optional.empty(),
                "ISO_IR 192");
        try (Peer p = new DimsePeer(stranger, Timeouts.USUAL, Optional.empty())) {
            p.verify(JobContext.unattended());
            for (Asking asking : List.<Asking>of(
                    () -> p.find(QueryLevel.STUDY, DataSet.empty(), 1, JobContext.unattended()),
                    () -> p.retrieve(Wanted.study(STUDY.uid()), new KeptInstances(), JobContext.unattended()))) {
                assertThatThrownBy(asking::run)
                        .hasMessageContaining("may not know this machine")
                        .isInstanceOfSatisfying(PeerException.class, e -> assertThat(e.why()).isEqualTo(PeerException.Why.ABORTED));
            }
        }
    }

    private interface Asking {
        void run() throws IOException;
    }

    @Test
    void a_query_without_the_keys_above_is_not_sent() throws IOException {
        try (Peer p = peer(Archive.ORTHANC, DimsePeer.Way.ANY)) {
            assertThatThrownBy(() -> p.find(QueryLevel.SERIES, DataSet.empty(), 1, JobContext.unattended()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
