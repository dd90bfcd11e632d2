package loupe.core.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.display.DisplayImage;
import loupe.core.dicom.series.Headers;
import loupe.core.image.Frame;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A test for each class of flaw that broke readers of DICOM before; only a [DicomException] may come of them.
class HostileInputTest {

    private static void refused(ThrowingCallable call, String because) {
        assertThatThrownBy(call).isExactlyInstanceOf(DicomException.class).hasMessageContaining(because);
    }

    private static DataSet.Builder image(int columns, int rows) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) rows)
                .put(Tag.Columns, Vr.US, (double) columns)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 16.0)
                .put(Tag.HighBit, Vr.US, 15.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OW, new byte[64]);
    }

    private static Frame decode(DataSet d) throws DicomException {
        return PixelDecoder.decode(d, TransferSyntax.EXPLICIT_LE, 0);
    }

    private static DataSet encapsulated(DataSet.Builder d, byte[] table, byte[]... fragments) {
        return d.put(new Element.Fragments(
                        Tag.PixelData,
                        Vr.OB,
                        MemorySegment.ofArray(table),
                        java.util.Arrays.stream(fragments).map(MemorySegment::ofArray).toList()))
                .build();
    }

    private static MemorySegment bytes(ByteBuffer b) {
        return MemorySegment.ofArray(java.util.Arrays.copyOf(b.array(), b.position()));
    }

    private static ByteBuffer explicit(int capacity) {
        ByteBuffer b = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
        b.position(128);
        b.put(new byte[] {'D', 'I', 'C', 'M'});
        b.putShort((short) 2).putShort((short) 0x10).put((byte) 'U').put((byte) 'I').putShort((short) 20);
        b.put("1.2.840.10008.1.2.1\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return b;
    }

    private static DicomFile read(MemorySegment m) throws DicomException {
        return DicomReader.usual().read(m);
    }

    @Nested
    class Sizes {
        @Test
        void above_65535_in_rows_typed_as_a_long_are_refused() {
            refused(() -> decode(image(4, 4).put(Tag.Rows, Vr.UL, 65_537.0).build()), "Rows must be 1 to 65535");
            refused(() -> decode(image(4, 4).put(Tag.Rows, Vr.UL, 4_294_967_295.0).build()), "Rows must be");
            refused(() -> decode(image(4, 4).put(Tag.Columns, Vr.SL, -4.0).build()), "Columns must be");
        }

        @Test
        void whose_product_overflows_are_refused() {
            DataSet.Builder d = image(65_535, 65_535);
            refused(() -> decode(d.build()), "smaller than 2 GiB");
            d.put(Tag.SamplesPerPixel, Vr.US, 4.0).put(Tag.BitsAllocated, Vr.US, 32.0);
            refused(() -> decode(d.build()), "smaller than 2 GiB");
        }

        @Test
        void of_more_frames_than_there_are_bytes_for_are_refused() {
            refused(() -> decode(image(4, 8).put(Tag.NumberOfFrames, Vr.IS, "2").build()), "too few");
            refused(() -> decode(image(4, 8).put(Tag.NumberOfFrames, Vr.IS, "2147483647").build()), "too few");
            refused(() -> decode(image(30_000, 30_000).put(Tag.NumberOfFrames, Vr.IS, "2147483647").build()), "too few");
            refused(() -> decode(image(4, 8).put(Tag.NumberOfFrames, Vr.IS, "-1").build()), "at least 1");
        }

        @Test
        void of_bits_that_contradict_each_other_are_refused() {
            refused(() -> decode(image(4, 8).put(Tag.BitsStored, Vr.US, 17.0).build()), "Bits Stored");
            refused(() -> decode(image(4, 8).put(Tag.HighBit, Vr.US, 3.0).build()), "High Bit");
            refused(() -> decode(image(4, 8).put(Tag.BitsAllocated, Vr.US, 12.0).build()), "Bits Allocated");
        }

        @Test
        void far_beyond_what_the_encoded_bytes_can_hold_are_refused_before_memory_is_taken() {
            for (String uid : List.of(
                    TransferSyntax.RLE,
                    TransferSyntax.JPEG_LS_LOSSLESS,
                    TransferSyntax.JPEG_LOSSLESS,
                    TransferSyntax.JPEG_EXTENDED,
                    TransferSyntax.JPEG_2000)) {
                DataSet d = encapsulated(image(30_000, 30_000), new byte[0], new byte[1000]);
                refused(() -> PixelDecoder.decode(d, TransferSyntax.of(uid), 0), "2000 times");
            }
        }
    }

    @Nested
    class Lengths {
        @Test
        void of_four_gigabytes_are_taken_as_a_truncated_file() throws DicomException {
            ByteBuffer b = explicit(400);
            b.putShort((short) 8).putShort((short) 0x60).put((byte) 'C').put((byte) 'S').putShort((short) 2);
            b.put((byte) 'C').put((byte) 'T');
            b.putShort((short) 0x7fe0).putShort((short) 0x10).put((byte) 'O').put((byte) 'W').putShort((short) 0);
            b.putInt(0xfffffffe).putLong(0);
            DicomFile f = read(bytes(b));
            assertThat(f.truncated()).isTrue();
            assertThat(f.data().string(Tag.Modality)).contains("CT");
            assertThat(f.data().contains(Tag.PixelData)).isFalse();
        }

        @Test
        void longer_than_the_item_around_them_are_refused_with_their_position() {
            ByteBuffer b = explicit(400);
            int at = b.position();
            b.putShort((short) 8).putShort((short) 0x1140).put((byte) 'S').put((byte) 'Q').putShort((short) 0).putInt(32);
            b.putShort((short) 0xfffe).putShort((short) 0xe000).putInt(16);
            b.putShort((short) 8).putShort((short) 0x60).put((byte) 'C').put((byte) 'S').putShort((short) 12);
            b.put(new byte[64]);
            refused(() -> read(bytes(b)), "longer than the item around it (at byte " + (at + 20) + ")");
        }

        @Test
        void undefined_on_a_plain_value_are_refused() {
            ByteBuffer b = explicit(300);
            b.putShort((short) 8).putShort((short) 0x119).put((byte) 'U').put((byte) 'T').putShort((short) 0);
            b.putInt(-1).putLong(0);
            refused(() -> read(bytes(b)), "undefined length");
        }
    }

    @Test
    void sequences_nested_without_end_are_refused_and_do_not_exhaust_the_stack() {
        ByteBuffer b = explicit(4_000_000);
        for (int i = 0; i < 100_000; i++) {
            b.putShort((short) 8).putShort((short) 0x1140).put((byte) 'S').put((byte) 'Q').putShort((short) 0).putInt(-1);
            b.putShort((short) 0xfffe).putShort((short) 0xe000).putInt(-1);
        }
        refused(() -> read(bytes(b)), "nested deeper");
    }

    @Test
    void elements_without_end_are_refused() {
        DicomReader reader = new DicomReader(new Limits(8, 100, 1 << 20, 10));
        ByteBuffer b = explicit(40_000);
        b.putShort((short) 8).putShort((short) 0x1140).put((byte) 'S').put((byte) 'Q').putShort((short) 0).putInt(-1);
        for (int i = 0; i < 1000; i++) {
            b.putShort((short) 0xfffe).putShort((short) 0xe000).putInt(0);
        }
        refused(() -> reader.read(bytes(b)), "more than 100 elements");
    }

    @Test
    void a_deflated_data_set_that_grows_beyond_its_cap_is_refused() throws IOException {
        ByteBuffer head = explicit(400);
        byte[] start = java.util.Arrays.copyOf(head.array(), head.position());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] uid = "1.2.840.10008.1.2.1.99".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        out.write(start, 0, 138);
        out.write(new byte[] {22, 0});
        out.write(uid);
        DeflaterOutputStream bomb = new DeflaterOutputStream(out, new Deflater(9, true));
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < 64; i++) {
            bomb.write(zeros);
        }
        bomb.finish();
        DicomReader reader = new DicomReader(new Limits(64, 1000, 16 << 20, 1100));
        refused(() -> reader.read(MemorySegment.ofArray(out.toByteArray())), "grows beyond");
    }

    @Nested
    class A_palette {
        private static DataSet.Builder palette(double entries, int bytes) {
            DataSet.Builder d = image(4, 8).put(Tag.PhotometricInterpretation, Vr.CS, "PALETTE COLOR");
            for (int t = 0; t < 3; t++) {
                d.put(Tag.RedPaletteColorLookupTableDescriptor + t, Vr.SS, entries, 0, 16);
                d.put(Tag.RedPaletteColorLookupTableData + t, Vr.OW, new byte[bytes]);
            }
            return d;
        }

        @Test
        void with_fewer_entries_than_declared_is_refused() {
            refused(() -> DisplayImage.of(decode(palette(0, 16).build()), palette(0, 16).build(), 0), "fewer entries");
            refused(() -> DisplayImage.of(decode(palette(-2, 16).build()), palette(-2, 16).build(), 0), "fewer entries");
        }

        @Test
        void shows_its_last_colour_for_a_value_beyond_its_end() throws DicomException {
            byte[] beyond = new byte[64];
            java.util.Arrays.fill(beyond, (byte) 0xff);
            DataSet d = palette(8, 16).put(Tag.PixelData, Vr.OW, beyond).build();
            assertThat(DisplayImage.of(decode(d), d, 0).columns()).isEqualTo(4);
        }
    }

    @Nested
    class An_rle_frame {
        private static void refusedRle(byte[] frame, String because) {
            DataSet d = encapsulated(image(4, 8), new byte[0], frame);
            refused(() -> PixelDecoder.decode(d, TransferSyntax.of(TransferSyntax.RLE), 0), because);
        }

        private static byte[] header(int... numbers) {
            ByteBuffer b = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
            for (int n : numbers) {
                b.putInt(n);
            }
            return b.array();
        }

        @Test
        void with_a_segment_outside_of_it_is_refused() {
            refusedRle(header(2, 64, 101), "outside");
            refusedRle(header(2, 64, -1), "outside");
            refusedRle(header(2, 70, 66), "outside");
            refusedRle(header(2, 0, 64), "outside");
            refusedRle(header(2, 64, 0x7fffffff), "outside");
        }

        @Test
        void with_another_number_of_segments_or_cut_short_is_refused() {
            refusedRle(header(3, 64, 64, 64), "byte planes");
            refusedRle(new byte[63], "byte planes");
            refusedRle(header(2, 64, 99), "before its plane is full");
        }

        @Test
        void of_more_than_fifteen_planes_is_refused() {
            DataSet.Builder d = image(4, 8)
                    .put(Tag.SamplesPerPixel, Vr.US, 4.0)
                    .put(Tag.BitsAllocated, Vr.US, 32.0);
            byte[] frame = java.util.Arrays.copyOf(header(16), 64);
            refused(
                    () -> PixelDecoder.decode(
                            encapsulated(d, new byte[0], frame), TransferSyntax.of(TransferSyntax.RLE), 0),
                    "byte planes");
        }
    }

    @Nested
    class Fragments {
        private static void refusedFrames(byte[] table, String because, byte[]... fragments) {
            DataSet d = encapsulated(image(4, 8).put(Tag.NumberOfFrames, Vr.IS, "2"), table, fragments);
            refused(() -> EncodedFrames.of(d, TransferSyntax.of(TransferSyntax.RLE)), because);
        }

        @Test
        void whose_offset_table_loops_or_points_between_them_are_refused() {
            byte[] f = new byte[16];
            refusedFrames(new byte[] {0, 0, 0, 0, 0, 0, 0, 0}, "between fragments", f, f, f);
            refusedFrames(new byte[] {0, 0, 0, 0, 7, 0, 0, 0}, "between fragments", f, f, f);
            refusedFrames(new byte[] {24, 0, 0, 0, 0, 0, 0, 0}, "first fragment", f, f, f);
            refusedFrames(new byte[] {0, 0, 0, 0, -1, -1, -1, -1}, "between fragments", f, f, f);
        }

        @Test
        void that_are_fewer_than_the_frames_or_none_are_refused() {
            refusedFrames(new byte[0], "codestreams for 2 frames", new byte[16]);
            refusedFrames(new byte[0], "no fragment");
        }
    }

    @Test
    void a_file_damaged_anywhere_gives_a_data_set_or_a_dicom_exception_and_nothing_else() throws IOException {
        DataSet item = DataSet.builder().put(Tag.CodeValue, Vr.SH, "1").build();
        DataSet d = image(4, 8)
                .put(Tag.SpecificCharacterSet, Vr.CS, "", "ISO 2022 IR 87")
                .put(Tag.PatientName, Vr.PN, "A^B")
                .put(Tag.PerFrameFunctionalGroupsSequence, List.of(item, item))
                .put(Tag.NumberOfFrames, Vr.IS, "1")
                .build();
        SplittableRandom random = new SplittableRandom(1);
        int read = 0;
        for (TransferSyntax syntax : List.of(
                TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_LE, TransferSyntax.EXPLICIT_BE, TransferSyntax.DEFLATED_LE)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.writeFile(d, syntax, out);
            for (int i = 0; i < 5000; i++) {
                byte[] b = out.toByteArray();
                for (int k = random.nextInt(1, 6); k > 0; k--) {
                    b[random.nextInt(128, b.length)] = (byte) random.nextInt();
                }
                try {
                    DicomFile f = read(MemorySegment.ofArray(b));
                    read++;
                    f.data().elements().forEach(e -> f.data().strings(e.tag()));
                    PixelDecoder.decode(f.data(), f.syntax(), 0);
                    Headers.instance(f.data());
                } catch (DicomException e) {
                    assertThat(e.getMessage()).doesNotContain("A^B");
                }
            }
        }
        assertThat(read).isGreaterThan(1000);
    }
}
