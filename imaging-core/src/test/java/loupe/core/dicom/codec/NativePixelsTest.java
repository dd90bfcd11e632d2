package loupe.core.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.core.Peer;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.image.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Uncompressed samples in every layout, through each uncompressed syntax as dcmtk writes it.
class NativePixelsTest {
    @TempDir Path folder;

    static List<Layout> layouts() {
        return List.of(
                new Layout(new Phantom(17, 9, 1, 8, 8, false), 8, 7, false),
                new Layout(new Phantom(17, 9, 1, 8, 8, true), 8, 7, false),
                new Layout(new Phantom(18, 9, 1, 8, 6, false), 8, 6, false),
                new Layout(new Phantom(18, 9, 1, 16, 12, false), 16, 11, false),
                new Layout(new Phantom(18, 9, 1, 16, 12, true), 16, 11, false),
                new Layout(new Phantom(18, 9, 1, 16, 12, false), 16, 15, false),
                new Layout(new Phantom(18, 9, 1, 16, 12, true), 16, 15, false),
                new Layout(new Phantom(18, 9, 1, 16, 10, false), 16, 11, false),
                new Layout(new Phantom(18, 9, 1, 16, 16, false), 16, 15, false),
                new Layout(new Phantom(18, 9, 1, 16, 16, true), 16, 15, false),
                new Layout(new Phantom(18, 9, 1, 32, 24, false), 32, 23, false),
                new Layout(new Phantom(18, 9, 1, 32, 30, true), 32, 30, false),
                new Layout(new Phantom(18, 9, 3, 8, 8, false), 8, 7, false),
                new Layout(new Phantom(18, 9, 3, 8, 8, false), 8, 7, true),
                new Layout(new Phantom(18, 9, 3, 16, 12, false), 16, 11, false),
                new Layout(new Phantom(18, 9, 3, 16, 16, false), 16, 15, true));
    }

