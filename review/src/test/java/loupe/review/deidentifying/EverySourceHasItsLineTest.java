package loupe.review.deidentifying;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// FINDINGS R16: a CT with directory records in it vanished without a line in the map.
class EverySourceHasItsLineTest {
    @TempDir Path folder;

    private static DataSet.Builder ct() {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.9")
                .put(Tag.Modality, Vr.CS, "CT");
    }

    private static DataSet records() {
        return DataSet.itemBuilder(CharacterSet.DEFAULT).put(Tag.DirectoryRecordType, Vr.CS, "PATIENT").build();
    }

    @Test
    void the_odd_image_the_directory_and_what_is_no_dicom() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        try (OutputStream out = Files.newOutputStream(in.resolve("ct.dcm"))) {
            DicomWriter.writeFile(
                    ct().put(Tag.DirectoryRecordSequence, List.of(records())).build(), TransferSyntax.EXPLICIT_LE, out);
        }
        try (OutputStream out = Files.newOutputStream(in.resolve("DICOMDIR"))) {
            DicomWriter.writeDirectory("1.2.9", DataSet.builder()
                    .put(Tag.DirectoryRecordSequence, List.of(records())).build(), out);
        }
        Files.writeString(in.resolve("notes.txt"), "no image");
        Path map = folder.resolve("map.jsonl");
        Path to = folder.resolve("out");
        Deidentifier door = new Deidentifier(
                Profiles.importProfile().with(Profile.Pixels.OFF), PseudonymKey.of(new byte[32]),
                (image, job) -> List.of());
        new DeidentifyFiles(door).run(
                new DeidentifyOrder(List.of(in), to, Optional.of(map), 1), (at, sentence) -> {}, JobContext.unattended());
        Map<String, String> lines = new TreeMap<>();
        for (String line : Files.readAllLines(map)) {
            JsonNode one = new ObjectMapper().readTree(line);
            lines.put(Path.of(one.path("source").asText()).getFileName().toString(), one.path("output").asText("null"));
        }
        assertThat(lines).containsOnlyKeys("ct.dcm", "DICOMDIR", "notes.txt");
        assertThat(lines.get("notes.txt")).isEqualTo("null");
        DataSet out = DicomReader.usual().read(to.resolve(lines.get("ct.dcm"))).data();
        assertThat(out.string(Tag.Modality)).contains("CT");
        assertThat(out.contains(Tag.DirectoryRecordSequence)).isFalse();
    }
}
