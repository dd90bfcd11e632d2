package loupe.review.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.StructureSet;
import loupe.core.segment.Mask;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.review.came.CameWithStudy;
import loupe.review.session.StudyImages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// VIEW-3: what other programs drew lies over its images, after the door and the store (FINDINGS R6).
class RegionsThatCameAlongTest {
    private static final DrawnSeries CT = new DrawnSeries("1.2.1", "CT", DrawnSeries.OBLIQUE, 5, false);

    @TempDir Path folder;
    private ReviewedStudy site;

    @BeforeEach
    void opens() throws IOException {
        site = new ReviewedStudy(folder.resolve("site"));
    }

    @AfterEach
    void closes() throws IOException {
        site.close();
    }

    private CameWithStudy read(String uid) throws IOException {
        return CameWithStudy.of(images(uid), JobContext.unattended());
    }

    private StudyImages images(String uid) throws IOException {
        return StudyImages.of(site.store(), uid);
    }

    private Stack stack(String uid) throws IOException {
        return images(uid).series().stream().flatMap(s -> s.stacks().stream()).findFirst().orElseThrow();
    }

    @Nested
    class A_segmentation {
        private List<Path> studyWithResult() throws IOException {
            try (ReviewedStudy other = new ReviewedStudy(folder.resolve("other"))) {
                Path out = folder.resolve("out");
                other.exported(other.analysed(CT, folder.resolve("in")), out, new ExportStudy.Choice(true));
                try (Stream<Path> all = Files.list(out)) {
                    return all.filter(p -> p.toString().endsWith(".dcm") && !p.endsWith("report.dcm")).sorted().toList();
                }
            }
        }

        @Test
        void has_its_voxels_on_the_slices_it_was_drawn_on() throws IOException {
            String uid = site.imported(studyWithResult());
            CameWithStudy came = read(uid);
            assertThat(came.notes()).isEmpty();
            assertThat(came.laidOver()).hasSize(1);
            assertThat(came.outlines()).extracting(o -> o.mask().grid()).containsOnly(stack(uid).grid());
            Mask ball = came.outlines().getFirst().mask();
            for (int s = 0; s < 5; s++) {
                for (int r = 0; r < DrawnSeries.ROWS; r++) {
                    for (int c = 0; c < DrawnSeries.COLUMNS; c++) {
                        assertThat(ball.contains(c, r, s)).isEqualTo(CT.inBall(c, r, s));
                    }
                }
            }
        }

        @Test
        void needs_no_view_of_its_own() throws IOException {
            StudyImages images = images(site.imported(studyWithResult()));
            for (Series s : images.series()) {
                assertThat(CameWithStudy.liesOver(s, images)).isEqualTo(s.modality().equals("SEG"));
            }
        }

        @Test
        void without_its_images_keeps_its_view_and_says_why_it_lies_over_nothing() throws IOException {
            List<Path> alone = studyWithResult().stream().filter(p -> p.getFileName().toString().startsWith("seg")).toList();
            String uid = site.imported(alone);
            assertThat(CameWithStudy.liesOver(images(uid).series().getFirst(), images(uid))).isFalse();
            assertThat(read(uid).outlines()).isEmpty();
            assertThat(read(uid).notes()).singleElement().asString().contains("lies on no image of this study");
        }
    }

    @Nested
    class A_structure_set {
        private static DataSet.Builder item() {
            return DataSet.itemBuilder(CharacterSet.UTF_8);
        }

        /// A place in the picture as the file writes it.
        private static String at(Stack on, double column, double row, double slice) {
            var p = on.grid().toPatient(column, row, slice);
            return String.format(Locale.ROOT, "%.6f\\%.6f\\%.6f", p.xMm(), p.yMm(), p.zMm());
        }

