package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.pixel.GrayImage;
import loupe.deid.pixel.TextBox;
import loupe.deid.pixel.TextFinder;
import loupe.deid.pixel.TextPlace;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a scanner's slice must show before anything in it is painted over.
class AnatomyIsNotTextTest {
    private static final int SIDE = 256;
    private static final TextBox LINE = new TextBox(60, 100, 120, 24);

    /// Sees text in one place, as long as anything is there, and reads it as told.
    private record Reader(TextBox line, TextPlace.Reading reading) implements TextFinder {
        @Override
        public List<TextBox> find(GrayImage image, JobContext job) {
            return read(image, job).stream().map(TextPlace::box).toList();
        }

        @Override
        public List<TextPlace> read(GrayImage image, JobContext job) {
            boolean black = image.at(line.column(), line.row()) == image.at(line.column() + 5, line.row() + 3)
                    && image.at(line.column(), line.row()) == image.at(line.column() + 20, line.row() + 10);
            return black ? List.of() : List.of(new TextPlace(line, line, Optional.of(reading)));
        }
    }

    /// Noise with blobs, as 12-bit MR; a string of a font size in it or none.
    private static DataSet slice(int size, boolean smooth) {
        SplittableRandom random = new SplittableRandom(7);
        BufferedImage ink = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = ink.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING,
                smooth ? RenderingHints.VALUE_TEXT_ANTIALIAS_ON : RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
        g.setColor(Color.WHITE);
        g.setFont(new Font("DejaVu Sans", Font.PLAIN, Math.max(1, size)));
        if (size > 0) {
            g.drawString("NOVAK Anna", LINE.column() + 4, LINE.row() + 18);
        }
        g.dispose();
        byte[] drawn = ((DataBufferByte) ink.getRaster().getDataBuffer()).getData();
        byte[] raw = new byte[2 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            double v = 400 + 250 * Math.sin(i % SIDE / 9.0) * Math.cos(i / SIDE / 11.0) + random.nextInt(80);
            double a = (drawn[i] & 0xff) / 255.0;
            int stored = (int) Math.round(v * (1 - a) + 1400 * a);
            raw[2 * i] = (byte) stored;
            raw[2 * i + 1] = (byte) (stored >> 8);
        }
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.4")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4")
                .put(Tag.PatientName, Vr.PN, "KOWALSKA^OLGA")
                .put(Tag.Modality, Vr.CS, "MR")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, (double) SIDE)
                .put(Tag.Columns, Vr.US, (double) SIDE)
                .put(Tag.BitsAllocated, Vr.US, 16.0)
                .put(Tag.BitsStored, Vr.US, 12.0)
                .put(Tag.HighBit, Vr.US, 11.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OW, raw)
                .build();
    }

    /// A brain without its skull on a ground of exactly nothing: through it run gaps of nothing, which come in from the ground,
    /// and, if wished, letters of nothing.
    private static DataSet withoutSkull(boolean letters) {
        SplittableRandom random = new SplittableRandom(8);
        BufferedImage ink = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = ink.createGraphics();
        g.setColor(Color.WHITE);
        g.fillOval(50, 60, 150, 120);
        g.setColor(Color.BLACK);
        if (letters) {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
            g.setFont(new Font("DejaVu Sans", Font.PLAIN, 14));
            g.drawString("NOVAK Anna", LINE.column() + 4, LINE.row() + 18);
        } else {
            for (int x = 64; x < 180; x += 11) {
                g.fillRect(x, 0, 3, 130);
            }
        }
        g.dispose();
        byte[] drawn = ((DataBufferByte) ink.getRaster().getDataBuffer()).getData();
        byte[] raw = new byte[2 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            int stored = drawn[i] == 0 ? 0 : 900 + random.nextInt(300);
            raw[2 * i] = (byte) stored;
            raw[2 * i + 1] = (byte) (stored >> 8);
        }
        return slice(0, false).toBuilder().put(Tag.PixelData, Vr.OW, raw).build();
    }

    private static DeidOutcome run(DataSet data, TextBox line, TextPlace.Reading reading) {
        return new Deidentifier(Profiles.importProfile(), PseudonymKey.of(new byte[32]), new Reader(line, reading))
                .deidentify(new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), data), JobContext.unattended());
    }

    private static List<TextBox> black(DeidOutcome outcome) {
        assertThat(outcome).isInstanceOf(DeidOutcome.Cleaned.class);
        return ((DeidOutcome.Cleaned) outcome).report().boxes();
    }

    @Nested
    class A_place_on_a_slice {

        @ParameterizedTest
        @CsvSource({"89,0.56,0.13", "YY,0.55,0.25", "ooo8,0.9,0.4", "W,0.99,1.0"})
        void stays_where_it_reads_otherwise_each_time_or_is_a_letter(String text, double confidence, double likeness) {
            assertThat(black(run(slice(0, false), LINE, new TextPlace.Reading(text, confidence, likeness)))).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {8, 10, 14, 18})
        void is_black_where_letters_are_drawn_in_strokes_of_one_value(int size) {
            assertThat(black(run(slice(size, false), LINE, new TextPlace.Reading("N0V", 0.6, 0.6)))).hasSize(1);
        }

        @Test
        void stays_where_its_strokes_are_gaps_of_one_piece_with_the_ground() {
            assertThat(black(run(withoutSkull(false), LINE, new TextPlace.Reading("248", 0.59, 0.58)))).isEmpty();
        }

        @Test
        void is_black_where_letters_have_the_grounds_value_but_stand_alone() {
            assertThat(black(run(withoutSkull(true), LINE, new TextPlace.Reading("N0V", 0.6, 0.6)))).hasSize(1);
        }

        @Test
        void is_black_where_a_word_reads_the_same_however_it_is_looked_at() {
            assertThat(black(run(slice(10, true), LINE, new TextPlace.Reading("NOVAK Anna", 0.95, 0.97)))).hasSize(1);
        }

        @Test
        void is_black_where_it_holds_a_value_of_the_header() {
            assertThat(black(run(slice(0, false), LINE, new TextPlace.Reading("xKOWALSKA7", 0.5, 0.1)))).hasSize(1);
        }

        @Test
        void waits_for_a_person_where_it_reads_as_a_word_but_not_surely() {
            assertThat(run(slice(0, false), LINE, new TextPlace.Reading("OOLIO", 0.6, 0.6)))
                    .isInstanceOfSatisfying(DeidOutcome.Waiting.class, w -> assertThat(w.boxes()).hasSize(1));
        }

        @Test
        void waits_where_it_is_far_taller_than_a_line_of_text() {
            TextBox tall = new TextBox(20, 20, 200, 160);
            assertThat(run(slice(18, false), tall, new TextPlace.Reading("BRAIN", 0.9, 0.9)))
                    .isInstanceOf(DeidOutcome.Waiting.class);
        }

        @Test
        void waits_where_a_short_word_covers_much_of_the_anatomy() {
            assertThat(run(slice(0, false), new TextBox(20, 90, 200, 60), new TextPlace.Reading("IOOI", 0.8, 0.8)))
                    .isInstanceOf(DeidOutcome.Waiting.class);
        }
    }

    @Nested
    class A_person_who_says_it_is_anatomy {

        @Test
        void keeps_it_as_it_was() {
            DataSet data = slice(14, false);
            TextPlace.Reading reading = new TextPlace.Reading("NOVAK", 0.9, 0.9);
            Deidentifier door = new Deidentifier(
                    Profiles.importProfile(), PseudonymKey.of(new byte[32]), new Reader(LINE, reading));
            SourceInstance source = new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), data);
            TextBox shown = black(door.deidentify(source, JobContext.unattended())).getFirst();
            DeidOutcome kept = door.deidentify(source, door.plan().keeping(List.of(shown)), JobContext.unattended());
            assertThat(black(kept)).isEmpty();
            assertThat(((DeidOutcome.Cleaned) kept).instance().data().bytes(Tag.PixelData).orElseThrow()
                    .mismatch(data.bytes(Tag.PixelData).orElseThrow())).isEqualTo(-1);
        }
    }
}
