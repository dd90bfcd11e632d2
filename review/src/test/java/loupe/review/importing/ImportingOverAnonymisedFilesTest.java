package loupe.review.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.study.Series;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.session.StudyImages;
import loupe.store.Store;
import loupe.store.journal.StoredRecord;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportingOverAnonymisedFilesTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

    @TempDir
    Path folder = Path.of("");

    private Store store(String name) throws IOException {
        StoreSettings settings = new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), folder.resolve("device " + name), KdfCost.forTests(), "lab");
        return Store.create(folder.resolve(name), "a passphrase".toCharArray(), settings);
    }

    private static ImportReport imported(Store store, Path path) throws IOException {
        byte[] key = new byte[32];
        Deidentifier door =
                new Deidentifier(Profiles.importProfile(), PseudonymKey.of(key), (image, job) -> List.of());
        return new ImportStudies(store, door, 2).run(List.of(path), JobContext.unattended());
    }

    /// A slice of a CT of which only the file meta information still says what and which it is.
    private static void write(Path file, int slice, String without) throws IOException {
        DataSet.Builder b = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, CT)
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4." + (slice + 1))
                .put(Tag.Modality, Vr.CS, "CT")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, 8.0)
                .put(Tag.Columns, Vr.US, 8.0)
                .put(Tag.BitsAllocated, Vr.US, 8.0)
                .put(Tag.BitsStored, Vr.US, 8.0)
                .put(Tag.HighBit, Vr.US, 7.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelSpacing, Vr.DS, "1", "1")
                .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                .put(Tag.ImagePositionPatient, Vr.DS, "0", "0", Integer.toString(3 * slice))
                .put(Tag.FrameOfReferenceUID, Vr.UI, "1.2.3.9")
                .put(Tag.PixelData, Vr.OB, new byte[64]);
        if (!without.contains("study")) {
            b.put(Tag.StudyInstanceUID, Vr.UI, "1.2.3.7");
        }
        if (!without.contains("series")) {
            b.put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3.8");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeFile(b.build(), TransferSyntax.EXPLICIT_LE, out);
        String text = out.toString(StandardCharsets.ISO_8859_1);
        for (String uid : without.contains("instance") ? List.of(CT, "1.2.3.4." + (slice + 1)) : List.<String>of()) {
            int at = text.lastIndexOf(uid);
            text = text.substring(0, at) + "\0".repeat(uid.length()) + text.substring(at + uid.length());
        }
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Path series(String name, String without) throws IOException {
        Path in = folder.resolve(name);
        for (int s = 0; s < 5; s++) {
            write(in.resolve(s + ".dcm"), s, without);
        }
        return in;
    }

    private static String report(Store store, String study) throws IOException {
        StringBuilder out = new StringBuilder();
        for (StoredRecord r : store.records(study)) {
            out.append(new String(r.payload(), StandardCharsets.UTF_8));
        }
        return out.toString();
    }

    @Nested
    class Files_that_name_neither_study_nor_series_nor_in_the_data_set_themselves {

        @Test
        void become_one_series_with_a_warning_that_stays_with_the_study() throws IOException {
            Path in = series("in", "study series instance");
            try (Store store = store("store")) {
                ImportReport r = imported(store, in);
                assertThat(r.refused()).isEmpty();
                assertThat(r.imported()).isEqualTo(5);
                String study = r.studyUids().iterator().next();
                assertThat(StudyImages.of(store, study).series()).singleElement()
                        .satisfies(s -> assertThat(s.stacks()).singleElement()
                                .satisfies(t -> assertThat(t.slices()).hasSize(5)));
                assertThat(report(store, study)).contains("names no study", "names no series", "file meta information");
            }
        }

        @Test
        void are_the_same_study_at_the_next_import() throws IOException {
            Path in = series("in", "study series instance");
            try (Store store = store("store"); Store other = store("other")) {
                ImportReport first = imported(store, in);
                assertThat(imported(store, in).alreadyThere()).isEqualTo(5);
                assertThat(imported(other, in).studyUids()).isEqualTo(first.studyUids());
                assertThat(store.studies()).hasSize(1);
            }
        }

        @Test
        void are_studies_apart_where_they_lie_in_folders_apart() throws IOException {
            write(folder.resolve("in/a/1.dcm"), 0, "study series");
            write(folder.resolve("in/b/1.dcm"), 1, "study series");
            try (Store store = store("store")) {
                assertThat(imported(store, folder.resolve("in")).studyUids()).hasSize(2);
            }
        }
    }

    @Test
    void one_file_without_a_study_does_not_end_the_import_of_those_after_it() throws IOException {
        write(folder.resolve("in/1.dcm"), 0, "study");
        write(folder.resolve("in/2.dcm"), 1, "");
        try (Store store = store("store")) {
            assertThat(imported(store, folder.resolve("in")).imported()).isEqualTo(2);
        }
    }

    @Test
    void a_public_ct_without_uids_comes_in_whole() throws IOException {
        Path shared = Path.of(System.getProperty("loupe.shared", "../shared"));
        Assumptions.assumeTrue(Files.isDirectory(shared), "skipped: the folder of public inputs (../shared) is not there");
        try (Store store = store("store")) {
            ImportReport r = imported(store, shared.resolve("data/ct_dicom_totalseg/example_ct_dicom"));
            assertThat(r.refused()).isEmpty();
            assertThat(r.studyUids()).hasSize(1);
            List<Series> series = StudyImages.of(store, r.studyUids().iterator().next()).series();
            assertThat(series).singleElement().satisfies(s -> {
                assertThat(s.modality()).isEqualTo("CT");
                assertThat(s.stacks()).singleElement().satisfies(t -> assertThat(t.slices()).hasSize(20));
            });
        }
    }
}
