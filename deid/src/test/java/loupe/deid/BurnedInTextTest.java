package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.pixel.GrayImage;
import loupe.deid.pixel.TextBox;
import loupe.deid.pixel.TextFinder;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BurnedInTextTest {
    private static final int COLUMNS = 160;
    private static final int ROWS = 100;
    private static final TextBox CAPTION = new TextBox(8, 10, 90, 20);

    /// Finds what is bright: one box around all pixels above 200.
    private static final TextFinder BRIGHTNESS = (image, job) -> {
        int left = image.columns();
        int right = -1;
        int top = image.rows();
        int bottom = -1;
        for (int r = 0; r < image.rows(); r++) {
            for (int c = 0; c < image.columns(); c++) {
                if (image.at(c, r) > 200) {
                    left = Math.min(left, c);
                    right = Math.max(right, c);
                    top = Math.min(top, r);
                    bottom = Math.max(bottom, r);
                }
            }
        }
        return right < 0 || isFlat(image) ? List.of() : List.of(new TextBox(left, top, right - left + 1, bottom - top + 1));
    };

    /// A ramp without text fills its range evenly; only a picture with few bright pixels has text.
    private static boolean isFlat(GrayImage image) {
        int bright = 0;
        for (int r = 0; r < image.rows(); r++) {
            for (int c = 0; c < image.columns(); c++) {
                bright += image.at(c, r) > 200 ? 1 : 0;
            }
        }
        return bright > image.columns() * image.rows() / 20;
    }

    /// A soft ramp of 0 to 99 with `DOE^JANE` drawn in it at 255, or without.
    private static byte[] picture(boolean text) {
        BufferedImage image = new BufferedImage(COLUMNS, ROWS, BufferedImage.TYPE_BYTE_GRAY);
        byte[] out = new byte[COLUMNS * ROWS];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (i % COLUMNS * 99 / COLUMNS);
        }
        if (text) {
            Graphics2D g = image.createGraphics();
            g.setColor(Color.WHITE);
            g.setFont(new Font(Font.MONOSPACED, Font.BOLD, 14));
            g.drawString("DOE^JANE", CAPTION.column() + 2, CAPTION.row() + 14);
            g.dispose();
            byte[] drawn = ((java.awt.image.DataBufferByte) image.getRaster().getDataBuffer()).getData();
            for (int i = 0; i < out.length; i++) {
                if ((drawn[i] & 0xff) > 128) {
                    out[i] = (byte) 255;
                }
            }
        }
        return out;
    }

    private static DataSet.Builder described(int bits, String photometric, int frames) {
        int samples = photometric.startsWith("MONO") || photometric.startsWith("PAL") ? 1 : 3;
        DataSet.Builder b = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .put(Tag.SamplesPerPixel, Vr.US, (double) samples)
                .put(Tag.PhotometricInterpretation, Vr.CS, photometric)
                .put(Tag.Rows, Vr.US, (double) ROWS)
                .put(Tag.Columns, Vr.US, (double) COLUMNS)
                .put(Tag.BitsAllocated, Vr.US, (double) bits)
                .put(Tag.BitsStored, Vr.US, bits == 16 ? 12.0 : 8.0)
                .put(Tag.HighBit, Vr.US, bits == 16 ? 11.0 : 7.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0);
        if (samples == 3) {
            b.put(Tag.PlanarConfiguration, Vr.US, 0.0);
        }
        return frames > 1 ? b.put(Tag.NumberOfFrames, Vr.IS, Integer.toString(frames)) : b;
    }

    private static DeidOutcome run(DataSet data, TextFinder finder) {
        return new Deidentifier(Profiles.importProfile(), PseudonymKey.of(new byte[32]), finder)
                .deidentify(
                        new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), data),
                        JobContext.unattended());
    }

    private static byte[] pixels(DataSet data) {
        return data.bytes(Tag.PixelData).orElseThrow().toArray(ValueLayout.JAVA_BYTE);
    }

    private static byte[] pixels(DeidOutcome outcome) {
        assertThat(outcome).isInstanceOf(DeidOutcome.Cleaned.class);
        return pixels(((DeidOutcome.Cleaned) outcome).instance().data());
    }

    private static boolean inCaption(int pixel) {
        int c = pixel % COLUMNS;
        int r = pixel / COLUMNS;
        return c >= CAPTION.column() && c < CAPTION.column() + CAPTION.width()
                && r >= CAPTION.row() && r < CAPTION.row() + CAPTION.height();
    }

    @Nested
    class Text_in_a_gray_image {

        @Test
        void is_black_afterwards_and_nothing_outside_the_caption_changed() {
            byte[] before = picture(true);
            DeidOutcome outcome = run(described(8, "MONOCHROME2", 1).put(Tag.PixelData, Vr.OB, before).build(), BRIGHTNESS);
            byte[] after = pixels(outcome);
            for (int i = 0; i < before.length; i++) {
                if (before[i] == (byte) 255) {
                    assertThat(after[i]).isZero();
                } else if (!inCaption(i)) {
                    assertThat(after[i]).isEqualTo(before[i]);
                }
            }
            DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) outcome;
            assertThat(c.instance().data().string(Tag.BurnedInAnnotation)).contains("NO");
            assertThat(c.report().pixels()).isEqualTo(DeidReport.PixelCheck.BLACKED_OUT);
            assertThat(c.report().boxes()).hasSize(1);
        }

        @Test
        void turns_to_the_brightest_value_where_bright_is_dark() {
            byte[] before = picture(true);
            for (int i = 0; i < before.length; i++) {
                before[i] = (byte) (255 - (before[i] & 0xff));
            }
            byte[] after = pixels(run(described(8, "MONOCHROME1", 1).put(Tag.PixelData, Vr.OB, before).build(), BRIGHTNESS));
            for (int i = 0; i < before.length; i++) {
                if (before[i] == 0) {
                    assertThat(after[i]).isEqualTo((byte) 255);
                }
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void is_blacked_out_in_sixteen_bits_of_either_byte_order(boolean bigEndian) {
            byte[] shown = picture(true);
            byte[] before = new byte[shown.length * 2];
            for (int i = 0; i < shown.length; i++) {
                int v = (shown[i] & 0xff) * 16;
                before[2 * i + (bigEndian ? 1 : 0)] = (byte) v;
                before[2 * i + (bigEndian ? 0 : 1)] = (byte) (v >> 8);
            }
            DataSet data = described(16, "MONOCHROME2", 1)
                    .put(new Element.Value(Tag.PixelData, Vr.OW, MemorySegment.ofArray(before), bigEndian))
                    .build();
            byte[] after = pixels(run(data, BRIGHTNESS));
            for (int i = 0; i < shown.length; i++) {
                if (shown[i] == (byte) 255) {
                    assertThat(after[2 * i] | after[2 * i + 1]).isZero();
                } else if (!inCaption(i)) {
                    assertThat(after[2 * i]).isEqualTo(before[2 * i]);
                    assertThat(after[2 * i + 1]).isEqualTo(before[2 * i + 1]);
                }
            }
        }
    }

    @Nested
    class Text_in_a_colour_image {

        @ParameterizedTest
        @CsvSource({"RGB,0,0", "YBR_FULL,0,-128"})
        void is_black_in_every_sample(String photometric, byte first, byte others) {
            byte[] shown = picture(true);
            byte[] before = new byte[shown.length * 3];
            for (int i = 0; i < shown.length; i++) {
                before[3 * i] = shown[i];
                before[3 * i + 1] = photometric.equals("RGB") ? shown[i] : (byte) 128;
                before[3 * i + 2] = photometric.equals("RGB") ? shown[i] : (byte) 128;
            }
            byte[] after = pixels(run(described(8, photometric, 1).put(Tag.PixelData, Vr.OB, before).build(), BRIGHTNESS));
            for (int i = 0; i < shown.length; i++) {
                if (shown[i] == (byte) 255) {
                    assertThat(after[3 * i]).isEqualTo(first);
                    assertThat(after[3 * i + 1]).isEqualTo(others);
                    assertThat(after[3 * i + 2]).isEqualTo(others);
                } else if (!inCaption(i)) {
                    assertThat(after[3 * i]).isEqualTo(before[3 * i]);
                }
            }
        }
    }

    @Nested
    class Text_in_other_encodings {

        /// White text, as a palette index, in planes, with halved chroma or as single bits.
        private byte[] encoded(String how, byte[] shown) {
            int n = shown.length;
            byte[] out = new byte[how.equals("bits") ? n / 8 : how.equals("palette") ? n : how.equals("half") ? 2 * n : 3 * n];
            for (int i = 0; i < n; i++) {
                switch (how) {
                    case "palette" -> out[i] = (byte) (255 - (shown[i] & 0xff));
                    case "planes" -> out[i] = out[n + i] = out[2 * n + i] = shown[i];
                    case "half" -> {
                        out[i / 2 * 4 + i % 2] = shown[i];
                        out[i / 2 * 4 + 2 + i % 2] = (byte) 128;
                    }
                    default -> out[i / 8] |= (byte) ((shown[i] & 0xff) > 200 ? 1 << i % 8 : 0);
                }
            }
            return out;
        }

        private DataSet.Builder described(String how) {
            DataSet.Builder b = BurnedInTextTest.described(8, switch (how) {
                case "palette" -> "PALETTE COLOR";
                case "planes" -> "RGB";
                case "half" -> "YBR_FULL_422";
                default -> "MONOCHROME2";
            }, 1);
            if (how.equals("planes")) {
                b.put(Tag.PlanarConfiguration, Vr.US, 1.0);
            }
            if (how.equals("bits")) {
                b.put(Tag.BitsAllocated, Vr.US, 1.0).put(Tag.BitsStored, Vr.US, 1.0).put(Tag.HighBit, Vr.US, 0.0);
            }
            if (how.equals("palette")) {
                byte[] falling = new byte[512];
                for (int i = 0; i < 256; i++) {
                    falling[2 * i + 1] = (byte) (255 - i);
                }
                for (int k = 0; k < 3; k++) {
                    b.put(Tag.RedPaletteColorLookupTableDescriptor + k, Vr.US, 256, 0, 16);
                    b.put(Tag.RedPaletteColorLookupTableData + k, Vr.OW, falling);
                }
            }
            return b;
        }

        private int shade(String how, byte[] pixels, int i) {
            return switch (how) {
                case "palette" -> 255 - (pixels[i] & 0xff);
                case "half" -> pixels[i / 2 * 4 + i % 2] & 0xff;
                case "bits" -> (pixels[i / 8] >> i % 8 & 1) * 255;
                default -> pixels[i] & 0xff;
            };
        }

        @ParameterizedTest
        @ValueSource(strings = {"palette", "planes", "half", "bits"})
        void is_black_and_every_pixel_outside_the_boxes_is_as_it_was(String how) {
            byte[] shown = picture(true);
            byte[] before = encoded(how, shown);
            DeidOutcome.Cleaned c = (DeidOutcome.Cleaned)
                    run(described(how).put(Tag.PixelData, Vr.OB, before).build(), BRIGHTNESS);
            byte[] after = pixels(c);
            assertThat(c.report().boxes()).isNotEmpty();
            for (int i = 0; i < shown.length; i++) {
                int column = i % COLUMNS;
                int row = i / COLUMNS;
                boolean in = c.report().boxes().stream().anyMatch(b -> b.meets(new TextBox(column, row, 1, 1)));
                assertThat(shade(how, after, i)).isEqualTo(in ? 0 : shade(how, before, i));
            }
            if (how.equals("planes")) {
                int n = shown.length;
                assertThat(java.util.Arrays.copyOfRange(after, n, 2 * n)).isEqualTo(java.util.Arrays.copyOf(after, n));
            }
        }
    }

    @Nested
    class Places_a_device_is_known_to_write_in {

        private DataSet ultrasound() {
            DataSet region = DataSet.itemBuilder(loupe.core.dicom.CharacterSet.DEFAULT)
                    .put(0x00186018, Vr.UL, 20.0).put(0x0018601A, Vr.UL, 40.0)
                    .put(0x0018601C, Vr.UL, 119.0).put(0x0018601E, Vr.UL, 89.0)
                    .build();
            return described(8, "MONOCHROME2", 1)
                    .put(Tag.Modality, Vr.CS, "US")
                    .put(Tag.Manufacturer, Vr.LO, "Nobody")
                    .put(0x00186011, List.of(region))
                    .put(Tag.PixelData, Vr.OB, picture(true))
                    .build();
        }

        private byte[] cleaned(DataSet data, Profile.Pixels way, TextFinder finder) {
            return pixels(new Deidentifier(Profiles.importProfile().with(way), PseudonymKey.of(new byte[32]), finder)
                    .deidentify(new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), data), JobContext.unattended()));
        }

        private void isBlackOutsideTheRegion(byte[] after) {
            byte[] before = picture(true);
            for (int i = 0; i < before.length; i++) {
                boolean in = i % COLUMNS >= 20 && i % COLUMNS < 120 && i / COLUMNS >= 40 && i / COLUMNS < 90;
                assertThat(after[i]).isEqualTo(in ? before[i] : 0);
            }
        }

        @Test
        void are_all_that_lies_outside_the_regions_an_ultrasound_names() {
            isBlackOutsideTheRegion(cleaned(ultrasound(), Profile.Pixels.REGIONS, (image, job) -> List.of()));
        }

        @Test
        void are_black_as_a_whole_once_text_is_found_in_them() {
            isBlackOutsideTheRegion(cleaned(ultrasound(), Profile.Pixels.AUTO, BRIGHTNESS));
        }

        @Test
        void stay_where_no_text_is_found_outside_the_regions() {
            assertThat(cleaned(ultrasound(), Profile.Pixels.AUTO, (image, job) -> List.of())).isEqualTo(picture(true));
        }

        @Test
        void follow_the_recipe_of_the_device() {
            DataSet data = ultrasound().toBuilder()
                    .remove(0x00186011)
                    .put(Tag.Manufacturer, Vr.LO, "GE Healthcare")
                    .put(Tag.ManufacturerModelName, Vr.LO, "LOGIQ9")
                    .build();
            byte[] after = cleaned(data, Profile.Pixels.REGIONS, (image, job) -> List.of());
            byte[] before = picture(true);
            for (int i = 0; i < before.length; i++) {
                assertThat(after[i]).isEqualTo(i / COLUMNS < 30 ? 0 : before[i]);
            }
        }
    }

    @Nested
    class Many_frames {

        @Test
        void lose_text_in_each_frame_that_shows_it() {
            byte[] with = picture(true);
            byte[] without = picture(false);
            byte[] before = new byte[with.length * 3];
            System.arraycopy(with, 0, before, 0, with.length);
            System.arraycopy(without, 0, before, with.length, with.length);
            System.arraycopy(with, 0, before, 2 * with.length, with.length);
            before[2 * with.length + with.length - 1] = 7;
            byte[] after = pixels(run(described(8, "MONOCHROME2", 3).put(Tag.PixelData, Vr.OB, before).build(), BRIGHTNESS));
            for (int i = 0; i < with.length; i++) {
                if (with[i] == (byte) 255) {
                    assertThat(after[i]).isZero();
                    assertThat(after[2 * with.length + i]).isZero();
                }
                assertThat(after[with.length + i]).isEqualTo(without[i]);
            }
        }

        @Test
        void that_are_equal_are_looked_at_once() {
            AtomicInteger looks = new AtomicInteger();
            byte[] one = picture(false);
            byte[] all = new byte[one.length * 8];
            for (int i = 0; i < 8; i++) {
                System.arraycopy(one, 0, all, i * one.length, one.length);
            }
            run(described(8, "MONOCHROME2", 8).put(Tag.PixelData, Vr.OB, all).build(), (image, job) -> {
                looks.incrementAndGet();
                return List.of();
            });
            assertThat(looks).hasValue(1);
        }
    }

    @Nested
    class Pixels_that_cannot_be_trusted {

        @Test
        void are_refused_where_they_cannot_be_decoded() {
            DataSet data = described(8, "MONOCHROME2", 1).put(Tag.PixelData, Vr.OB, new byte[10]).build();
            assertThat(run(data, BRIGHTNESS))
                    .isInstanceOfSatisfying(DeidOutcome.Refused.class, r ->
                            assertThat(r.reason()).isEqualTo(RefusalReason.PIXELS_NOT_CHECKED));
        }

        @Test
        void wait_for_a_person_where_text_is_still_found_at_the_end() {
            DataSet data = described(8, "MONOCHROME2", 1).put(Tag.PixelData, Vr.OB, picture(true)).build();
            assertThat(run(data, (image, job) -> List.of(CAPTION)))
                    .isInstanceOfSatisfying(DeidOutcome.Waiting.class, w ->
                            assertThat(w.boxes()).containsExactly(CAPTION.within(COLUMNS, ROWS, 2)));
        }

        @Test
        void pass_as_a_person_decided_and_only_so() {
            DataSet data = described(8, "MONOCHROME2", 1).put(Tag.PixelData, Vr.OB, picture(true)).build();
            TextFinder stubborn = (image, job) -> List.of(CAPTION);
            TextBox shown = CAPTION.within(COLUMNS, ROWS, 2);
            TextBox corner = new TextBox(0, 90, 10, 10);
            Deidentifier door = new Deidentifier(Profiles.importProfile(), PseudonymKey.of(new byte[32]), stubborn);
            SourceInstance source = new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), data);
            byte[] after = pixels(door.deidentify(
                    source, door.plan().decided(List.of(corner), List.of(shown)), JobContext.unattended()));
            byte[] before = picture(true);
            for (int i = 0; i < before.length; i++) {
                boolean black = i % COLUMNS < 10 && i / COLUMNS >= 90;
                assertThat(after[i]).isEqualTo(black ? 0 : before[i]);
            }
            assertThat(door.deidentify(source, door.plan().decided(List.of(corner), List.of()), JobContext.unattended()))
                    .isInstanceOf(DeidOutcome.Waiting.class);
        }

        @Test
        void are_not_called_clean_where_nobody_looked() {
            DataSet data = described(8, "MONOCHROME2", 1).put(Tag.PixelData, Vr.OB, picture(true)).build();
            DeidOutcome outcome = new Deidentifier(
                            Profiles.importProfile().with(Profile.Pixels.OFF),
                            PseudonymKey.of(new byte[32]),
                            BRIGHTNESS)
                    .deidentify(
                            new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), data),
                            JobContext.unattended());
            DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) outcome;
            assertThat(c.instance().data().contains(Tag.BurnedInAnnotation)).isFalse();
            assertThat(c.report().warnings()).isNotEmpty();
        }

        @Test
        void lose_comments_and_EXIF_inside_their_codestream_and_nothing_else() {
            byte[] coded = {(byte) 0xFF, (byte) 0xDA, 0, 2, 1, 2, 3, (byte) 0xFF, (byte) 0xD9, 0};
            java.io.ByteArrayOutputStream jpeg = new java.io.ByteArrayOutputStream();
            jpeg.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8});
            for (int marker : new int[] {0xE1, 0xFE}) {
                jpeg.writeBytes(new byte[] {(byte) 0xFF, (byte) marker, 0, 12});
                jpeg.writeBytes("DOE^JANE 1".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            }
            jpeg.writeBytes(coded);
            DataSet data = described(8, "MONOCHROME2", 1)
                    .put(new Element.Fragments(Tag.PixelData, Vr.OB, MemorySegment.ofArray(new byte[0]),
                            List.of(MemorySegment.ofArray(jpeg.toByteArray()))))
                    .build();
            DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) new Deidentifier(
                            Profiles.importProfile().with(Profile.Pixels.OFF), PseudonymKey.of(new byte[32]), BRIGHTNESS)
                    .deidentify(
                            new SourceInstance(TransferSyntax.of(TransferSyntax.JPEG_BASELINE), DataSet.empty(), data),
                            JobContext.unattended());
            Element.Fragments out = (Element.Fragments) c.instance().data().get(Tag.PixelData).orElseThrow();
            byte[] expected = new byte[coded.length + 2];
            expected[0] = (byte) 0xFF;
            expected[1] = (byte) 0xD8;
            System.arraycopy(coded, 0, expected, 2, coded.length);
            assertThat(out.fragments().getFirst().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);
        }

        @Test
        void lose_an_overlay_that_lies_in_their_unused_bits_and_bytes_behind_the_last_frame() {
            byte[] shown = picture(false);
            byte[] before = new byte[shown.length * 2 + 64];
            for (int i = 0; i < shown.length; i++) {
                before[2 * i] = shown[i];
                before[2 * i + 1] = (byte) (i % 3 == 0 ? 0x80 : 0);
            }
            System.arraycopy("HIDDEN BEHIND".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, before, shown.length * 2, 13);
            DataSet data = described(16, "MONOCHROME2", 1)
                    .put(0x60000100, Vr.US, 16.0)
                    .put(0x60000102, Vr.US, 15.0)
                    .put(Tag.PixelData, Vr.OW, before)
                    .build();
            byte[] after = pixels(run(data, (image, job) -> List.of()));
            assertThat(after).hasSize(shown.length * 2);
            List<Integer> high = new ArrayList<>();
            for (int i = 0; i < shown.length; i++) {
                if (after[2 * i + 1] != 0 || after[2 * i] != before[2 * i]) {
                    high.add(i);
                }
            }
            assertThat(high).isEmpty();
        }
    }
}
