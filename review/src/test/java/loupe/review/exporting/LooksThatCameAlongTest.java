package loupe.review.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.presentation.DrawnGraphic;
import loupe.core.work.JobContext;
import loupe.review.came.CameWithStudy;
import loupe.review.came.Presentation;
import loupe.review.session.StudyImages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Presentation states and key objects are for the images they name, after the door and the store.
class LooksThatCameAlongTest {
    private static final DrawnSeries CT = new DrawnSeries("1.2.1", "CT", DrawnSeries.AXIAL, 5, false);

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

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.UTF_8);
    }

    private static DataSet reference(String uid) {
        return item().put(Tag.ReferencedSOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, uid).build();
    }

    private static DataSet.Builder object(String sopClass, String modality) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, sopClass)
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.1.5.1")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.1")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.1.5")
                .put(Tag.PatientID, Vr.LO, "ID1.2.1")
                .put(Tag.StudyDate, Vr.DA, "20200102")
                .put(Tag.Modality, Vr.CS, modality);
    }

    private CameWithStudy read(DataSet came) throws IOException {
        List<Path> files = new ArrayList<>(CT.write(folder.resolve("in")));
        Path file = folder.resolve("came.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(came, TransferSyntax.EXPLICIT_LE, out);
        }
        files.add(file);
        return CameWithStudy.of(StudyImages.of(site.store(), site.imported(files)), JobContext.unattended());
    }

    private static DataSet.Builder state(String... images) {
        List<DataSet> on = new ArrayList<>();
        for (String i : images) {
            on.add(reference(i));
        }
        return object("1.2.840.10008.5.1.4.1.1.11.1", "PR")
                .put(Tag.ReferencedSeriesSequence, List.of(item().put(Tag.ReferencedImageSequence, on).build()))
                .put(Tag.PresentationLUTShape, Vr.CS, "INVERSE")
                .put(Tag.SoftcopyVOILUTSequence, List.of(
                        item().put(Tag.WindowCenter, Vr.DS, "40").put(Tag.WindowWidth, Vr.DS, "80").build()));
    }

    @Nested
    class A_presentation_state {
        @Test
        void is_for_the_images_it_names_and_no_other() throws IOException {
            CameWithStudy came = read(state("1.2.1.9.2", "1.2.1.9.4").build());
            Presentation p = came.states().getFirst();
            assertThat(came.notes()).isEmpty();
            assertThat(p.images()).hasSize(2);
            assertThat(p.on(p.images().getFirst().sopInstanceUid(), 0).orElseThrow().look().window().width()).isEqualTo(80);
            assertThat(p.on("2.25.1", 0)).isEmpty();
        }

        @Test
        void for_images_that_are_not_there_is_one_line() throws IOException {
            CameWithStudy came = read(state("1.2.1.9.77").build());
            assertThat(came.states()).isEmpty();
            assertThat(came.notes()).singleElement().asString().contains("it is for no image of this study");
        }

        @Test
        void that_covers_and_writes_over_everything_stays_bounded() throws IOException {
            DataSet dot = item().put(Tag.GraphicAnnotationUnits, Vr.CS, "PIXEL")
                    .put(Tag.GraphicData, Vr.FL, 3, 3)
                    .put(Tag.GraphicType, Vr.CS, "POINT")
                    .build();
            CameWithStudy came = read(state("1.2.1.9.2")
                    .put(Tag.ShutterShape, Vr.CS, "RECTANGULAR")
                    .put(Tag.ShutterLeftVerticalEdge, Vr.IS, "500")
                    .put(Tag.ShutterRightVerticalEdge, Vr.IS, "2")
                    .put(Tag.ShutterUpperHorizontalEdge, Vr.IS, "1")
                    .put(Tag.ShutterLowerHorizontalEdge, Vr.IS, "1")
                    .put(Tag.GraphicAnnotationSequence, List.of(item()
                            .put(Tag.GraphicLayer, Vr.CS, "A")
                            .put(Tag.GraphicObjectSequence, java.util.Collections.nCopies(20_000, dot))
                            .build()))
                    .build());
            assertThat(came.states().getFirst().state().graphics()).hasSize(1_000)
                    .allMatch(g -> g.what().kind() == DrawnGraphic.Kind.POINT);
            assertThat(came.notes()).singleElement().asString().contains("19000 of its graphics");
        }

        @Test
        void in_colour_is_for_no_gray_image() throws IOException {
            assertThat(read(state("1.2.1.9.2").put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.11.2").build()).notes())
                    .singleElement().asString().contains("it is for no image of this study");
        }

        @Test
        void that_blends_is_named_and_not_shown() throws IOException {
            assertThat(read(state("1.2.1.9.2").put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.11.4").build()).notes())
                    .singleElement().asString().contains("is not shown: a blending state");
        }
    }

    @Nested
    class A_key_object_selection {
        private static DataSet image(String uid) {
            return item().put(Tag.RelationshipType, Vr.CS, "CONTAINS")
                    .put(Tag.ValueType, Vr.CS, "IMAGE")
                    .put(Tag.ReferencedSOPSequence, List.of(reference(uid)))
                    .build();
        }

        @Test
        void names_its_images_by_what_its_title_says() throws IOException {
            CameWithStudy came = read(object("1.2.840.10008.5.1.4.1.1.88.59", "KO")
                    .put(Tag.ValueType, Vr.CS, "CONTAINER")
                    .put(Tag.ConceptNameCodeSequence, List.of(ReportsThatCameAlongTest.code("113000", "DCM", "Of Interest")))
                    .put(Tag.ContentSequence, List.of(image("1.2.1.9.4"), image("1.2.1.9.2"), image("1.2.1.9.88")))
                    .build());
            assertThat(came.notes()).isEmpty();
            assertThat(came.keys().getFirst().title()).isEqualTo("Of Interest");
            assertThat(came.keys().getFirst().images()).hasSize(2);
        }
    }
}
