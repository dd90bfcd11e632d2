package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.work.JobContext;
import loupe.deid.face.FaceSearch;
import loupe.deid.face.Faces;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Taking the face out of head series: the truth is Colin27 with the brain others outlined, and a made head.
class DefacingTest {
    private static final String SERIES = "1.2.826.0.7.3";

    private static Deidentifier door() {
        Profile profile = Profiles.importProfile().with(Profile.Pixels.OFF).defacing();
        return new Deidentifier(profile, PseudonymKey.of(new byte[32]), (image, job) -> List.of());
    }

    private static Faces faces(List<SourceInstance> series) {
        FaceSearch search = new FaceSearch();
        series.forEach(s -> search.take(s, JobContext.unattended()));
        return search.faces(JobContext.unattended());
    }

    private static List<DeidOutcome.Cleaned> cleaned(List<SourceInstance> series) {
        Faces faces = faces(series);
        Deidentifier door = door();
        List<DeidOutcome.Cleaned> out = new ArrayList<>();
        for (SourceInstance s : series) {
            out.add((DeidOutcome.Cleaned) door.deidentify(
                    s, door.plan().with(faces.of(s.data().string(Tag.SeriesInstanceUID, ""))), JobContext.unattended()));
        }
        return out;
    }

    private static Head defaced(Head head, String modality, boolean sagittal) {
        List<DataSet> slices = cleaned(head.series(modality, sagittal)).stream().map(c -> c.instance().data()).toList();
        return head.from(slices, sagittal);
    }

    /// A picture from the front: how deep the first thing brighter than air lies; written where a folder is named.
    private static void picture(String name, Head head, int above) throws IOException {
        String folder = System.getProperty("loupe.pictures", "");
        if (folder.isEmpty()) {
            return;
        }
        BufferedImage image = new BufferedImage(head.nx() + head.ny(), head.nz(), BufferedImage.TYPE_BYTE_GRAY);
        for (int z = 0; z < head.nz(); z++) {
            for (int x = 0; x < head.nx(); x++) {
                image.getRaster().setSample(x, head.nz() - 1 - z, 0, Math.max(0, 255 - 3 * front(head, x, z, above)));
            }
            for (int y = 0; y < head.ny(); y++) {
                int v = head.at(head.nx() / 2, y, z);
                image.getRaster().setSample(head.nx() + y, head.nz() - 1 - z, 0, Math.clamp(above < 0 ? (v + 1000) / 8 : v, 0, 255));
            }
        }
        Files.createDirectories(Path.of(folder));
        ImageIO.write(image, "png", Path.of(folder, name + ".png").toFile());
    }

    private static int front(Head head, int x, int z, int above) {
        int y = 0;
        while (y < head.ny() && head.at(x, y, z) <= above) {
            y++;
        }
        return y;
    }

    @Nested
    class On_Colin27 {
        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void changes_no_voxel_of_the_brain(boolean sagittal) throws IOException {
            Head head = Head.colin("ch2");
            Head brain = Head.colin("ch2bet");
            Head after = defaced(head, "MR", sagittal);
            picture("colin-before", head, 25);
            picture("colin-after", after, 25);
            int changed = 0;
            for (int i = 0; i < head.values().length; i++) {
                changed += brain.values()[i] > 0 && head.values()[i] != after.values()[i] ? 1 : 0;
            }
            assertThat(changed).isZero();
        }

        /// The skin seen from the front, from the brow down to where the picture ends, 5 cm to both sides.
        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void takes_the_skin_of_the_face(boolean sagittal) throws IOException {
            Head head = Head.colin("ch2");
            Head after = defaced(head, "MR", sagittal);
            int skin = 0;
            int gone = 0;
            for (int z = 0; z < 60; z++) {
                for (int x = 40; x <= 140; x++) {
                    int y = front(head, x, z, 25);
                    boolean face = y < 55;
                    skin += face ? 1 : 0;
                    gone += face && after.at(x, y, z) == 0 && front(after, x, z, 25) >= y + 5 ? 1 : 0;
                }
            }
            assertThat(skin).isGreaterThan(4000);
            assertThat((double) gone / skin).isGreaterThan(0.99);
        }

        @Test
        void leaves_all_that_is_seven_centimetres_behind_the_face_as_it_was() throws IOException {
            Head head = Head.colin("ch2");
            Head after = defaced(head, "MR", false);
            int changed = 0;
            for (int z = 0; z < head.nz(); z++) {
                for (int y = 75; y < head.ny(); y++) {
                    for (int x = 0; x < head.nx(); x++) {
                        changed += head.at(x, y, z) != after.at(x, y, z) ? 1 : 0;
                    }
                }
            }
            assertThat(changed).isZero();
        }
    }

