package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.BlackedPlaces;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.encoding.Codestreams;
import loupe.deid.pixel.TextBox;
import loupe.deid.pixel.TextFinder;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WritingThatHidesTest {
    private static final int COLUMNS = 160;
    private static final int ROWS = 60;

    /// Finds what is much brighter than most: one box around all pixels above 150, if they are few.
    private static final TextFinder BRIGHTNESS = (image, job) -> {
        int left = image.columns();
        int right = -1;
        int top = image.rows();
        int bottom = -1;
        int bright = 0;
        for (int r = 0; r < image.rows(); r++) {
            for (int c = 0; c < image.columns(); c++) {
                if (image.at(c, r) > 150) {
                    left = Math.min(left, c);
                    right = Math.max(right, c);
                    top = Math.min(top, r);
                    bottom = Math.max(bottom, r);
                    bright++;
                }
            }
        }
        boolean text = right > left && bottom > top && bright < image.columns() * image.rows() / 5;
        return text ? List.of(new TextBox(left, top, right - left + 1, bottom - top + 1)) : List.of();
    };

    /// Where `DOE^JANE` is drawn.
    private static boolean[] ink() {
        BufferedImage image = new BufferedImage(COLUMNS, ROWS, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.setFont(new Font(Font.MONOSPACED, Font.BOLD, 14));
        g.drawString("DOE^JANE", 12, 30);
        g.dispose();
        byte[] drawn = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        boolean[] out = new boolean[drawn.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (drawn[i] & 0xff) > 128;
        }
        return out;
    }

    private static DataSet.Builder described(String photometric, int samples, int allocated, int stored) {
        DataSet.Builder b = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .put(Tag.SamplesPerPixel, Vr.US, (double) samples)
                .put(Tag.PhotometricInterpretation, Vr.CS, photometric)
                .put(Tag.Rows, Vr.US, (double) ROWS)
                .put(Tag.Columns, Vr.US, (double) COLUMNS)
                .put(Tag.BitsAllocated, Vr.US, (double) allocated)
                .put(Tag.BitsStored, Vr.US, (double) stored)
                .put(Tag.HighBit, Vr.US, stored - 1.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0);
        return samples == 3 ? b.put(Tag.PlanarConfiguration, Vr.US, 0.0) : b;
    }

    private static DeidOutcome run(DataSet data, TransferSyntax syntax) {
        return new Deidentifier(Profiles.importProfile(), PseudonymKey.of(new byte[32]), BRIGHTNESS)
                .deidentify(new SourceInstance(syntax, DataSet.empty(), data), JobContext.unattended());
    }

    private static DeidOutcome.Cleaned cleaned(DataSet data) {
        DeidOutcome o = run(data, TransferSyntax.EXPLICIT_LE);
        assertThat(o).isInstanceOf(DeidOutcome.Cleaned.class);
        return (DeidOutcome.Cleaned) o;
    }

    private static byte[] pixels(DeidOutcome.Cleaned c) {
        return c.instance().data().bytes(Tag.PixelData).orElseThrow().toArray(ValueLayout.JAVA_BYTE);
    }

    @Nested
    class Text_under_a_palette {
        private static final int INK = 200;

        /// 256 entries: the ink's is white, the others dark.
        private static Element entries(String how, int tag) {
            ByteBuffer b = ByteBuffer.allocate(512).order(how.equals("big endian") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 256; i++) {
                int v = i == INK ? 255 : i / 8;
                b.putShort((short) (how.equals("eight bits in words") ? v : v << 8));
            }
            return new Element.Value(tag, Vr.OW, MemorySegment.ofArray(b.array()), how.equals("big endian"));
        }

        /// One discrete segment of all entries (PS3.3 C.7.9.2).
        private static Element segment(int tag) {
            ByteBuffer b = ByteBuffer.allocate(516).order(ByteOrder.LITTLE_ENDIAN);
            b.putShort((short) 0).putShort((short) 256);
            for (int i = 0; i < 256; i++) {
                b.putShort((short) ((i == INK ? 255 : i / 8) << 8));
            }
            return new Element.Value(tag, Vr.OW, MemorySegment.ofArray(b.array()), false);
        }

        @ParameterizedTest
        @ValueSource(strings = {"plain", "segmented", "eight bits in words", "big endian"})
        void is_black_afterwards(String how) {
            DataSet.Builder b = described("PALETTE COLOR", 1, 8, 8);
            for (int k = 0; k < 3; k++) {
                b.put(Tag.RedPaletteColorLookupTableDescriptor + k, Vr.US, 256, 0, how.startsWith("eight") ? 8 : 16);
                b.put(how.equals("segmented")
                        ? segment(Tag.RedPaletteColorLookupTableData + k + 0x20)
                        : entries(how, Tag.RedPaletteColorLookupTableData + k));
            }
            boolean[] ink = ink();
            byte[] before = new byte[ink.length];
            for (int i = 0; i < before.length; i++) {
                before[i] = (byte) (ink[i] ? INK : i % COLUMNS);
            }
            DeidOutcome.Cleaned c = cleaned(b.put(Tag.PixelData, Vr.OB, before).build());
            byte[] after = pixels(c);
            assertThat(c.report().boxes()).isNotEmpty();
            for (int i = 0; i < before.length; i++) {
                if (ink[i]) {
                    assertThat(after[i] & 0xff).isLessThan(8);
                }
            }
        }

        @Test
        void is_refused_where_the_palette_is_missing() {
            DataSet d = described("PALETTE COLOR", 1, 8, 8).put(Tag.PixelData, Vr.OB, new byte[COLUMNS * ROWS]).build();
            assertThat(run(d, TransferSyntax.EXPLICIT_LE)).isInstanceOfSatisfying(DeidOutcome.Refused.class, r ->
                    assertThat(r.reason()).isEqualTo(RefusalReason.PIXELS_NOT_CHECKED));
        }
    }

    @Nested
    class Text_of_any_colour {

        @ParameterizedTest
        @ValueSource(strings = {"0,0,255,0,0,0", "255,0,0,0,0,0", "0,200,0,118,118,118", "200,30,30,60,102,60"})
        void is_black_afterwards(String inkAndGround) {
            String[] n = inkAndGround.split(",");
            boolean[] ink = ink();
            byte[] before = new byte[3 * ink.length];
            for (int i = 0; i < before.length; i++) {
                before[i] = (byte) Integer.parseInt(n[ink[i / 3] ? i % 3 : 3 + i % 3]);
            }
            byte[] after = pixels(cleaned(described("RGB", 3, 8, 8).put(Tag.PixelData, Vr.OB, before).build()));
            for (int i = 0; i < after.length; i++) {
                if (ink[i / 3]) {
                    assertThat(after[i]).isZero();
                }
            }
        }
    }

    @Nested
    class Text_in_a_frame_of_floats {

        @Test
        void is_black_though_one_pixel_is_far_brighter_than_all() {
            boolean[] ink = ink();
            ByteBuffer b = ByteBuffer.allocate(4 * ink.length).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < ink.length; i++) {
                b.putFloat(i == 7 ? 1e30f : ink[i] ? 900f : i % 40);
            }
            DataSet d = described("MONOCHROME2", 1, 32, 32)
                    .remove(Tag.BitsStored).remove(Tag.HighBit).remove(Tag.PixelRepresentation)
                    .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.30")
                    .put(new Element.Value(Tag.FloatPixelData, Vr.OF, MemorySegment.ofArray(b.array()), false))
                    .build();
            DeidOutcome.Cleaned c = cleaned(d);
            byte[] out = c.instance().data().bytes(Tag.FloatPixelData).orElseThrow().toArray(ValueLayout.JAVA_BYTE);
            ByteBuffer after = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < ink.length; i++) {
                if (ink[i]) {
                    assertThat(after.getFloat(4 * i)).isLessThan(40f);
                }
            }
        }
    }

    @Nested
    class Bits_that_are_no_part_of_a_value {

        @Test
        void are_gone_though_no_overlay_is_named() {
            boolean[] ink = ink();
            byte[] before = new byte[2 * ink.length];
            for (int i = 0; i < ink.length; i++) {
                before[2 * i] = (byte) (i % 100);
                before[2 * i + 1] = (byte) (ink[i] ? 0x40 : 0);
            }
            byte[] after = pixels(cleaned(described("MONOCHROME2", 1, 16, 12).put(Tag.PixelData, Vr.OW, before).build()));
            for (int i = 0; i < ink.length; i++) {
                assertThat(after[2 * i]).isEqualTo(before[2 * i]);
                assertThat(after[2 * i + 1]).isZero();
            }
        }

        @Test
        void may_carry_the_sign_on() {
            byte[] before = new byte[2 * COLUMNS * ROWS];
            for (int i = 0; i < COLUMNS * ROWS; i++) {
                short v = (short) (i % 100 - 50);
                before[2 * i] = (byte) v;
                before[2 * i + 1] = (byte) (v >> 8);
            }
            DataSet d = described("MONOCHROME2", 1, 16, 12)
                    .put(Tag.PixelRepresentation, Vr.US, 1.0).put(Tag.PixelData, Vr.OW, before).build();
            assertThat(pixels(cleaned(d))).isEqualTo(before);
        }
    }

    @Nested
    class Text_beside_the_pixels_in_a_codestream {
        private static final byte[] NAME = "DOE^JANE 1".getBytes(StandardCharsets.US_ASCII);

        private static byte[] bytes(Object... parts) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (Object p : parts) {
                if (p instanceof Integer i) {
                    out.write(i);
                } else {
                    out.writeBytes((byte[]) p);
                }
            }
            return out.toByteArray();
        }

        private static String kept(byte[] stream) {
            Optional<MemorySegment> m = Codestreams.withoutComments(MemorySegment.ofArray(stream));
            return m.map(s -> new String(s.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1)).orElse("encode anew");
        }

        @Test
        void goes_behind_fill_bytes_and_between_scans_and_behind_the_end() {
            byte[] scan = bytes(0xFF, 0xDA, 0, 2, 1, 2, 0xFF, 0, 3);
            byte[] comment = bytes(0xFF, 0xFE, 0, 12, NAME);
            assertThat(kept(bytes(0xFF, 0xD8, 0xFF, 0xFF, comment, scan, 0xFF, 0xD9))).doesNotContain("DOE").contains("\u00ff\u00d9");
            assertThat(kept(bytes(0xFF, 0xD8, scan, comment, scan, 0xFF, 0xD9))).doesNotContain("DOE").contains("\u00ff\u00d9");
            assertThat(kept(bytes(0xFF, 0xD8, scan, 0xFF, 0xD9, NAME))).doesNotContain("DOE").contains("\u00ff\u00d9");
        }

        @Test
        void is_not_passed_in_boxes_or_in_what_is_no_codestream() {
            byte[] j2k = bytes(0xFF, 0x4F, 0xFF, 0x51, 0, 4, 0, 0);
            assertThat(kept(bytes(0, 0, 0, 12, "jP  ".getBytes(StandardCharsets.US_ASCII), NAME, j2k))).isEqualTo("encode anew");
            assertThat(kept(bytes(NAME, 0xFF, 0xD8))).isEqualTo("encode anew");
            assertThat(kept(bytes(0xFF, 0xD8, 0xFF, 0xFE, 0x40, 12, NAME))).isEqualTo("encode anew");
        }

        @Test
        void is_not_passed_in_a_tile_parts_header() {
            byte[] main = bytes(0xFF, 0x4F, 0xFF, 0x52, 0, 4, 0, 0);
            byte[] plain = bytes(0xFF, 0x90, 0, 10, 0, 0, 0, 0, 0, 16, 0, 1, 0xFF, 0x93, 7, 7);
            byte[] hiding = bytes(0xFF, 0x90, 0, 10, 0, 0, 0, 0, 0, 30, 0, 1, 0xFF, 0x64, 0, 12, NAME, 0xFF, 0x93, 7, 7);
            assertThat(kept(bytes(main, plain, 0xFF, 0xD9))).hasSize(8 + 16 + 2);
            assertThat(kept(bytes(main, hiding, 0xFF, 0xD9))).isEqualTo("encode anew");
        }
    }

    @Nested
    class What_a_label_says {

        @Test
        void is_left_out_with_the_picture_that_shows_it() {
            DataSet d = described("MONOCHROME2", 1, 8, 8)
                    .put(Tag.SpecimenLabelInImage, Vr.CS, "YES").put(Tag.PixelData, Vr.OB, new byte[COLUMNS * ROWS]).build();
            assertThat(run(d, TransferSyntax.EXPLICIT_LE)).isInstanceOfSatisfying(DeidOutcome.Refused.class, r ->
                    assertThat(r.reason()).isEqualTo(RefusalReason.SLIDE_LABEL));
        }

        /// Code 39 bars of `*DOE123*`, narrow 1 and wide 3 pixels: nine elements a character, three of them wide.
        private static byte[] barCode() {
            String[] wide = {"010010100", "000011001", "100001001", "100011000", "100100001", "001100001", "101100000", "010010100"};
            byte[] row = new byte[COLUMNS];
            java.util.Arrays.fill(row, (byte) 240);
            int at = 8;
            for (String character : wide) {
                for (int i = 0; i < 9; i++) {
                    int width = character.charAt(i) == '1' ? 3 : 1;
                    java.util.Arrays.fill(row, at, at + width, (byte) (i % 2 == 0 ? 10 : 240));
                    at += width;
                }
                at++;
            }
            byte[] out = new byte[COLUMNS * ROWS];
            for (int r = 0; r < ROWS; r++) {
                System.arraycopy(row, 0, out, r * COLUMNS, COLUMNS);
            }
            return out;
        }

        @Test
        void waits_for_a_person_where_it_is_a_bar_code() {
            DataSet d = described("MONOCHROME2", 1, 8, 8).put(Tag.PixelData, Vr.OB, barCode()).build();
            assertThat(run(d, TransferSyntax.EXPLICIT_LE)).isInstanceOf(DeidOutcome.Waiting.class);
        }
    }

    @Nested
    class What_was_blacked {

        @Test
        void stands_in_the_image_with_places_and_pixels_counted() {
            boolean[] ink = ink();
            byte[] before = new byte[ink.length];
            for (int i = 0; i < before.length; i++) {
                before[i] = (byte) (ink[i] ? 250 : 20);
            }
            DeidOutcome.Cleaned c = cleaned(described("MONOCHROME2", 1, 8, 8).put(Tag.PixelData, Vr.OB, before).build());
            TextBox box = c.report().boxes().getFirst();
            BlackedPlaces said = BlackedPlaces.of(c.instance().data()).orElseThrow();
            assertThat(said.places()).isEqualTo(1);
            assertThat(said.pixels()).isEqualTo((long) box.width() * box.height()).isEqualTo(c.report().blackPixels());
            assertThat(c.instance().data().string(0x00082111).orElse("")).endsWith(" at " + box.toText());
        }

        @Test
        void is_not_claimed_where_nothing_was() {
            DeidOutcome.Cleaned c = cleaned(
                    described("MONOCHROME2", 1, 8, 8).put(Tag.PixelData, Vr.OB, new byte[COLUMNS * ROWS]).build());
            assertThat(BlackedPlaces.of(c.instance().data())).isEmpty();
        }
    }
}
