package loupe.core.dicom.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisplayImageTest {
    @TempDir Path folder;

    private static byte[] words(int... values) {
        ByteBuffer b = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int v : values) {
            b.putShort((short) v);
        }
        return b.array();
    }

    private static DataSet.Builder image(String photometric, byte[] pixels) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, photometric)
                .put(Tag.Rows, Vr.US, 1.0)
                .put(Tag.Columns, Vr.US, pixels.length / 2.0)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 16.0)
                .put(Tag.HighBit, Vr.US, 15.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OW, pixels);
    }

    private static RasterImage shown(DataSet d) throws DicomException {
        return DisplayImage.of(PixelDecoder.decode(d, TransferSyntax.EXPLICIT_LE, 0), d, 0);
    }

    /// Colours pydicom gives, as 0xFFRRGGBB.
    private static int[] pydicom(Path file) throws IOException {
        Peer.Answer a = Peer.python(
                """
                import sys, pydicom
                from pydicom.pixel_data_handlers.util import apply_color_lut
                d = pydicom.dcmread(sys.argv[1])
                rgb = apply_color_lut(d.pixel_array, d).reshape(-1, 3)
                shift = 8 if rgb.dtype.itemsize == 2 else 0
                print(' '.join(str((int(r) >> shift) << 16 | (int(g) >> shift) << 8 | int(b) >> shift) for r, g, b in rgb))
                """,
                file.toString());
        assertThat(a.exit()).as(a.output()).isZero();
        return Arrays.stream(a.output().strip().split(" ")).mapToInt(s -> 0xff000000 | Integer.parseInt(s)).toArray();
    }

    @Test
    void a_palette_image_has_the_colours_pydicom_gives_it() throws IOException {
        Path file = Shared.path("data/pydicom/test_files/examples_palette.dcm");
        DicomFile f = DicomReader.usual().read(file);
        RasterImage.Colour ours = (RasterImage.Colour)
                DisplayImage.of(PixelDecoder.decode(f.data(), f.syntax(), 0), f.data(), 0);
        assertThat(ours.argb()).isEqualTo(pydicom(file));
    }

    private static DataSet.Builder segmented(byte[] segments) {
        DataSet.Builder d = image("PALETTE COLOR", words(IntStream.range(0, 40).toArray()));
        for (int t = 0; t < 3; t++) {
            d.put(Tag.RedPaletteColorLookupTableDescriptor + t, Vr.US, 40, 0, 16);
            d.put(0x00281221 + t, Vr.OW, segments);
        }
        return d;
    }

    @Test
    void a_segmented_palette_has_the_colours_pydicom_gives_it() throws IOException {
        // Discrete 4 entries, linear 16 to 60000, both again by an indirect segment.
        byte[] segments = words(0, 4, 0, 1000, 2000, 40_000, 1, 16, 60_000, 2, 2, 0, 0);
        DataSet d = segmented(segments).build();
        Path file = folder.resolve("segmented.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(d, TransferSyntax.EXPLICIT_LE, out);
        }
        assertThat(((RasterImage.Colour) shown(d)).argb()).isEqualTo(pydicom(file));
    }

    @Test
    void a_segmented_palette_that_points_at_itself_or_ends_early_is_refused() {
        for (byte[] bad : List.of(
                words(0, 1, 5, 2, 1, 6, 0), words(0, 4, 1, 2), words(1, 4, 9), words(7, 1, 1), words(0, 1, 5, 2, 9, 0xffff, 0xffff))) {
            assertThatThrownBy(() -> shown(segmented(bad).build()))
                    .isInstanceOf(DicomException.class)
                    .hasMessageContaining("segmented");
        }
    }

    @Test
    void a_modality_lut_gives_the_values_and_holds_at_its_ends() throws DicomException {
        // PS3.3 C.11.1.1.1: below the first mapped value the first entry, above the last mapped value the last.
        DataSet lut = DataSet.builder()
                .put(Tag.LUTDescriptor, Vr.US, 3, 10, 16)
                .put(Tag.LUTData, Vr.OW, words(100, 250, 900))
                .build();
        DataSet d = image("MONOCHROME2", words(0, 10, 11, 12, 13, 60_000))
                .put(Tag.ModalityLUTSequence, List.of(lut))
                .build();
        assertThat(((RasterImage.Gray) shown(d)).values()).containsExactly(100, 100, 250, 900, 900, 900);
    }

    @Test
    void rescale_gives_modality_values_and_monochrome1_is_marked() throws DicomException {
        DataSet d = image("MONOCHROME1", words(0, 1, 1000))
                .put(Tag.RescaleSlope, Vr.DS, "2")
                .put(Tag.RescaleIntercept, Vr.DS, "-1024")
                .build();
        RasterImage.Gray g = (RasterImage.Gray) shown(d);
        assertThat(g.values()).containsExactly(-1024, -1022, 976);
        assertThat(g.whiteIsLow()).isTrue();
    }
}