    private static void holds(Layout l, Frame frame) {
        Phantom p = l.phantom();
        for (int y = 0; y < p.rows(); y++) {
            for (int x = 0; x < p.columns(); x++) {
                for (int s = 0; s < p.samples(); s++) {
                    assertThat(frame.sample(((long) y * p.columns() + x) * p.samples() + s))
                            .as("column %d, row %d, channel %d", x, y, s)
                            .isEqualTo(p.value(x, y, s));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void samples_are_exact_in_each_uncompressed_syntax_dcmtk_writes(Layout l) throws IOException {
        Path raw = Oracle.write(l.dataSet(), folder.resolve("raw.dcm"));
        holds(l, Oracle.frame(raw, 0));
        for (String syntax : List.of("+ti", "+te", "+tb", "+td")) {
            if (syntax.equals("+tb") && l.allocated() == 32) {
                // dcmtk swaps 16-bit words, as OW is defined; pydicom and public files (rtdose_expb.dcm) swap all four bytes.
                continue;
            }
            Path made = Oracle.converted(raw, folder.resolve("made.dcm"), "dcmconv", syntax);
            holds(l, Oracle.frame(made, 0));
        }
    }

    @Test
    void samples_are_those_numpy_reads_from_the_same_files() throws IOException {
        for (Layout l : layouts()) {
            if (l.high() != l.phantom().stored() - 1 || l.phantom().stored() < l.allocated()) {
                // pydicom leaves bits beyond Bits Stored in.
                continue;
            }
            Path raw = Oracle.write(l.dataSet(), folder.resolve("raw.dcm"));
            Peer.Answer a = Peer.python(
                    """
                    import sys, pydicom
                    pydicom.dcmread(sys.argv[1]).pixel_array.astype('<i8').tofile(sys.argv[2])
                    """,
                    raw.toString(),
                    folder.resolve("values").toString());
            assertThat(a.exit()).as(a.output()).isZero();
            ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("values"))).order(ByteOrder.LITTLE_ENDIAN);
            Frame ours = Oracle.frame(raw, 0);
            for (int i = 0; b.hasRemaining(); i++) {
                assertThat(ours.sample(i)).isEqualTo(b.getLong());
            }
        }
    }

    @Test
    void ybr_full_422_repeats_each_chroma_sample_once() throws IOException {
        // PS3.3 C.7.6.3.1.2: two luminance bytes, one blue, one red chroma byte for two pixels.
        DataSet d = new Phantom(4, 2, 3, 8, 8, false).dataSet().toBuilder()
                .put(Tag.PhotometricInterpretation, Vr.CS, "YBR_FULL_422")
                .put(Tag.PixelData, Vr.OB, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
                .build();
        assertThat(Oracle.bytes(PixelDecoder.decode(d, TransferSyntax.EXPLICIT_LE, 0)))
                .containsExactly(1, 3, 4, 2, 3, 4, 5, 7, 8, 6, 7, 8, 9, 11, 12, 10, 11, 12, 13, 15, 16, 14, 15, 16);
    }

    @Test
    void one_bit_frames_begin_where_the_one_before_ends() throws IOException {
        // Three frames of 5 x 3 bits lie one after the other without padding (PS3.5 8.1.1).
        boolean[] bits = new boolean[45];
        byte[] packed = new byte[6];
        for (int i = 0; i < 45; i++) {
            bits[i] = i * 7 % 5 < 2;
            packed[i / 8] |= (byte) ((bits[i] ? 1 : 0) << i % 8);
        }
        DataSet d = new Phantom(5, 3, 1, 8, 1, false).dataSet().toBuilder()
                .put(Tag.NumberOfFrames, Vr.IS, "3")
                .put(Tag.BitsAllocated, Vr.US, 1)
                .put(Tag.HighBit, Vr.US, 0)
                .put(Tag.PixelData, Vr.OB, packed)
                .build();
        Path raw = Oracle.write(d, folder.resolve("bits.dcm"));
        Path big = Oracle.converted(raw, folder.resolve("big.dcm"), "dcmconv", "+tb");
        for (Path file : List.of(raw, big)) {
            for (int f = 0; f < 3; f++) {
                Frame frame = Oracle.frame(file, f);
                for (int i = 0; i < 15; i++) {
                    assertThat(frame.sample(i)).isEqualTo(bits[15 * f + i] ? 1 : 0);
                }
            }
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(ints = {32, 64})
    void float_pixels_keep_every_bit_in_both_byte_orders(int size) throws IOException {
        double[] values = {0, -0.0, 1.5, -2.25e-7, 3.0e30, Double.NaN, Double.NEGATIVE_INFINITY, 0.1f};
        ByteBuffer b = ByteBuffer.allocate(values.length * size / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (double v : values) {
            if (size == 32) {
                b.putFloat((float) v);
            } else {
                b.putDouble(v);
            }
        }
        DataSet d = new Phantom(4, 2, 1, 8, 8, false).dataSet().toBuilder()
                .remove(Tag.PixelData).remove(Tag.BitsStored).remove(Tag.HighBit).remove(Tag.PixelRepresentation)
                .put(Tag.BitsAllocated, Vr.US, size)
                .put(size == 32 ? Tag.FloatPixelData : Tag.DoubleFloatPixelData, size == 32 ? Vr.OF : Vr.OD, b.array())
                .build();
        Path raw = Oracle.write(d, folder.resolve("float.dcm"));
        for (String syntax : List.of("+ti", "+te", "+tb")) {
            Frame f = Oracle.frame(Oracle.converted(raw, folder.resolve("made.dcm"), "dcmconv", syntax), 0);
            for (int i = 0; i < values.length; i++) {
                double v = size == 32 ? (float) values[i] : values[i];
                assertThat(Double.doubleToLongBits(f.sample(i))).isEqualTo(Double.doubleToLongBits(v));
            }
        }
    }

    @Test
    void fragments_are_joined_to_frames_by_the_extended_offset_table() throws IOException {
        Phantom p = new Phantom(66, 44, 1, 16, 12, false);
        byte[] one = PixelEncoder.rle(PixelDecoder.decode(p.dataSet(), TransferSyntax.EXPLICIT_LE, 0));
        byte[] two = PixelEncoder.rle(PixelDecoder.decode(p.strip(44, 44).dataSet(), TransferSyntax.EXPLICIT_LE, 0));
        ByteBuffer table = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        table.putLong(0).putLong(one.length + 16L);
        ByteBuffer lengths = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        lengths.putLong(one.length).putLong(two.length);
        DataSet d = p.dataSet().toBuilder()
                .put(Tag.NumberOfFrames, Vr.IS, "2")
                .put(Tag.ExtendedOffsetTable, Vr.OV, table.array())
                .put(Tag.ExtendedOffsetTableLengths, Vr.OV, lengths.array())
                .put(new Element.Fragments(Tag.PixelData, Vr.OB, segment(new byte[0]), List.of(
                        segment(java.util.Arrays.copyOf(one, 200)),
                        segment(java.util.Arrays.copyOfRange(one, 200, one.length)),
                        segment(two))))
                .build();
        holds(new Layout(p, 16, 11, false), PixelDecoder.decode(d, TransferSyntax.of(TransferSyntax.RLE), 0));
        holds(new Layout(p.strip(44, 44), 16, 11, false), PixelDecoder.decode(d, TransferSyntax.of(TransferSyntax.RLE), 1));
    }

    private static java.lang.foreign.MemorySegment segment(byte[] b) {
        return java.lang.foreign.MemorySegment.ofArray(b);
    }

    @Test
    void dcmtk_made_big_endian_is_read_as_such() throws IOException {
        Path raw = Oracle.write(layouts().get(3).dataSet(), folder.resolve("raw.dcm"));
        Path made = Oracle.converted(raw, folder.resolve("made.dcm"), "dcmconv", "+tb");
        assertThat(DicomReader.usual().read(made).syntax()).isEqualTo(TransferSyntax.EXPLICIT_BE);
    }
}
