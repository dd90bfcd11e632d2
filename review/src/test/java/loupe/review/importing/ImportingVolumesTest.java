package loupe.review.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.zip.GZIPInputStream;
import loupe.core.geometry.PatientPoint;
import loupe.core.image.Volume;
import loupe.core.nifti.NiftiReader;
import loupe.core.study.Series;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.session.StudyImages;
import loupe.store.Store;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportingVolumesTest {
    private static final Path SHARED = Path.of(System.getProperty("loupe.shared", "../shared"));
    private static final Path PUBLIC = SHARED.resolve("data/ct_dicom_totalseg/example_ct_sm.nii.gz");

    @TempDir Path folder;

    private static void needs_the_public_volume() {
        Assumptions.assumeTrue(Files.isDirectory(SHARED), "skipped: the folder of public inputs (../shared) is not there");
    }

    private Store store() throws IOException {
        StoreSettings settings = new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "lab");
        return Store.create(folder.resolve("store"), "a passphrase".toCharArray(), settings);
    }

    private static ImportReport imported(Store store, Path path) throws IOException {
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("t")), (image, job) -> List.of());
        return new ImportStudies(store, door, 2).volumesAs("CT").run(List.of(path), JobContext.unattended());
    }

    @Test
    void a_packed_nifti_volume_comes_out_of_the_store_with_every_value_in_its_place() throws IOException {
        needs_the_public_volume();
        try (Store store = store()) {
            ImportReport report = imported(store, PUBLIC);
            assertThat(report.refused()).isEmpty();
            assertThat(report.imported()).isEqualTo(1);
            assertThat(imported(store, PUBLIC).alreadyThere()).isEqualTo(1);
            StudyImages images = StudyImages.of(store, report.studyUids().iterator().next());
            Series series = images.series().getFirst();
            assertThat(series.modality()).isEqualTo("CT");
            try (Volume stored = images.volume(series.stacks().getFirst(), JobContext.unattended());
                    InputStream in = new GZIPInputStream(Files.newInputStream(PUBLIC));
                    Volume source = NiftiReader.volume(MemorySegment.ofArray(in.readAllBytes()))) {
                assertThat(stored.unit()).isEqualTo("HU");
                for (int i = 0; i < 400; i++) {
                    int c = i * 7919 % source.grid().columns();
                    int r = i * 104_729 % source.grid().rows();
                    int s = i * 31 % source.grid().slices();
                    double[] at = stored.grid().toIndex(source.grid().toPatient(c, r, s));
                    assertThat(stored.value((int) Math.rint(at[0]), (int) Math.rint(at[1]), (int) Math.rint(at[2])))
                            .isEqualTo(source.value(c, r, s));
                }
            }
        }
    }

    /// Three volumes of 2 x 3 x 4 voxels, two seconds apart; each value is its place in the file.
    private static byte[] inTime() {
        java.nio.ByteBuffer b = java.nio.ByteBuffer.allocate(352 + 2 * 72).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        b.putInt(0, 348).putShort(40, (short) 4).putShort(42, (short) 2).putShort(44, (short) 3).putShort(46, (short) 4);
        b.putShort(48, (short) 3).putShort(70, (short) 4).putFloat(80, 1).putFloat(84, 1).putFloat(88, 1).putFloat(92, 2000);
        b.putFloat(108, 352).put(123, (byte) (2 | 16)).put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
        for (int i = 0; i < 72; i++) {
            b.putShort(352 + 2 * i, (short) i);
        }
        return b.array();
    }

    @Test
    void one_with_a_time_axis_becomes_a_stack_a_time_in_their_order() throws IOException {
        try (Store store = store()) {
            ImportReport report = imported(store, Files.write(folder.resolve("four.nii"), inTime()));
            assertThat(report.refused()).isEmpty();
            StudyImages images = StudyImages.of(store, report.studyUids().iterator().next());
            Series series = images.series().getFirst();
            assertThat(series.stacks()).hasSize(3).allSatisfy(t -> assertThat(t.slices()).hasSize(4));
            assertThat(series.instances().getFirst().phase(4).values()).contains("2");
            for (int t = 0; t < 3; t++) {
                try (Volume v = images.volume(series.stacks().get(t), JobContext.unattended())) {
                    double[] at = v.grid().toIndex(new PatientPoint(0, 0, 0));
                    assertThat(v.value((int) Math.rint(at[0]), (int) Math.rint(at[1]), (int) Math.rint(at[2]))).isEqualTo(24f * t);
                    at = v.grid().toIndex(new PatientPoint(-1, -2, 3));
                    assertThat(v.value((int) Math.rint(at[0]), (int) Math.rint(at[1]), (int) Math.rint(at[2])))
                            .isEqualTo(24f * t + 23);
                }
            }
        }
    }

    @Test
    void has_every_word_its_values_must_have_after_the_door_too() throws IOException {
        try (Store store = store()) {
            ImportReport report = imported(store, Files.write(folder.resolve("four.nii"), inTime()));
            DataSet shared = store.instances(report.studyUids().iterator().next()).getFirst().header()
                    .items(Tag.SharedFunctionalGroupsSequence).getFirst();
            DataSet map = shared.items(Tag.RealWorldValueMappingSequence).getFirst();
            assertThat(map.string(Tag.LUTExplanation, "")).as("Type 1 in C.7.6.16-12b, a text a person may write").isNotBlank();
            assertThat(map.string(Tag.LUTLabel, "")).isNotBlank();
        }
    }

    @Test
    void one_with_a_fifth_axis_is_refused_and_told_why() throws IOException {
        byte[] five = inTime();
        five[40] = 5;
        five[50] = 2;
        try (Store store = store()) {
            ImportReport report = imported(store, Files.write(folder.resolve("five.nii"), five));
            assertThat(report.refused()).hasSize(1);
            assertThat(report.refused().getFirst().sentence()).contains("more than four dimensions");
        }
    }

    @Test
    void the_texts_of_its_header_reach_no_file_and_no_message() throws IOException {
        needs_the_public_volume();
        byte[] bytes;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(PUBLIC))) {
            bytes = in.readAllBytes();
        }
        byte[] canary = "WALDBURGA CANARY".getBytes(StandardCharsets.US_ASCII);
        for (int at : new int[] {14, 148, 228, 328}) { // db_name, descrip, aux_file, intent_name
            MemorySegment.copy(canary, 0, MemorySegment.ofArray(bytes), ValueLayout.JAVA_BYTE, at, 16);
        }
        Path file = Files.write(folder.resolve("WALDBURGA CANARY.nii"), bytes);
        try (Store store = store()) {
            ImportReport report = imported(store, file);
            assertThat(report.imported()).isEqualTo(1);
            String uid = report.studyUids().iterator().next();
            assertThat(StudyImages.of(store, uid).series().toString()).doesNotContain("CANARY");
            store.instances(uid).forEach(i -> assertThat(i.header().elements().stream()
                            .flatMap(e -> i.header().bytes(e.tag()).stream())
                            .map(m -> new String(m.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1)))
                    .noneMatch(v -> v.contains("CANARY")));
        }
    }
}
