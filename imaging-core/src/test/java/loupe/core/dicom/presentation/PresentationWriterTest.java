package loupe.core.dicom.presentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import loupe.core.Peer;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.DerivedObject;
import loupe.core.image.ValueWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// States that are written, read back and shown to peers.
class PresentationWriterTest {
    private static final Map<String, Integer> LAYERS = Map.of("FINDINGS", 0x00c8e0);

    @TempDir Path folder;

    private static DataSet.Builder image(String sopClass, String uid) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, sopClass)
                .put(Tag.SOPInstanceUID, Vr.UI, uid)
                .put(Tag.StudyInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.2")
                .put(Tag.StudyDate, Vr.DA, "20260105")
                .put(Tag.StudyTime, Vr.TM, "101500")
                .put(Tag.PatientName, Vr.PN, "P-1^")
                .put(Tag.PatientID, Vr.LO, "P-1")
                .put(Tag.Rows, Vr.US, 48.0)
                .put(Tag.Columns, Vr.US, 64.0);
    }

    private static DataSet film(String uid, String photometric) {
        return image("1.2.840.10008.5.1.4.1.1.1", uid)
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, photometric)
                .put(Tag.BitsStored, Vr.US, 12.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.ImagerPixelSpacing, Vr.DS, "0.2", "0.1")
                .build();
    }

    private static DataSet ultrasound(int frames) {
        return image("1.2.840.10008.5.1.4.1.1.3.1", "2.25.7")
                .put(Tag.SamplesPerPixel, Vr.US, 3.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "RGB")
                .put(Tag.NumberOfFrames, Vr.IS, Integer.toString(frames))
                .build();
    }

    private static DrawnGraphic graphic(DrawnGraphic.Kind kind, String text, double... xy) {
        List<DrawnGraphic.Point> points = new ArrayList<>();
        for (int i = 0; i < xy.length; i += 2) {
            points.add(new DrawnGraphic.Point(xy[i], xy[i + 1]));
        }
        return new DrawnGraphic(points, kind, false, text, DrawnGraphic.Units.PIXEL, "FINDINGS");
    }

    private static DataSet written(MarkedImage... images) {
        DerivedObject object = new DerivedObject(
                images[0].header(), "2.25.100", "2.25.101", 202, "Findings over images", LocalDateTime.of(2026, 1, 5, 12, 0, 1), "Loupe test");
        return PresentationWriter.write(object, List.of(images), "LOUPE FINDINGS", LAYERS);
    }

    private Path file() {
        return folder.resolve("state.dcm");
    }

    private DataSet back(DataSet state) throws IOException {
        Path file = file();
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(state, TransferSyntax.EXPLICIT_LE, out);
        }
        return DicomReader.usual().read(file).data();
    }

    @Test
    void a_gray_one_has_the_images_window_and_polarity_and_each_graphic_over_its_image_alone() throws IOException {
        MarkedImage a = new MarkedImage(
                film("2.25.3", "MONOCHROME1"), 0, ValueWindow.of(1000.5, 400),
                List.of(graphic(DrawnGraphic.Kind.POLYLINE, "", 1.5, 2.5, 9.5, 2.5, 9.5, 8.5, 1.5, 2.5),
                        graphic(DrawnGraphic.Kind.TEXT, "F1 Nodule", 10.5, 2.5)));
        MarkedImage b = new MarkedImage(
                film("2.25.4", "MONOCHROME1"), 0, new ValueWindow(700, 12.25, ValueWindow.Function.LINEAR_EXACT),
                List.of(graphic(DrawnGraphic.Kind.ELLIPSE, "", 1, 5, 9, 5, 5, 3, 5, 7), graphic(DrawnGraphic.Kind.POINT, "", 3.25, 4)));
        PresentationState state = PresentationState.of(back(written(a, b)));
        assertThat(state.notes()).isEmpty();
        assertThat(state.kind()).isEqualTo(StateKind.GRAYSCALE);
        PresentationState.Look one = state.look(a.header(), 0).orElseThrow();
        PresentationState.Look other = state.look(b.header(), 0).orElseThrow();
        assertThat(one.inverted()).as("beyond what the image asks for").isFalse();
        assertThat(one.window()).isEqualTo(a.window());
        assertThat(other.window()).isEqualTo(b.window());
        assertThat(one.graphics()).containsExactlyInAnyOrderElementsOf(a.graphics());
        assertThat(other.graphics()).containsExactlyInAnyOrderElementsOf(b.graphics());
        assertThat(state.colour(one.graphics().getFirst())).isEqualTo(0x00c8e0);
        assertThat(Peer.dciodvfyErrors(file())).isEmpty();
        assertThat(Peer.run(List.of("dcmpschk", file().toString())).output()).contains("Test passed.");
    }

    @Test
    void one_of_a_colour_clip_names_its_frames_and_has_a_profile() throws IOException {
        DataSet clip = ultrasound(5);
        MarkedImage second = new MarkedImage(
                clip, 1, ValueWindow.of(128, 256), List.of(graphic(DrawnGraphic.Kind.CIRCLE, "", 10, 10, 12, 10)));
        MarkedImage fourth = new MarkedImage(
                clip, 3, ValueWindow.of(128, 256), List.of(graphic(DrawnGraphic.Kind.POLYLINE, "", 1, 1, 20, 30)));
        PresentationState state = PresentationState.of(back(written(second, fourth)));
        assertThat(state.kind()).isEqualTo(StateKind.COLOUR);
        assertThat(state.notes()).as("the profile is a screen's own").isEmpty();
        assertThat(state.look(clip, 0)).isEmpty();
        assertThat(state.look(clip, 1).orElseThrow().graphics()).isEqualTo(second.graphics());
        assertThat(state.look(clip, 3).orElseThrow().graphics()).isEqualTo(fourth.graphics());
        assertThat(Peer.dciodvfyErrors(file())).isEmpty();
    }

    @Test
    void what_does_not_fit_together_or_cannot_be_written_is_refused() {
        MarkedImage film = new MarkedImage(film("2.25.3", "MONOCHROME2"), 0, ValueWindow.of(10, 20), List.of());
        MarkedImage negative = new MarkedImage(film("2.25.4", "MONOCHROME1"), 0, ValueWindow.of(10, 20), List.of());
        assertThat(film.fits(negative)).isFalse();
        assertThatThrownBy(() -> written(film, negative)).isInstanceOf(IllegalArgumentException.class);
        double[] many = new double[2 * PresentationWriter.MOST_POINTS + 2];
        MarkedImage long_ = new MarkedImage(
                film.header(), 0, film.window(), List.of(graphic(DrawnGraphic.Kind.POLYLINE, "", many)));
        assertThatThrownBy(() -> written(long_)).isInstanceOf(IllegalArgumentException.class);
    }
}
