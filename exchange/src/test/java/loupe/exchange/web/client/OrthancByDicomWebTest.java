package loupe.exchange.web.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.node.WebAddress;
import loupe.exchange.peer.Delivered;
import loupe.exchange.peer.Fetched;
import loupe.exchange.peer.Peer.Found;
import loupe.exchange.peer.PeerException;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.peer.Wanted;
import loupe.exchange.peers.Stunnel;
import loupe.exchange.web.Certificates;
import loupe.exchange.web.GeneratedCt;
import loupe.exchange.web.KeptInMemory;
import loupe.exchange.web.OrthancWeb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// DICOMweb with Orthanc: a program that is not ours.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrthancByDicomWebTest {
    private static final String STUDY = "2.25.77001";
    private static final JobContext NOBODY = JobContext.unattended();

    @TempDir Path folder;
    private OrthancWeb orthanc;
    private WebPeer peer;

    @BeforeAll
    void start(@TempDir Path temp) throws Exception {
        orthanc = OrthancWeb.start(temp.resolve("orthanc"));
        peer = new WebPeer(orthanc.address(), WebLimits.USUAL, RandomGenerator.of("L64X128MixRandom"));
    }

    @AfterAll
    void end() throws Exception {
        if (orthanc != null) {
            peer.close();
            orthanc.close();
        }
    }

    private static DataSet keys(String name) {
        return DataSet.builder()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.PatientName, Vr.PN, name)
                .putEmpty(Tag.StudyInstanceUID, Vr.UI)
                .putEmpty(Tag.StudyDate, Vr.DA)
                .build();
    }

    @Test
    void a_hundred_slices_stored_and_fetched_are_the_same_and_so_are_their_pixels() throws Exception {
        List<GeneratedCt.Sent> sent = GeneratedCt.series(STUDY, "Mueller^Karl", 100, 128);

        List<Delivered> said = peer.send(sent, NOBODY);
        KeptInMemory kept = new KeptInMemory();
        Fetched fetched = peer.retrieve(Wanted.study(STUDY), kept, NOBODY);

        assertThat(said).hasSize(100).allMatch(Delivered::stored);
        assertThat(said).extracting(Delivered::sopInstanceUid).isEqualTo(sent.stream().map(GeneratedCt.Sent::uid).toList());
        assertThat(fetched).isEqualTo(new Fetched(100, 0, 0, true));
        assertThat(kept.files.keySet()).isEqualTo(sent.stream().map(GeneratedCt.Sent::uid).collect(Collectors.toSet()));
        for (GeneratedCt.Sent s : sent) {
            assertThat(GeneratedCt.pixels(kept.files.get(s.uid()))).isEqualTo(GeneratedCt.pixels(s.bytes()));
        }
    }

    @Test
    void only_the_instances_asked_for_come() throws Exception {
        String study = "2.25.77002";
        peer.send(GeneratedCt.series(study, "Only^Two", 5, 16), NOBODY);
        KeptInMemory kept = new KeptInMemory();

        Set<String> two = Set.of(study + ".1.2", study + ".1.4");
        Fetched fetched = peer.retrieve(new Wanted(study, Optional.of(study + ".1"), two), kept, NOBODY);

        assertThat(fetched).isEqualTo(new Fetched(2, 0, 0, true));
        assertThat(kept.files.keySet()).isEqualTo(two);
    }

    @Test
    void an_instance_that_is_not_there_is_counted_and_the_others_come() throws Exception {
        String study = "2.25.77003";
        peer.send(GeneratedCt.series(study, "One^Lacks", 2, 16), NOBODY);
        KeptInMemory kept = new KeptInMemory();

        Fetched fetched = peer.retrieve(
                new Wanted(study, Optional.of(study + ".1"), Set.of(study + ".1.1", study + ".1.9")), kept, NOBODY);

        assertThat(fetched).isEqualTo(new Fetched(1, 0, 1, false));
    }

    @Test
    void names_of_many_scripts_are_found_by_name_and_come_back_whole() throws Exception {
        List<String> names = List.of("Müller^Jörg", "Иванов^Иван", "Δημήτρης^Νίκος", "山田^太郎", "김^희중", "قباني^نزار");
        for (int i = 0; i < names.size(); i++) {
            peer.send(GeneratedCt.series("2.25.7701" + i, names.get(i), 1, 8), NOBODY);
        }
        for (String name : names) {
            Found found = peer.find(QueryLevel.STUDY, keys(name), 10, NOBODY);

            assertThat(found.matches()).as(name).hasSize(1);
            assertThat(found.matches().getFirst().string(Tag.PatientName)).contains(name);
            assertThat(found.all()).isTrue();
        }
    }

    @Test
    void more_than_five_hundred_answers_come_page_by_page_and_a_limit_holds() throws Exception {
        String study = "2.25.77004";
        peer.send(GeneratedCt.series(study, "Many^Slices", 520, 8), NOBODY);
        DataSet keys = DataSet.builder()
                .put(Tag.StudyInstanceUID, Vr.UI, study)
                .put(Tag.SeriesInstanceUID, Vr.UI, study + ".1")
                .putEmpty(Tag.InstanceNumber, Vr.IS)
                .build();

        Found all = peer.find(QueryLevel.IMAGE, keys, 10_000, NOBODY);
        Found some = peer.find(QueryLevel.IMAGE, keys, 7, NOBODY);

        assertThat(all.matches().stream().map(d -> d.string(Tag.SOPInstanceUID, "")).distinct()).hasSize(520);
        assertThat(all.all()).isTrue();
        assertThat(some.matches()).hasSize(7);
        assertThat(some.all()).isFalse();
    }

    @Test
    void headers_come_without_their_pixels_being_sent_elsewhere() throws Exception {
        String study = "2.25.77005";
        peer.send(GeneratedCt.series(study, "Head^Only", 3, 16), NOBODY);

        List<DataSet> headers = peer.metadata(Wanted.study(study), NOBODY);

        assertThat(headers).hasSize(3).allMatch(d -> d.string(Tag.StudyInstanceUID, "").equals(study));
        assertThat(headers).allMatch(d -> d.integer(Tag.Rows, 0) == 16);
    }

    @Test
    void what_is_no_dicom_file_is_said_not_to_be_stored_and_the_others_are() throws Exception {
        String study = "2.25.77006";
        List<GeneratedCt.Sent> good = GeneratedCt.series(study, "Good^Ones", 2, 16);
        GeneratedCt.Sent bad = new GeneratedCt.Sent(
                new InstanceHead(GeneratedCt.CT, "2.25.1", "1.2.840.10008.1.2.1"), new byte[600]);

        List<Delivered> said = peer.send(List.of(good.get(0), bad, good.get(1)), NOBODY);

        assertThat(said).extracting(Delivered::stored).containsExactly(true, false, true);
        assertThat(said.get(1).why()).isNotEmpty();
    }

    @Test
    void it_is_there_and_a_wrong_login_or_root_is_told_in_one_sentence() throws Exception {
        peer.verify(NOBODY);

        URI root = orthanc.address().query();
        WebAddress wrong = WebAddress.at(root, new WebAddress.Login.Basic("loupe", "another"), Optional.empty());
        WebAddress elsewhere = WebAddress.at(root.resolve("/nothing"), orthanc.address().login(), Optional.empty());

        assertThat(why(wrong)).isEqualTo(PeerException.Why.REFUSED);
        assertThat(why(elsewhere)).isEqualTo(PeerException.Why.NOT_OFFERED);
    }

    @Test
    void behind_stunnel_with_certificates_on_both_sides_it_stores_answers_and_sends() throws Exception {
        Certificates c = Certificates.make(folder.resolve("pki"));
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            String at = c.folder() + "/";
            try (Stunnel tls = Stunnel.start(
                            folder, orthanc.address().query().getPort(), at + "server.pem", at + "server.key", at + "ca.pem", version);
                    WebPeer p = through(tls, c, "client", version)) {
                String study = "2.25.7700" + version.charAt(6);
                List<GeneratedCt.Sent> sent = GeneratedCt.series(study, "Tunnel^Tina", 5, 64);
                assertThat(p.send(sent, NOBODY)).allMatch(Delivered::stored);
                KeptInMemory kept = new KeptInMemory();
                assertThat(p.retrieve(Wanted.study(study), kept, NOBODY)).isEqualTo(new Fetched(5, 0, 0, true));
                assertThat(kept.files.keySet()).isEqualTo(sent.stream().map(GeneratedCt.Sent::uid).collect(Collectors.toSet()));
                try (WebPeer stranger = through(tls, c, "stranger", version)) {
                    assertThatThrownBy(() -> stranger.verify(NOBODY)).isInstanceOf(PeerException.class);
                }
            }
        }
    }

    private WebPeer through(Stunnel tls, Certificates c, String who, String version) throws Exception {
        WebAddress at = WebAddress.at(
                tls.of(orthanc.address().query()), orthanc.address().login(), Optional.of(c.terms(who, "ca", version.equals("TLSv1.2"))));
        return new WebPeer(at, WebLimits.USUAL, RandomGenerator.of("L64X128MixRandom"));
    }

    private static PeerException.Why why(WebAddress address) throws Exception {
        try (WebPeer p = new WebPeer(address, WebLimits.USUAL, RandomGenerator.of("L64X128MixRandom"))) {
            PeerException[] seen = new PeerException[1];
            assertThatThrownBy(() -> p.verify(NOBODY)).isInstanceOfSatisfying(PeerException.class, e -> seen[0] = e);
            assertThat(seen[0].getMessage()).endsWith(".").doesNotContain("another");
            return seen[0].why();
        }
    }
}
