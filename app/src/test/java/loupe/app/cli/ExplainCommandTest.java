package loupe.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// `loupe explain` of models with several classes, each command on a store opened anew. The nets have the logits 0, 4x and 4x - 1
/// for their three classes (inference's SayingWhatElseItCouldBeTest made them); where x is 1 that is 0.013, 0.721 and
/// 0.265. One says so, the other gives the winner's number only.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainCommandTest {
    private static final int N = 32;
    private static final String CARD = """
            {"id":"%s","version":"1","title":"X","task":"segmentation-3d-whole",
             "accepts":{"modalities":["CT"],"bodyParts":["ANY"],"inPlaneMm":[0.3,4],"sliceMm":[0.4,7.5],"minSlices":8,
               "minExtentMm":40,"orientations":["axial"]},
             "input":{"axes":"SPL","spacingMm":[2,2,2],"multipleOf":1,"neighbours":0,
               "intensity":[{"step":"scale","low":-1000,"high":400}],"outside":-1000},
             "output":[{"step":"%s"}],
             "labels":[%s,%s],
             "intendedUse":"tests","trainingData":"none","accuracy":[],"limits":["none"],"licence":"Apache-2.0",
             "sha256":"%s"}""";
    private static final String LABEL = """
            {"name":"%s","classes":[%d],"category":{"value":"123037004","scheme":"SCT","meaning":"Anatomical Structure"},
             "type":{"value":"39607008","scheme":"SCT","meaning":"Lung"},"colour":"#0080ff"}""";

    private Path folder = Path.of("");
    private Loupe loupe;

    @BeforeAll
    void analyses_a_series_with_both(@TempDir Path given) throws Exception {
        folder = given;
        loupe = new Loupe(folder.resolve("person"));
        Path in = Files.createDirectories(folder.resolve("in"));
        for (int z = 0; z < N; z++) {
            try (OutputStream out = Files.newOutputStream(in.resolve("%03d.dcm".formatted(z)))) {
                DicomWriter.writeFile(slice(z), TransferSyntax.EXPLICIT_LE, out);
            }
        }
        done("import", in.toString());
        add("three-classes", "argmax");
        add("three-classes-numbers", "labels");
        done("analyze", "1", "--model", "three-classes");
        done("analyze", "1", "--model", "three-classes-numbers");
    }

    private void add(String id, String step) throws Exception {
        Path weights = folder.resolve(id + ".onnx");
        try (InputStream from = ExplainCommandTest.class.getResourceAsStream(id + ".onnx")) {
            Files.write(weights, Objects.requireNonNull(from).readAllBytes());
        }
        String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(weights)));
        Path card = Files.writeString(folder.resolve(id + ".json"), CARD.formatted(
                id, step, LABEL.formatted("kernel", 1), LABEL.formatted("shell", 2), digest));
        done("models", "add", weights.toString(), "--card", card.toString());
        done("models", "trust", id, "--reason", "a test");
    }

    private String done(String... arguments) throws IOException {
        Loupe.Answer a = loupe.run(arguments);
        assertThat(a.exit()).as("%s: %s", List.of(arguments), a.err()).isZero();
        return a.out();
    }

    private static DataSet slice(int z) {
        ByteBuffer pixels = ByteBuffer.allocate(N * N * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < N * N; i++) {
            boolean in = i % N > 7 && i % N < 20 && i / N > 7 && i / N < 20 && z > 7 && z < 20;
            pixels.putShort(in ? (short) 400 : -1000);
        }
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.7.1." + z)
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.826.0.7.2")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.826.0.7.3")
                .put(Tag.FrameOfReferenceUID, Vr.UI, "1.2.826.0.7.4")
                .put(Tag.Modality, Vr.CS, "CT")
                .put(Tag.PatientID, Vr.LO, "E1")
                .put(Tag.SliceThickness, Vr.DS, "2")
                .put(Tag.ImagePositionPatient, Vr.DS, "0", "0", Integer.toString(2 * z))
                .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                .put(Tag.PixelSpacing, Vr.DS, "2", "2")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) N)
                .put(Tag.Columns, Vr.US, (double) N)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 16.0)
                .put(Tag.HighBit, Vr.US, 15.0)
                .put(Tag.PixelRepresentation, Vr.US, 1.0)
                .put(Tag.PixelData, Vr.OW, pixels.array())
                .build();
    }

    @Test
    void names_the_runner_up_and_how_probable_it_is() throws IOException {
        String said = loupe.process("explain", "1", "--finding", "F1").out();
        assertThat(said).containsPattern("score \\(not calibrated\\) +0\\.721\\n").containsPattern("shell instead +0\\.265\\n")
                .containsPattern("nothing instead +0\\.013\\n");
    }

    @Test
    void says_the_same_in_json() throws IOException {
        JsonNode said = new ObjectMapper().readTree(done("explain", "1", "--finding", "F1", "--json"));
        assertThat(said.get("finding").textValue()).isEqualTo("F1");
        assertThat(said.get("saysHowSure").booleanValue()).isTrue();
        assertThat(said.get("alternatives")).hasSize(2);
        assertThat(said.at("/alternatives/0/label").textValue()).isEqualTo("shell");
        assertThat(said.at("/alternatives/0/probability").doubleValue()).isCloseTo(0.2654, within(1e-3));
        assertThat(said.get("uncertainty").isNull()).isTrue();
    }

    @Test
    void says_that_a_model_of_labels_only_does_not_say() throws IOException {
        assertThat(done("explain", "1", "--finding", "F2"))
                .isEqualTo("the model answers with labels only: it does not say how sure it is or what else it could be\n");
        JsonNode said = new ObjectMapper().readTree(done("explain", "1", "--finding", "F2", "--json"));
        assertThat(said.get("saysHowSure").booleanValue()).isFalse();
        assertThat(said.get("alternatives")).isEmpty();
    }
}
