package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.Test;

/// PRIV-2: a sequence that came as bytes of no known VR loses nothing on its way (FINDINGS B22).
class UnknownSequencesTest {
    /// What the letters PN and an empty length make as an implicit length, 0x00004e50.
    private static final int PN_AS_LENGTH = 20_048;
    private static final int COMMENT = 0x00400280;

    private static void element(ByteArrayOutputStream out, int tag, String vr, byte[] value) {
        out.writeBytes(new byte[] {(byte) (tag >> 16), (byte) (tag >> 24), (byte) tag, (byte) (tag >> 8)});
        out.writeBytes(vr.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {(byte) value.length, (byte) (value.length >> 8)});
        out.writeBytes(value);
    }

    private static void implicit(ByteArrayOutputStream out, int tag, byte[] value) {
        int n = value.length;
        out.writeBytes(new byte[] {(byte) (tag >> 16), (byte) (tag >> 24), (byte) tag, (byte) (tag >> 8)});
        out.writeBytes(new byte[] {(byte) n, (byte) (n >> 8), (byte) (n >> 16), (byte) (n >> 24)});
        out.writeBytes(value);
    }

    private static List<DataSet> read(ByteArrayOutputStream item) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        implicit(value, 0xFFFEE000, item.toByteArray());
        return ((Element.Sequence) Reading.as(unknown(value.toByteArray()), Vr.SQ, "SQ").orElseThrow()).items();
    }

    private static byte[] blanks(int n) {
        return " ".repeat(n).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void with_explicit_items_as_long_as_their_letters_say_keep_every_element() {
        ByteArrayOutputStream item = new ByteArrayOutputStream();
        element(item, Tag.PatientName, "PN", new byte[0]);
        element(item, COMMENT, "ST", blanks(PN_AS_LENGTH - 8));
        assertThat(item.size()).as("read as implicit it is one name of that length").isEqualTo(8 + PN_AS_LENGTH);
        DataSet read = read(item).getFirst();
        assertThat(read.bytes(Tag.PatientName).orElseThrow().byteSize()).isZero();
        assertThat(read.bytes(COMMENT).orElseThrow().byteSize()).isEqualTo(PN_AS_LENGTH - 8);
    }

    @Test
    void with_explicit_items_of_usual_lengths_keep_every_element() {
        ByteArrayOutputStream item = new ByteArrayOutputStream();
        element(item, Tag.PatientName, "PN", blanks(8));
        element(item, COMMENT, "ST", blanks(6));
        DataSet read = read(item).getFirst();
        assertThat(read.bytes(Tag.PatientName).orElseThrow().byteSize()).isEqualTo(8);
        assertThat(read.bytes(COMMENT).orElseThrow().byteSize()).isEqualTo(6);
    }

    @Test
    void that_end_inside_an_element_are_not_taken_for_what_is_left_of_them() {
        ByteArrayOutputStream item = new ByteArrayOutputStream();
        element(item, Tag.PatientName, "PN", blanks(8));
        element(item, COMMENT, "ST", blanks(600));
        byte[] cut = java.util.Arrays.copyOf(item.toByteArray(), 100);
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.writeBytes(new byte[] {(byte) 0xfe, (byte) 0xff, 0, (byte) 0xe0, -1, -1, -1, -1});
        value.writeBytes(cut);
        assertThat(Reading.as(unknown(value.toByteArray()), Vr.SQ, "SQ")).isEmpty();
    }

    private static Element.Value unknown(byte[] value) {
        return new Element.Value(Tag.ReferencedImageSequence, Vr.UN, MemorySegment.ofArray(value), false);
    }

    @Test
    void with_implicit_items_whose_length_spells_a_vr_are_implicit() {
        ByteArrayOutputStream item = new ByteArrayOutputStream();
        implicit(item, Tag.PatientName, blanks(PN_AS_LENGTH));
        implicit(item, COMMENT, blanks(6));
        DataSet read = read(item).getFirst();
        assertThat(read.bytes(Tag.PatientName).orElseThrow().byteSize()).isEqualTo(PN_AS_LENGTH);
        assertThat(read.bytes(COMMENT).orElseThrow().byteSize()).isEqualTo(6);
    }

    @Test
    void with_no_items_are_empty() {
        assertThat(((Element.Sequence) Reading.as(unknown(new byte[0]), Vr.SQ, "SQ").orElseThrow()).items()).isEmpty();
    }
}