    @Nested
    class On_a_made_head_of_CT {
        @Test
        void takes_the_nose_and_no_brain() throws IOException {
            Head head = Head.phantom();
            Head after = defaced(head, "CT", false);
            picture("phantom-before", head, -300);
            picture("phantom-after", after, -300);
            int brain = 0;
            int nose = 0;
            for (int z = 0; z < 90; z++) {
                for (int y = 0; y < 90; y++) {
                    for (int x = 0; x < 90; x++) {
                        boolean changed = head.at(x, y, z) != after.at(x, y, z);
                        boolean inBrain = Head.isPhantomBrain((x - 45) * 3.0, (y - 48) * 3.0, (z - 50) * 3.0);
                        brain += inBrain && changed ? 1 : 0;
                        nose += (y - 48) * 3 < -96 && z < 37 && after.at(x, y, z) > -300 ? 1 : 0;
                    }
                }
            }
            assertThat(brain).isZero();
            assertThat(nose).isZero();
        }

        @Test
        void says_so_in_the_file_and_in_the_report() {
            DeidOutcome.Cleaned c = cleaned(Head.phantom().series("CT", false)).get(30);
            DataSet out = c.instance().data();
            assertThat(out.string(0x00280302)).contains("NO");
            assertThat(out.items(0x00120064)).anyMatch(code -> code.string(Tag.CodeValue, "").equals("113102"));
            assertThat(c.report().facePixels()).isPositive();
            assertThat(c.report().warnings()).anyMatch(w -> w.startsWith("The face was taken out"));
        }

        @Test
        void is_air_in_stored_values_where_the_face_was() {
            Head after = defaced(Head.phantom(), "CT", false);
            assertThat(after.at(45, 14, 25)).isEqualTo((short) -1000);
        }
    }

    @Nested
    class Where_there_is_no_face {
        @Test
        void nothing_is_taken_from_a_head_whose_face_is_gone_and_nothing_is_claimed() throws IOException {
            List<SourceInstance> series = new ArrayList<>();
            try (Stream<Path> files = Files.list(Oracles.shared("data/t1_dicom/dicoms"))) {
                for (Path p : files.sorted().toList()) {
                    DicomFile f = DicomReader.usual().read(p);
                    series.add(new SourceInstance(f.syntax(), f.meta(), f.data()));
                }
            }
            Faces faces = faces(series);
            assertThat(faces.regions()).hasSize(1);
            assertThat(faces.without()).isEqualTo(1);
            DeidOutcome.Cleaned c = cleaned(series).getFirst();
            assertThat(c.instance().data().string(0x00280302, "")).isNotEqualTo("NO");
            assertThat(c.report().warnings()).anyMatch(w -> w.contains("it was not taken out"));
        }

        @Test
        void other_parts_of_the_body_are_not_looked_at() {
            List<SourceInstance> chest = Head.phantom().series("CT", false).stream()
                    .map(s -> new SourceInstance(s.syntax(), s.meta(), s.data().toBuilder().put(0x00180015, loupe.core.dicom.Vr.CS, "CHEST").build()))
                    .toList();
            assertThat(faces(chest).regions()).isEmpty();
        }

        private static List<SourceInstance> silent(List<SourceInstance> series) {
            return series.stream()
                    .map(s -> new SourceInstance(s.syntax(), s.meta(), s.data().toBuilder().remove(0x00180015).build()))
                    .toList();
        }

        @Test
        void a_knee_that_does_not_say_what_it_is_keeps_its_cap_and_a_head_loses_its_face() {
            assertThat(faces(Head.knee().series("CT", false)).without()).as("said to be a head").isZero();
            assertThat(faces(silent(Head.knee().series("CT", false))).without()).isEqualTo(1);
            assertThat(faces(silent(Head.phantom().series("CT", false))).without()).isZero();
        }

        @Test
        void Colin27_is_known_by_its_shape_alone() throws IOException {
            assertThat(faces(silent(Head.colin("ch2").series("MR", false))).without()).isZero();
        }

        @ParameterizedTest
        @CsvSource({"HEAD,1,true", "BRAIN,1,true", "CHEST,1,false", "HEAD,8,false"})
        void the_warning_goes_by_the_part_of_the_body_and_by_how_fine_the_slices_are(String part, String thick, boolean warned) {
            SourceInstance s = Head.phantom().series("CT", false).get(30);
            DataSet d = s.data().toBuilder()
                    .put(0x00180015, loupe.core.dicom.Vr.CS, part)
                    .put(Tag.SliceThickness, loupe.core.dicom.Vr.DS, thick).build();
            DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) door().deidentify(
                    new SourceInstance(s.syntax(), s.meta(), d), door().plan(), JobContext.unattended());
            assertThat(c.report().warnings().stream().anyMatch(w -> w.contains("face"))).isEqualTo(warned);
        }
    }

    @Test
    void an_image_that_does_not_say_where_it_lies_is_refused_rather_than_passed() {
        List<SourceInstance> series = Head.phantom().series("CT", false);
        Faces faces = faces(series);
        DataSet nowhere = series.get(30).data().toBuilder().remove(Tag.ImagePositionPatient).build();
        Deidentifier door = door();
        assertThat(door.deidentify(
                        new SourceInstance(series.getFirst().syntax(), DataSet.empty(), nowhere),
                        door.plan().with(faces.of(SERIES)), JobContext.unattended()))
                .isInstanceOf(DeidOutcome.Refused.class);
    }
}
