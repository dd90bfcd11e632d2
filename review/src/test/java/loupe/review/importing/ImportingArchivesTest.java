package loupe.review.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.store.Store;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportingArchivesTest {
    @TempDir Path folder;

    private static byte[] file(int number) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeFile(
                DataSet.builder()
                        .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                        .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3." + number)
                        .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3")
                        .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.99")
                        .put(Tag.PatientID, Vr.LO, "12345678")
                        .build(),
                TransferSyntax.EXPLICIT_LE,
                out);
        return out.toByteArray();
    }

    private ImportReport imported(Path path) throws IOException {
        StoreSettings settings = new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "lab");
        try (Store store = Store.create(folder.resolve("store"), "a passphrase".toCharArray(), settings)) {
            Deidentifier door = new Deidentifier(
                    Profiles.importProfile(), PseudonymKey.of(store.projectKey("t")), (image, job) -> List.of());
            return new ImportStudies(store, door, 2).run(List.of(path), JobContext.unattended());
        }
    }

    @Test
    void takes_every_dicom_file_of_a_zip_and_keeps_duplicates_once() throws IOException {
        Path zip = folder.resolve("disc.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (String name : List.of("a/1.dcm", "a/2.dcm", "../escape/2.dcm")) {
                entries.putNextEntry(new ZipEntry(name));
                entries.write(file(name.contains("1") ? 1 : 2));
                entries.closeEntry();
            }
        }
        ImportReport report = imported(zip);
        assertThat(report.imported()).isEqualTo(2);
        assertThat(report.alreadyThere()).isEqualTo(1);
        assertThat(report.refused()).isEmpty();
        assertThat(Files.exists(folder.resolve("escape"))).isFalse();
    }

    @Test
    void has_a_line_for_each_DICOMDIR_whether_whole_cut_or_in_an_archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DicomWriter.writeDirectory(
                "1.2.9", DataSet.builder().put(Tag.DirectoryRecordSequence, List.of()).build(), bytes);
        Path disc = Files.createDirectories(folder.resolve("disc"));
        Files.write(disc.resolve("DICOMDIR"), bytes.toByteArray());
        Files.write(disc.resolve("cut"), Arrays.copyOf(bytes.toByteArray(), bytes.size() - 4));
        Files.write(disc.resolve("image"), file(1));
        try (ZipOutputStream entries = new ZipOutputStream(Files.newOutputStream(disc.resolve("disc.zip")))) {
            entries.putNextEntry(new ZipEntry("DICOMDIR"));
            entries.write(bytes.toByteArray());
            entries.closeEntry();
        }
        ImportReport report = imported(disc);
        assertThat(report.files()).isEqualTo(4);
        assertThat(report.imported() + report.directories().size() + report.refused().size()).isEqualTo(4);
        assertThat(report.directories()).extracting(ImportReport.RefusedFile::path)
                .contains("DICOMDIR")
                .allMatch(p -> p.startsWith("DICOMDIR") || p.startsWith("cut") || p.startsWith("disc.zip"));
        assertThat(report.directories().getFirst().sentence()).contains("files it lists are imported");
    }

    @Test
    void names_the_way_out_for_a_tiff_slide() throws IOException {
        Path slide = Files.write(folder.resolve("slide.svs"), new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0});
        ImportReport report = imported(slide);
        assertThat(report.refused()).hasSize(1);
        assertThat(report.refused().getFirst().sentence()).contains("convert it to DICOM");
    }
}
