package loupe.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import loupe.app.preferences.Preferences;
import loupe.app.viewer.ViewerPane;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
import loupe.core.render.SpatialTransform;
import loupe.core.render.Viewport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Presentation states of a film and of single frames of a sequence, in the window.
@ExtendWith(WindowRobot.class)
@org.junit.jupiter.api.Tag("display")
class PresentationOnFilmsWindowTest {
    private static final int W = 240;
    private static final int H = 160;
    private static final String STUDY = "2.25.5501";

    @TempDir Path folder;
    private Stage stage;
    private MainWindow window;
    private WindowDriver driver;

    @Start
    void start(Stage given) {
        stage = given;
    }

    @AfterEach
    void close() throws Exception {
        driver.close();
    }

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.DEFAULT);
    }

    private static DataSet.Builder object(String sopClass, String modality, int number) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, sopClass)
                .put(Tag.SOPInstanceUID, Vr.UI, STUDY + "." + number + ".1")
                .put(Tag.StudyInstanceUID, Vr.UI, STUDY)
                .put(Tag.SeriesInstanceUID, Vr.UI, STUDY + "." + number)
                .put(Tag.PatientID, Vr.LO, "FILMS")
                .put(Tag.StudyDate, Vr.DA, "20240310")
                .put(Tag.Modality, Vr.CS, modality)
                .put(Tag.SeriesNumber, Vr.IS, Integer.toString(number))
                .put(Tag.InstanceNumber, Vr.IS, "1");
    }

    /// Value of a pixel: it rises along the rows and a little down the columns.
    private static int value(int column, int row) {
        return 8 * column + 4 * row;
    }

    private static DataSet image(DataSet.Builder b, int frames) {
        ByteBuffer raw = ByteBuffer.allocate(2 * W * H * frames).order(ByteOrder.LITTLE_ENDIAN);
        for (int f = 0; f < frames; f++) {
            for (int i = 0; i < W * H; i++) {
                raw.putShort((short) (value(i % W, i / W) + 16 * f));
            }
        }
        if (frames > 1) {
            b.put(Tag.NumberOfFrames, Vr.IS, Integer.toString(frames));
        }
        return b.put(Tag.SamplesPerPixel, Vr.US, 1).put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, H).put(Tag.Columns, Vr.US, W).put(Tag.BitsAllocated, Vr.US, 16).put(Tag.BitsStored, Vr.US, 12)
                .put(Tag.HighBit, Vr.US, 11).put(Tag.PixelRepresentation, Vr.US, 0).put(Tag.PixelData, Vr.OW, raw.array()).build();
    }

    private static DataSet film() {
        return image(object("1.2.840.10008.5.1.4.1.1.1", "CR", 1).put(Tag.ImagerPixelSpacing, Vr.DS, "0.5", "0.5")
                .put(Tag.BodyPartExamined, Vr.CS, "HAND").put(Tag.ViewPosition, Vr.CS, "PA"), 1);
    }

    private static DataSet run() {
        return image(object("1.2.840.10008.5.1.4.1.1.12.1", "XA", 1), 5);
    }

    private static DataSet.Builder state(DataSet of, String label, String... frames) {
        DataSet.Builder on = item().put(Tag.ReferencedSOPClassUID, Vr.UI, of.string(Tag.SOPClassUID, ""))
                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, of.string(Tag.SOPInstanceUID, ""));
        if (frames.length > 0) {
            on.put(Tag.ReferencedFrameNumber, Vr.IS, frames);
        }
        return object("1.2.840.10008.5.1.4.1.1.11.1", "PR", 7)
                .put(Tag.ReferencedSeriesSequence, List.of(item().put(Tag.ReferencedImageSequence, List.of(on.build()))
                        .put(Tag.SeriesInstanceUID, Vr.UI, of.string(Tag.SeriesInstanceUID, "")).build()))
                .put(Tag.SoftcopyVOILUTSequence, List.of(item().put(Tag.WindowCenter, Vr.DS, "1200")
                        .put(Tag.WindowWidth, Vr.DS, "1600").put(Tag.VOILUTFunction, Vr.CS, "SIGMOID").build()))
                .put(Tag.ContentLabel, Vr.CS, label)
                .put(Tag.PresentationLUTShape, Vr.CS, "IDENTITY")
                .put(Tag.GraphicAnnotationSequence, List.of(item().put(Tag.GraphicLayer, Vr.CS, "A")
                        .put(Tag.GraphicObjectSequence, List.of(item().put(Tag.GraphicAnnotationUnits, Vr.CS, "PIXEL")
                                .put(Tag.GraphicData, Vr.FL, 120, 80, 140, 80)
                                .put(Tag.GraphicType, Vr.CS, "CIRCLE").put(Tag.GraphicFilled, Vr.CS, "N").build()))
                        .build()));
    }

    private void open(FxRobot robot, DataSet... objects) throws Exception {
        Path files = Files.createDirectories(folder.resolve("sent"));
        for (int i = 0; i < objects.length; i++) {
            write(files.resolve(i + ".dcm"), objects[i]);
        }
        SampleStore store = SampleStore.holding(folder.resolve("home"), List.of(files));
        robot.interact(() -> window = WindowDriver.on(stage, store, Preferences.usual(), WindowDriver.answering(folder)));
        driver = new WindowDriver(robot, window);
        driver.unlocked();
        driver.openFirst();
    }

    private static void write(Path file, DataSet d) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(d, TransferSyntax.EXPLICIT_LE, out);
        }
    }

    private static RenderRequest shown(FxRobot robot) throws Exception {
        return WindowDriver.onToolkit(() -> robot.lookup("#viewer").queryAs(ViewerPane.class).drawnRequest().orElseThrow());
    }

    /// Gray of an image pixel as it is drawn.
    private static int gray(RenderRequest r, int column, int row) {
        int[] out = new int[1];
        Viewport v = r.viewport();
        SliceRenderer.render(r.in(new Viewport(1, 1, v.pixelsPerMm(), column, row, v.columnMm(), v.rowMm(), v.transform())), out);
        return out[0] & 0xff;
    }

    private static double sigmoid(double value) {
        return 255 / (1 + Math.exp(-4 * (value - 1200) / 1600));
    }

    private void picture(String name) {
        WaitForAsyncUtils.waitForFxEvents();
        Screenshot.write(stage.getScene(), Path.of(System.getProperty("loupe.screenshots", "target/screenshots"), name + ".png"));
    }

    @Test
    void a_film_is_turned_covered_and_windowed_by_its_state(FxRobot robot) throws Exception {
        DataSet film = film();
        open(robot, film, state(film, "BONE").put(Tag.ImageRotation, Vr.US, 90).put(Tag.ImageHorizontalFlip, Vr.CS, "N")
                .put(Tag.ShutterShape, Vr.CS, "RECTANGULAR")
                .put(Tag.ShutterLeftVerticalEdge, Vr.IS, "21").put(Tag.ShutterRightVerticalEdge, Vr.IS, "220")
                .put(Tag.ShutterUpperHorizontalEdge, Vr.IS, "11").put(Tag.ShutterLowerHorizontalEdge, Vr.IS, "150")
                .put(Tag.ShutterPresentationValue, Vr.US, 0)
                .build());
        WindowDriver.until("it is listed", () -> driver.list("#came").getItems().size() == 1);
        String before = driver.text("#corner-view");
        driver.chord(KeyCode.SHIFT, KeyCode.P);
        WindowDriver.until("it is applied", () -> driver.text("#corner-image").contains("presentation state: BONE")
                && driver.text("#corner-view").contains("sigmoid") && driver.text("#corner-view").contains("turned 90"));
        RenderRequest r = shown(robot);
        assertThat(r.viewport().transform()).isEqualTo(new SpatialTransform(1, false));
        for (int[] at : new int[][] {{60, 40}, {120, 90}, {200, 120}}) {
            assertThat((double) gray(r, at[0], at[1])).as("pixel %d, %d", at[0], at[1])
                    .isBetween(sigmoid(value(at[0], at[1])) - 1, sigmoid(value(at[0], at[1])) + 1);
        }
        assertThat(gray(r, 10, 80)).as("covered").isZero();
        assertThat(gray(r, 120, 5)).as("covered").isZero();
        assertThat(robot.lookup(".came-line").queryAll()).hasSize(1);
        picture("presentation-film");
        driver.chord(KeyCode.SHIFT, KeyCode.X);
        WindowDriver.until("one key gives the plain image back", () -> driver.text("#corner-view").equals(before));
    }

    @Test
    void frames_of_a_sequence_look_so_where_the_state_names_them(FxRobot robot) throws Exception {
        DataSet run = run();
        open(robot, run, state(run, "RUN", "2", "4").build());
        WindowDriver.until("it is listed", () -> driver.list("#came").getItems().size() == 1);
        driver.chord(KeyCode.SHIFT, KeyCode.P);
        WindowDriver.until("the first frame it names is shown", () -> driver.text("#corner-image").contains("2 of 5")
                && driver.text("#corner-image").contains("presentation state: RUN"));
        WindowDriver.until("by its sigmoid", () -> driver.text("#corner-view").contains("sigmoid"));
        assertThat((double) gray(shown(robot), 120, 90)).isBetween(sigmoid(value(120, 90) + 16) - 1, sigmoid(value(120, 90) + 16) + 1);
        picture("presentation-frames");
        robot.push(KeyCode.DOWN);
        WindowDriver.until("the next frame does not", () -> driver.text("#corner-image").contains("3 of 5")
                && !driver.text("#corner-image").contains("presentation") && !driver.text("#corner-view").contains("sigmoid"));
        robot.push(KeyCode.DOWN);
        WindowDriver.until("the fourth does", () -> driver.text("#corner-image").contains("4 of 5")
                && driver.text("#corner-image").contains("presentation state: RUN"));
    }

    @Test
    void a_palette_of_a_state_colours_the_film_with_a_legend_and_a_blending_state_is_named(FxRobot robot) throws Exception {
        DataSet film = film();
        DataSet.Builder pseudo = state(film, "COLD").put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.11.3")
                .remove(Tag.PresentationLUTShape);
        byte[][] tables = new byte[3][512];
        for (int i = 0; i < 256; i++) {
            tables[0][2 * i + 1] = (byte) i;
            tables[2][2 * i + 1] = (byte) (255 - i);
        }
        for (int c = 0; c < 3; c++) {
            pseudo.put(Tag.RedPaletteColorLookupTableDescriptor + c, Vr.US, 256, 0, 16)
                    .put(Tag.RedPaletteColorLookupTableData + c, Vr.OW, tables[c]);
        }
        DataSet blending = object("1.2.840.10008.5.1.4.1.1.11.4", "PR", 8).build();
        open(robot, film, pseudo.build(), blending);
        WindowDriver.until("both are listed", () -> driver.list("#came").getItems().size() == 2);
        assertThat(driver.list("#came").getItems().toString()).contains("a blending state: not shown").contains("PR of series 8");
        driver.chord(KeyCode.SHIFT, KeyCode.P);
        WindowDriver.until("it is applied", () -> driver.text("#corner-view").contains("the file's colours"));
        RenderRequest r = shown(robot);
        int[] out = new int[1];
        Viewport v = r.viewport();
        SliceRenderer.render(r.in(new Viewport(1, 1, v.pixelsPerMm(), 150, 60, v.columnMm(), v.rowMm(), v.transform())), out);
        double level = sigmoid(value(150, 60));
        assertThat((double) (out[0] >> 16 & 0xff)).isBetween(level - 1, level + 1);
        assertThat((double) (out[0] & 0xff)).isBetween(254 - level, 256 - level);
        assertThat(robot.lookup("#colour-bar").query().isVisible()).isTrue();
        picture("presentation-colours");
        driver.chord(KeyCode.SHIFT, KeyCode.X);
        WindowDriver.until("gray again", () -> !driver.text("#corner-view").contains("colours"));
        assertThat(robot.lookup("#corner-view").<Label>query().getText()).contains("W ");
    }
}
