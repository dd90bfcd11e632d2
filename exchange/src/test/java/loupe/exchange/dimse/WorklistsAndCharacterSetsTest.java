package loupe.exchange.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.exchange.dimse.association.Timeouts;
import loupe.exchange.peer.Peer;
import loupe.exchange.peer.QueryLevel;
import loupe.exchange.peers.CtFiles;
import loupe.exchange.peers.FileToSend;
import loupe.exchange.peers.Nodes;
import loupe.exchange.peers.OrthancServer;
import loupe.exchange.peers.QueryRetrieveScp;
import loupe.exchange.peers.WorklistScp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names in many scripts found by name, and what is scheduled found in worklists.
class WorklistsAndCharacterSetsTest {
    private static final int SCHEDULED = 0x00400100;

    @TempDir Path folder;

    private static DataSet named(String name) {
        return DataSet.itemBuilder(CharacterSet.UTF_8)
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.PatientName, Vr.PN, name)
                .putEmpty(Tag.PatientID, Vr.LO)
                .putEmpty(Tag.StudyInstanceUID, Vr.UI)
                .build();
    }

    @Test
    void orthanc_with_utf_8_finds_names_in_eight_scripts() throws IOException {
        List<String> names = List.of(
                "Müller^Jörg", "Люкceмбypг^Анна", "Διονυσιος^Μ", "قباني^لنزار", "김희중^희", "山田^太郎", "王^小东", "Buc^Jérôme");
        try (OrthancServer orthanc = OrthancServer.start(folder, 104, "")) {
            for (int i = 0; i < names.size(); i++) {
                CtFiles.Study s = new CtFiles.Study(CtFiles.Study.of(i).uid(), "P" + i, names.get(i), 8);
                orthanc.put(CtFiles.write(s, 1, TransferSyntax.EXPLICIT_LE, folder.resolve("ct")).getFirst());
            }
            try (Peer p = new DimsePeer(Nodes.at(OrthancServer.TITLE, orthanc.port()), Timeouts.USUAL, Optional.empty())) {
                for (int i = 0; i < names.size(); i++) {
                    String id = "P" + i;
                    String family = names.get(i).replaceAll("\\^.*", "");
                    for (String asked : List.of(names.get(i), family + "*")) {
                        Peer.Found found = p.find(QueryLevel.STUDY, named(asked), 10, JobContext.unattended());
                        assertThat(found.matches()).as(names.get(i)).singleElement().satisfies(m -> {
                            assertThat(m.string(Tag.PatientID)).contains(id);
                            assertThat(m.string(Tag.PatientName)).contains(names.get(Integer.parseInt(id.substring(1))));
                        });
                    }
                }
            }
        }
    }

    @Test
    void an_archive_in_latin_1_finds_a_name_asked_for_in_utf_8_and_in_latin_1_and_one_its_set_lacks_by_its_beginning() throws IOException {
        try (QueryRetrieveScp scp = QueryRetrieveScp.start(folder, "LOUPE", 104)) {
            for (int i = 0; i < 2; i++) {
                CtFiles.Study s = new CtFiles.Study(CtFiles.Study.of(i).uid(), "P" + i, i == 0 ? "Müller^Jörg" : "Mull^Ann", 8);
                DataSet slice = CtFiles.slice(s, 1, 1);
                DataSet latin = slice.toBuilder()
                        .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 100")
                        .put(Tag.PatientName, Vr.PN, s.name())
                        .build();
                Path file = folder.resolve("latin" + i + ".dcm");
                try (OutputStream out = Files.newOutputStream(file)) {
                    DicomWriter.writeFile(latin, TransferSyntax.EXPLICIT_LE, out);
                }
                try (Peer p = new DimsePeer(Nodes.at(QueryRetrieveScp.TITLE, scp.port()), Timeouts.USUAL, Optional.empty())) {
                    p.send(List.of(FileToSend.of(file)), JobContext.unattended());
                }
            }
            for (String set : List.of("ISO_IR 192", "ISO_IR 100", "ISO_IR 144")) {
                try (Peer p = new DimsePeer(
                        Nodes.at(QueryRetrieveScp.TITLE, scp.port(), Optional.empty(), set), Timeouts.USUAL, Optional.empty())) {
                    Peer.Found found = p.find(QueryLevel.STUDY, named("Müller*"), 10, JobContext.unattended());
                    assertThat(found.matches().stream().map(m -> m.string(Tag.PatientID, "")))
                            .as("asked in '%s'", set)
                            .containsExactly("P0");
                }
            }
        }
    }

    private static DataSet scheduled(String name, String accession) {
        DataSet step = DataSet.itemBuilder(CharacterSet.UTF_8)
                .put(Tag.Modality, Vr.CS, "CT")
                .put(0x00400001, Vr.AE, "SCANNER")
                .put(0x00400002, Vr.DA, "20260105")
                .put(0x00400003, Vr.TM, "101500")
                .put(0x00400006, Vr.PN, "Perform^Pia")
                .put(0x00400007, Vr.LO, "CT CHEST")
                .put(0x00400009, Vr.SH, "STEP")
                .build();
        return DataSet.builder()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(0x00080090, Vr.PN, "Refer^Red")
                .put(Tag.PatientBirthDate, Vr.DA, "19700101")
                .put(0x00100040, Vr.CS, "F")
                .put(0x00321032, Vr.PN, "Request^Rob")
                .put(0x00321060, Vr.LO, "CT CHEST")
                .put(0x00401001, Vr.SH, "RP1")
                .put(0x00401003, Vr.SH, "ROUTINE")
                .put(Tag.SOPClassUID, Vr.UI, "1.2.276.0.7230010.3.1.0.1")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4." + accession.length())
                .put(Tag.AccessionNumber, Vr.SH, accession)
                .put(Tag.PatientName, Vr.PN, name)
                .put(Tag.PatientID, Vr.LO, "P" + accession)
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3.4.5")
                .put(SCHEDULED, List.of(step))
                .build();
    }

    private static DataSet askedOfAWorklist() {
        DataSet step = DataSet.builder()
                .put(Tag.Modality, Vr.CS, "CT")
                .put(0x00400002, Vr.DA, "20260101-20260131")
                .putEmpty(0x00400009, Vr.SH)
                .build();
        return DataSet.builder()
                .putEmpty(Tag.PatientName, Vr.PN)
                .putEmpty(Tag.PatientID, Vr.LO)
                .putEmpty(Tag.AccessionNumber, Vr.SH)
                .putEmpty(Tag.StudyInstanceUID, Vr.UI)
                .put(SCHEDULED, List.of(step))
                .build();
    }

    private void holds(Path file, String name, String accession) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(scheduled(name, accession), TransferSyntax.EXPLICIT_LE, out);
        }
    }

    private static void answered(DimsePeer p) throws IOException {
        Peer.Found found = p.worklist(askedOfAWorklist(), 10, JobContext.unattended());
        assertThat(found.all()).isTrue();
        assertThat(found.matches()).singleElement().satisfies(m -> {
            assertThat(m.string(Tag.AccessionNumber)).contains("ACC77");
            assertThat(m.string(Tag.PatientName)).contains("Doe^Jane");
            assertThat(m.items(SCHEDULED)).singleElement().satisfies(i -> assertThat(i.string(0x00400009)).contains("STEP"));
        });
    }

    @Test
    void wlmscpfs_answers_what_is_scheduled() throws IOException {
        holds(WorklistScp.files(folder).resolve("one.wl"), "Doe^Jane", "ACC77");
        try (WorklistScp scp = WorklistScp.start(folder);
                DimsePeer p = new DimsePeer(Nodes.at(WorklistScp.TITLE, scp.port()), Timeouts.USUAL, Optional.empty())) {
            answered(p);
        }
    }

    @Test
    void orthanc_answers_what_is_scheduled() throws IOException {
        try (OrthancServer orthanc = OrthancServer.start(folder, 104, "");
                DimsePeer p = new DimsePeer(Nodes.at(OrthancServer.TITLE, orthanc.port()), Timeouts.USUAL, Optional.empty())) {
            holds(orthanc.worklists().resolve("one.wl"), "Doe^Jane", "ACC77");
            answered(p);
        }
    }
}