        private static DataSet box(Stack on, double from, double to, double slice, String type) {
            String points = String.join("\\",
                    at(on, from, from, slice), at(on, to, from, slice), at(on, to, to, slice), at(on, from, to, slice));
            return item().put(Tag.ContourGeometricType, Vr.CS, type)
                    .put(0x30060046, Vr.IS, "4")
                    .put(Tag.ContourData, Vr.DS, points.split("\\\\"))
                    .build();
        }

        private Path structures(Stack on, List<DataSet> contours) throws IOException {
            DataSet data = DataSet.builder()
                    .put(Tag.SOPClassUID, Vr.UI, StructureSet.SOP_CLASS)
                    .put(Tag.SOPInstanceUID, Vr.UI, "1.2.1.7.1")
                    .put(Tag.StudyInstanceUID, Vr.UI, "1.2.1")
                    .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.1.7")
                    .put(Tag.FrameOfReferenceUID, Vr.UI, "1.2.1.8")
                    .put(Tag.PatientID, Vr.LO, "ID1.2.1")
                    .put(Tag.StudyDate, Vr.DA, "20200102")
                    .put(Tag.Modality, Vr.CS, "RTSTRUCT")
                    .put(Tag.StructureSetLabel, Vr.SH, "plan")
                    .put(Tag.StructureSetROISequence, List.of(item().put(Tag.ROINumber, Vr.IS, "3")
                            .put(Tag.ReferencedFrameOfReferenceUID, Vr.UI, "1.2.1.8")
                            .put(Tag.ROIName, Vr.LO, "ring")
                            .build()))
                    .put(Tag.ROIContourSequence, List.of(item().put(Tag.ROIDisplayColor, Vr.IS, "0", "128", "255")
                            .put(Tag.ContourSequence, contours)
                            .put(Tag.ReferencedROINumber, Vr.IS, "3")
                            .build()))
                    .build();
            Path file = folder.resolve("structures.dcm");
            try (OutputStream out = Files.newOutputStream(file)) {
                DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
            }
            return file;
        }

        private String imported(List<DataSet> contours, Stack on) throws IOException {
            List<Path> files = new ArrayList<>(CT.write(folder.resolve("in")));
            files.add(structures(on, contours));
            return site.imported(files);
        }

        /// The stack as the files have it; the door leaves places as they are.
        private Stack drawn() throws IOException {
            try (ReviewedStudy other = new ReviewedStudy(folder.resolve("other"))) {
                String uid = other.imported(CT.write(folder.resolve("before")));
                return StudyImages.of(other.store(), uid).series().getFirst().stacks().getFirst();
            }
        }

        @Test
        void has_the_voxels_inside_its_contours_and_a_contour_within_another_is_a_hole() throws IOException {
            Stack on = drawn();
            String uid = imported(List.of(
                    box(on, 3.5, 13.5, 2, "CLOSED_PLANAR"), box(on, 6.5, 9.5, 2, "CLOSED_PLANAR"),
                    box(on, 3.5, 5.5, 3, "CLOSED_PLANAR")), on);
            CameWithStudy came = read(uid);
            assertThat(came.notes()).isEmpty();
            CameWithStudy.Outline ring = came.outlines().getFirst();
            assertThat(ring.rgb()).isEqualTo(0x0080ff);
            assertThat(ring.mask().grid()).isEqualTo(stack(uid).grid());
            assertThat(ring.mask().count(2)).isEqualTo(10 * 10 - 3 * 3);
            assertThat(ring.mask().count(3)).isEqualTo(4);
            assertThat(ring.mask().contains(4, 4, 2)).isTrue();
            assertThat(ring.mask().contains(8, 8, 2)).isFalse();
            assertThat(ring.mask().contains(14, 8, 2)).isFalse();
        }

        @Test
        void of_points_alone_says_that_it_is_not_drawn() throws IOException {
            Stack on = drawn();
            CameWithStudy came = read(imported(List.of(box(on, 3.5, 13.5, 2, "POINT")), on));
            assertThat(came.outlines()).isEmpty();
            assertThat(came.notes()).anyMatch(n -> n.contains("has no closed contour"));
        }
    }
}
