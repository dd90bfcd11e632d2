package loupe.core.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.UidNames;
import loupe.core.dicom.Vr;
import loupe.core.image.Frame;
import org.junit.jupiter.api.Test;

/// A pattern of 10 x 12 single bits, as other programs encode it.
class SingleBitsAndDeflatedFramesTest {
    private static final int COLUMNS = 10;
    private static final int ROWS = 12;
    /// OpenJPEG 2.5.4 by imagecodecs, one bit a sample, reversible.
    private static final String JPEG_2000 = """
            ff4fff51002900000000000a0000000c00000000000000000000000a0000000c00000000000000000001000101ff52000c000000010000040400\
            01ff5c00044008ff640025000143726561746564206279204f70656e4a5045472076657273696f6e20322e352e34ff90000a00000000001c0001\
            ff93d5800b7f598bfab197a224ad12bfffd9""";
    /// OpenJPH by ojph_compress from a PGM whose largest value is 1.
    private static final String HTJ2K = """
            ff4fff51002940000000000a0000000c00000000000000000000000a0000000c00000000000000000001000101ff500008000200000000ff5200\
            0c00020001000504044001ff5c00132018202028202028202028202020181820ff64001600014f70656e4a50482056657220302e392e302eff90\
            000a0000000000580001ff93c900fe0063000000c46848011300fe006300c4912448f267e300fc01e300f8463300cac9571580644a520ec6372a\
            adbdf879000000f80018ab4deb1db8005254b90e754dd0f6f8b57900ffd9""";

    private static boolean on(int x, int y) {
        return (x * 3 + y * 5) % 7 < 3;
    }

    private static DataSet image(int bits, int frames, byte[]... encoded) {
        return DataSet.builder()
                .put(Tag.Rows, Vr.US, (double) ROWS)
                .put(Tag.Columns, Vr.US, (double) COLUMNS)
                .put(Tag.NumberOfFrames, Vr.IS, Integer.toString(frames))
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.BitsAllocated, Vr.US, (double) bits)
                .put(Tag.BitsStored, Vr.US, (double) bits)
                .put(Tag.HighBit, Vr.US, bits - 1.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(new Element.Fragments(Tag.PixelData, Vr.OB, MemorySegment.ofArray(new byte[0]),
                        Arrays.stream(encoded).map(MemorySegment::ofArray).toList()))
                .build();
    }

    private static Frame decoded(DataSet d, String syntax, int frame) throws DicomException {
        return PixelDecoder.decode(d, TransferSyntax.of(syntax), frame);
    }

    private static void holdsThePattern(Frame f) {
        assertThat(f.format()).isEqualTo(Frame.Format.U8);
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                assertThat(f.sample((long) y * COLUMNS + x)).isEqualTo(on(x, y) ? 1 : 0);
            }
        }
    }

    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(plain);
        deflater.finish();
        byte[] out = new byte[1000];
        int n = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, n + n % 2);
    }

    private static byte[] packed(boolean inverted) {
        byte[] out = new byte[(COLUMNS * ROWS + 7) / 8];
        for (int i = 0; i < COLUMNS * ROWS; i++) {
            out[i / 8] |= (byte) (on(i % COLUMNS, i / COLUMNS) != inverted ? 1 << i % 8 : 0);
        }
        return out;
    }

    @Test
    void single_bits_in_jpeg_2000_are_read() throws DicomException {
        holdsThePattern(decoded(image(1, 1, HexFormat.of().parseHex(JPEG_2000)), TransferSyntax.JPEG_2000_LOSSLESS, 0));
    }

    @Test
    void single_bits_in_high_throughput_jpeg_2000_are_read() throws DicomException {
        holdsThePattern(decoded(image(1, 1, HexFormat.of().parseHex(HTJ2K)), TransferSyntax.HTJ2K_LOSSLESS, 0));
    }

    @Test
    void deflated_frames_of_single_bits_begin_each_at_a_byte() throws DicomException {
        DataSet d = image(1, 2, deflated(packed(true)), deflated(packed(false)));
        holdsThePattern(decoded(d, TransferSyntax.DEFLATED_FRAMES, 1));
        assertThat(decoded(d, TransferSyntax.DEFLATED_FRAMES, 0).sample(0)).isZero();
    }

    @Test
    void deflated_frames_of_bytes_are_read_and_damaged_ones_refused() throws DicomException {
        byte[] plain = new byte[COLUMNS * ROWS];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) (on(i % COLUMNS, i / COLUMNS) ? 1 : 0);
        }
        holdsThePattern(decoded(image(8, 1, deflated(plain)), TransferSyntax.DEFLATED_FRAMES, 0));
        byte[] half = Arrays.copyOf(deflated(plain), 6);
        assertThatThrownBy(() -> decoded(image(8, 1, half), TransferSyntax.DEFLATED_FRAMES, 0))
                .isInstanceOf(DicomException.class);
        assertThat(UidNames.of(TransferSyntax.DEFLATED_FRAMES)).isEqualTo("Deflated Image Frame Compression");
    }

    @Test
    void single_bits_in_a_syntax_that_has_none_are_refused_by_name() {
        for (String syntax : List.of(TransferSyntax.JPEG_BASELINE, TransferSyntax.RLE, TransferSyntax.JPEG_LS_LOSSLESS)) {
            assertThatThrownBy(() -> decoded(image(1, 1, new byte[100]), syntax, 0))
                    .isInstanceOf(DicomException.class)
                    .hasMessageContaining("single bits");
        }
    }
}
