package loupe.core.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import loupe.core.dicom.series.Headers;
import loupe.core.study.Instance;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Values other programs write and the standard does not foresee.
class OddValuesTest {

    @Nested
    class Numbers_as_text {
        private static double[] position(String... values) {
            return DataSet.builder().put(Tag.ImagePositionPatient, Vr.DS, values).build().doubles(Tag.ImagePositionPatient);
        }

        @Test
        void that_are_none_keep_their_place_as_nan() {
            assertThat(position("a", "-120", "-50")).containsExactly(Double.NaN, -120, -50);
            assertThat(position("1", "", "3")).containsExactly(1, Double.NaN, 3);
        }

        @Test
        void are_only_what_the_standard_calls_so() {
            assertThat(position("Infinity", "1d", "0x1p3", "1e999", "NaN", "9".repeat(100)))
                    .containsOnly(Double.NaN);
            assertThat(position(" -1.5e-3 ", "+2", ".5")).containsExactly(-0.0015, 2, 0.5);
        }

        @Test
        void of_an_empty_value_are_none() {
            assertThat(position("")).isEmpty();
            assertThat(DataSet.builder().put(Tag.SliceThickness, Vr.DS, "thick").build().number(Tag.SliceThickness)).isEmpty();
        }

        @Test
        void that_are_none_leave_an_image_without_a_place() {
            Instance i = Headers.instance(DataSet.builder()
                    .put(Tag.Rows, Vr.US, 8.0)
                    .put(Tag.Columns, Vr.US, 8.0)
                    .put(Tag.PixelSpacing, Vr.DS, "1", "1")
                    .put(Tag.ImageOrientationPatient, Vr.DS, "1", "0", "0", "0", "1", "0")
                    .put(Tag.ImagePositionPatient, Vr.DS, "a", "-120", "-50")
                    .build());
            assertThat(i.planes()).isEmpty();
        }
    }

    @Nested
    class A_character_set_of_two_bytes_alone {

        @Test
        void begins_in_ascii_and_goes_on_after_its_escape() {
            for (String name : List.of("ISO 2022 IR 87", "ISO 2022 IR 159", "ISO_IR 87")) {
                CharacterSet set = CharacterSet.of(List.of(name));
                assertThat(set.decode("123456789 ".getBytes(StandardCharsets.US_ASCII), Vr.LO)).isEqualTo("123456789 ");
                assertThat(set.encode("12345")).isEqualTo("12345".getBytes(StandardCharsets.US_ASCII));
            }
            byte[] yamada = {'Y', '=', 0x1b, '$', 'B', 0x3b, 0x33, 0x45, 0x44, 0x1b, '(', 'B'};
            assertThat(CharacterSet.of(List.of("ISO 2022 IR 87")).decode(yamada, Vr.PN)).isEqualTo("Y=山田");
        }

        @Test
        void tells_two_patients_apart() {
            CharacterSet set = CharacterSet.of(List.of("ISO 2022 IR 87"));
            assertThat(set.decode("123456789 ".getBytes(StandardCharsets.US_ASCII), Vr.LO))
                    .isNotEqualTo(set.decode("123456780 ".getBytes(StandardCharsets.US_ASCII), Vr.LO));
        }
    }

    @Nested
    class A_report_with_one_odd_element {
        private static final byte[] AFTER = {0x40, 0, (byte) 0x93, (byte) 0xa4, 'C', 'S', 10, 0};

        private static ByteBuffer begun() {
            ByteBuffer b = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
            b.position(128);
            b.put("DICM".getBytes(StandardCharsets.US_ASCII));
            b.putShort((short) 2).putShort((short) 0x10).put((byte) 'U').put((byte) 'I').putShort((short) 20);
            b.put("1.2.840.10008.1.2.1\0".getBytes(StandardCharsets.US_ASCII));
            return b;
        }

        private static DicomFile ended(ByteBuffer b) throws DicomException {
            b.put(AFTER).put("UNVERIFIED".getBytes(StandardCharsets.US_ASCII));
            return DicomReader.usual().read(MemorySegment.ofArray(java.util.Arrays.copyOf(b.array(), b.position())));
        }

        private static void item(ByteBuffer b, String vr) {
            b.putShort((short) 0x40).putShort((short) 0xa043).put(vr.getBytes(StandardCharsets.US_ASCII)).putShort((short) 0);
            b.putInt(-1).putShort((short) 0xfffe).putShort((short) 0xe000).putInt(-1);
            b.putShort((short) 8).putShort((short) 0x100).put((byte) 'S').put((byte) 'H').putShort((short) 4);
            b.put("T-01".getBytes(StandardCharsets.US_ASCII));
            b.putShort((short) 0xfffe).putShort((short) 0xe00d).putInt(0);
            b.putShort((short) 0xfffe).putShort((short) 0xe0dd).putInt(0);
        }

        @Test
        void a_sequence_under_the_vr_of_a_value_is_read_as_one() throws DicomException {
            ByteBuffer b = begun();
            item(b, "OB");
            DataSet d = ended(b).data();
            assertThat(d.items(Tag.ConceptNameCodeSequence).getFirst().string(Tag.CodeValue)).contains("T-01");
            assertThat(d.string(Tag.VerificationFlag)).contains("UNVERIFIED");
        }

        @Test
        void a_sequence_of_unknown_vr_with_explicit_items_is_read_as_written() throws DicomException {
            ByteBuffer b = begun();
            item(b, "UN");
            DataSet d = ended(b).data();
            assertThat(d.items(Tag.ConceptNameCodeSequence).getFirst().string(Tag.CodeValue)).contains("T-01");
            assertThat(d.string(Tag.VerificationFlag)).contains("UNVERIFIED");
        }

        @Test
        void records_of_a_directory_do_not_make_an_instance_one() throws Exception {
            DataSet d = DataSet.builder()
                    .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                    .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3")
                    .put(Tag.DirectoryRecordSequence, List.of())
                    .build();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.writeFile(d, TransferSyntax.EXPLICIT_LE, out);
            assertThat(DicomReader.usual().read(MemorySegment.ofArray(out.toByteArray())).isDirectory()).isFalse();
        }
    }

    @Nested
    class A_file_without_preamble {

        @Test
        void is_read_in_each_encoding_that_begins_with_group_8() throws Exception {
            for (TransferSyntax syntax :
                    List.of(TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_LE, TransferSyntax.EXPLICIT_BE)) {
                DataSet d = DataSet.builder()
                        .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                        .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3")
                        .put(Tag.Modality, Vr.CS, "CT")
                        .build();
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                DicomWriter.write(d, syntax, out);
                assertThat(DicomReader.usual().read(MemorySegment.ofArray(out.toByteArray())).data().string(Tag.Modality))
                        .contains("CT");
            }
        }
    }
}
