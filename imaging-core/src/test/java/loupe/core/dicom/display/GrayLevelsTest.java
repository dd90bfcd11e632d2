package loupe.core.dicom.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import loupe.core.Peer;
import loupe.core.Shared;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.render.LayerStack;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
import loupe.core.render.Viewport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Levels of a display against those dcmtk's dcm2pnm draws: at most one apart.
class GrayLevelsTest {
    @TempDir Path folder;

    /// A ramp of all 12-bit values.
    private static DataSet.Builder ramp(boolean signed) {
        ByteBuffer b = ByteBuffer.allocate(8192).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 4096; i++) {
            b.putShort((short) (signed ? i - 2048 : i));
        }
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, 64)
                .put(Tag.Columns, Vr.US, 64)
                .put(Tag.BitsAllocated, Vr.US, 16)
                .put(Tag.BitsStored, Vr.US, 12)
                .put(Tag.HighBit, Vr.US, 11)
                .put(Tag.PixelRepresentation, Vr.US, signed ? 1 : 0)
                .put(Tag.PixelData, Vr.OW, b.array());
    }

    private static byte[] words(int... values) {
        ByteBuffer b = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.of(values).forEach(v -> b.putShort((short) v));
        return b.array();
    }

    private static byte[] ours(DataSet d) throws DicomException {
        RasterImage.Gray g = (RasterImage.Gray)
                DisplayImage.of(PixelDecoder.decode(d, TransferSyntax.EXPLICIT_LE, 0), d, 0);
        return levels(g, FileWindow.of(d, 0).getFirst().window());
    }

    /// As the viewer draws it, one screen pixel a pixel.
    private static byte[] levels(RasterImage.Gray g, ValueWindow window) {
        Viewport whole = Viewport.fit(g.columns(), g.rows(), g.columns(), g.rows(), 1, 1);
        int[] argb = new int[g.columns() * g.rows()];
        SliceRenderer.render(new RenderRequest(g, 0, window, false, whole, LayerStack.none()), argb);
        byte[] out = new byte[argb.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) argb[i];
        }
        return out;
    }

    private byte[] dcmtk(DataSet d, String... options) throws IOException {
        Path file = folder.resolve("in.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(d, TransferSyntax.EXPLICIT_LE, out);
        }
        List<String> command = new ArrayList<>(List.of("dcm2pnm", "-O"));
        command.addAll(List.of(options));
        command.addAll(List.of("+op", file.toString(), folder.resolve("out.pgm").toString()));
        Peer.Answer a = Peer.run(command);
        assertThat(a.exit()).as(a.output()).isZero();
        byte[] all = Files.readAllBytes(folder.resolve("out.pgm"));
        return Arrays.copyOfRange(all, all.length - 4096, all.length);
    }

    private static void atMostOneApart(byte[] ours, byte[] theirs) {
        for (int i = 0; i < ours.length; i++) {
            assertThat(Math.abs((ours[i] & 0xff) - (theirs[i] & 0xff))).as("value %d", i).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LINEAR", "SIGMOID"})
    void windows_give_the_levels_dcmtk_draws_after_rescale(String function) throws IOException {
        for (boolean signed : new boolean[] {false, true}) {
            for (String photometric : List.of("MONOCHROME1", "MONOCHROME2")) {
                DataSet d = ramp(signed)
                        .put(Tag.PhotometricInterpretation, Vr.CS, photometric)
                        .put(Tag.RescaleSlope, Vr.DS, "0.5")
                        .put(Tag.RescaleIntercept, Vr.DS, "-400")
                        .put(Tag.WindowCenter, Vr.DS, "40.5", "300")
                        .put(Tag.WindowWidth, Vr.DS, "399", "1500")
                        .put(Tag.VOILUTFunction, Vr.CS, function)
                        .build();
                String option = function.equals("SIGMOID") ? "+Wfs" : "+Wfl";
                atMostOneApart(ours(d), dcmtk(d, "+Wi", "1", option));
            }
        }
    }

    @Test
    void linear_exact_maps_its_ends_to_black_and_white() {
        // PS3.3 C.11.2.1.3.2, worked by hand.
        ValueWindow w = new ValueWindow(100, 40, ValueWindow.Function.LINEAR_EXACT);
        assertThat(w.brightness(80)).isZero();
        assertThat(w.brightness(100)).isEqualTo(0.5);
        assertThat(w.brightness(110)).isEqualTo(0.75);
        assertThat(w.brightness(120)).isEqualTo(1);
    }

    private static DataSet square() {
        int[] entries = IntStream.range(0, 256).map(i -> i * i / 64 * 4).toArray();
        return DataSet.builder()
                .put(Tag.LUTDescriptor, Vr.US, 256, 1000, 12)
                .put(Tag.LUTData, Vr.OW, words(entries))
                .build();
    }

    @Test
    void a_voi_table_gives_the_levels_dcmtk_draws() throws IOException {
        DataSet d = ramp(false).put(Tag.VOILUTSequence, List.of(square())).build();
        atMostOneApart(ours(d), dcmtk(d, "+Wl", "1"));
    }

    @Test
    void a_modality_table_gives_the_levels_dcmtk_draws() throws IOException {
        int[] entries = IntStream.range(0, 1024).map(i -> (int) (4000 * Math.sqrt(i / 1023.0))).toArray();
        DataSet table = DataSet.builder()
                .put(Tag.LUTDescriptor, Vr.US, 1024, 512, 16)
                .put(Tag.ModalityLUTType, Vr.LO, "US")
                .put(Tag.LUTData, Vr.OW, words(entries))
                .build();
        DataSet d = ramp(false)
                .put(Tag.ModalityLUTSequence, List.of(table))
                .put(Tag.WindowCenter, Vr.DS, "2000")
                .put(Tag.WindowWidth, Vr.DS, "3000")
                .build();
        atMostOneApart(ours(d), dcmtk(d, "+Wi", "1"));
    }

    @Test
    void an_inverse_presentation_shape_turns_the_levels_round_as_dcmtk_does() throws IOException {
        DataSet plain = ramp(false).put(Tag.WindowCenter, Vr.DS, "2000").put(Tag.WindowWidth, Vr.DS, "3000").build();
        DataSet inverse = plain.toBuilder().put(Tag.PresentationLUTShape, Vr.CS, "INVERSE").build();
        atMostOneApart(ours(inverse), dcmtk(plain, "+Wi", "1", "+Piv"));
    }

    @Test
    void public_images_are_drawn_as_dcmtk_draws_them() throws IOException {
        for (String name : List.of("CT_small.dcm", "MR_small.dcm")) {
            Path file = Shared.path("data/pydicom/test_files/" + name);
            DicomFile f = DicomReader.usual().read(file);
            DataSet d = f.data().toBuilder().put(Tag.WindowCenter, Vr.DS, "400").put(Tag.WindowWidth, Vr.DS, "1500").build();
            RasterImage.Gray g = (RasterImage.Gray) DisplayImage.of(PixelDecoder.decode(d, f.syntax(), 0), d, 0);
            byte[] ours = levels(g, FileWindow.of(d, 0).getFirst().window());
            Path out = folder.resolve("public.pgm");
            Peer.Answer a = Peer.run(List.of("dcm2pnm", "-O", "+Ww", "400", "1500", "+op", file.toString(), out.toString()));
            assertThat(a.exit()).as(a.output()).isZero();
            byte[] all = Files.readAllBytes(out);
            atMostOneApart(ours, Arrays.copyOfRange(all, all.length - ours.length, all.length));
        }
    }

    @Test
    void a_file_with_a_table_only_opens_with_it() {
        DataSet d = ramp(false).put(Tag.VOILUTSequence, List.of(square())).build();
        assertThat(FileWindow.first(d, 0).orElseThrow().table()).isPresent();
        assertThat(FileWindow.first(d, 0).orElseThrow().width()).isEqualTo(256);
    }

    @Test
    void a_table_of_every_value_is_drawn_entry_by_entry() throws DicomException {
        int[] entries = IntStream.range(0, 4096).map(i -> i % 2 == 0 ? i : 4095 - i).toArray();
        DataSet table = DataSet.builder()
                .put(Tag.LUTDescriptor, Vr.US, 4096, 0, 12)
                .put(Tag.LUTData, Vr.OW, words(entries))
                .build();
        byte[] levels = ours(ramp(false).put(Tag.VOILUTSequence, List.of(table)).build());
        for (int i = 0; i < levels.length; i++) {
            assertThat(levels[i]).as("value %d", i).isEqualTo((byte) Math.rint(255 * entries[i] / 4095.0));
        }
    }

    @Test
    void a_sigmoid_goes_on_beyond_twice_its_width() throws DicomException {
        DataSet d = ramp(false)
                .put(Tag.WindowCenter, Vr.DS, "2048")
                .put(Tag.WindowWidth, Vr.DS, "512")
                .put(Tag.VOILUTFunction, Vr.CS, "SIGMOID")
                .build();
        byte[] levels = ours(d);
        assertThat(levels[0]).isZero();
        assertThat(levels[4095]).isEqualTo((byte) 255);
        // A window's width from the centre: 1 / (1 + e^-4) = 0.98201, and half as far again 0.99753.
        assertThat(levels[2048 + 512] & 0xff).isEqualTo(250);
        assertThat(levels[2048 + 768] & 0xff).isEqualTo(254);
    }

    @Test
    void a_table_shorter_than_it_declares_is_left_out() {
        DataSet table = DataSet.builder()
                .put(Tag.LUTDescriptor, Vr.US, 256, 0, 12)
                .put(Tag.LUTData, Vr.OW, words(1, 2, 3))
                .build();
        DataSet d = ramp(false)
                .put(Tag.VOILUTSequence, List.of(table))
                .put(Tag.WindowCenter, Vr.DS, "40")
                .put(Tag.WindowWidth, Vr.DS, "400")
                .build();
        assertThat(FileWindow.of(d, 0)).containsExactly(new FileWindow(ValueWindow.of(40, 400), ""));
    }
}
