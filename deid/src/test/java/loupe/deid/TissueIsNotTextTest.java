package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a tile of a slide must show before anything in it is painted over: nuclei read as 00 however they are looked at.
class TissueIsNotTextTest {
    private static final int SIDE = 128;
    private static final TextBox LINE = new TextBox(20, 40, 60, 16);

    /// Reads one thing after the other, picture by picture of a tile, as long as anything is there; nothing where a word is empty.
    private static final class Reader implements TextFinder {
        private final List<Optional<TextPlace.Reading>> byView;
        private int view;

        Reader(double confidence, double likeness, String... words) {
            List<Optional<TextPlace.Reading>> all = new ArrayList<>();
            for (String w : words) {
                all.add(w.isEmpty() ? Optional.empty() : Optional.of(new TextPlace.Reading(w, confidence, likeness)));
            }
            this.byView = all;
        }

        @Override
        public List<TextBox> find(GrayImage image, JobContext job) {
            return read(image, job).stream().map(TextPlace::box).toList();
        }

        @Override
        public List<TextPlace> read(GrayImage image, JobContext job) {
            boolean black = image.at(LINE.column(), LINE.row()) == image.at(LINE.column() + 9, LINE.row() + 5)
                    && image.at(LINE.column(), LINE.row()) == image.at(LINE.column() + 20, LINE.row() + 10);
            int now = view++;
            return black || now >= byView.size()
                    ? List.of()
                    : byView.get(now).stream().map(r -> new TextPlace(LINE, LINE, Optional.of(r))).toList();
        }
    }

    /// A tile of noise in the colours of a stain; every channel differs from the others, so that all of them are looked at.
    private static DataSet tile(String flavour, String burnedIn) {
        SplittableRandom random = new SplittableRandom(3);
        byte[] rgb = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (60 + 50 * (i % 3) + random.nextInt(60));
        }
        return DataSet.builder()
                .put(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", flavour, "NONE")
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.77.1.6")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3.4")
                .put(Tag.PatientName, Vr.PN, "KOWALSKA^OLGA")
                .put(Tag.Modality, Vr.CS, "SM")
                .put(Tag.SamplesPerPixel, Vr.US, 3.0)
                .put(Tag.PlanarConfiguration, Vr.US, 0.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "RGB")
                .put(Tag.NumberOfFrames, Vr.IS, "1")
                .put(Tag.Rows, Vr.US, (double) SIDE)
                .put(Tag.Columns, Vr.US, (double) SIDE)
                .put(Tag.BitsAllocated, Vr.US, 8.0)
                .put(Tag.BitsStored, Vr.US, 8.0)
                .put(Tag.HighBit, Vr.US, 7.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.BurnedInAnnotation, Vr.CS, burnedIn)
                .put(Tag.PixelData, Vr.OB, rgb)
                .build();
    }

    private static DeidOutcome through(DataSet tile, Reader reader) {
        return new Deidentifier(Profiles.importProfile(), PseudonymKey.of(new byte[32]), reader)
                .deidentify(new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), tile), JobContext.unattended());
    }

    private static int black(DeidOutcome outcome) {
        assertThat(outcome).isInstanceOf(DeidOutcome.Cleaned.class);
        return ((DeidOutcome.Cleaned) outcome).report().boxes().size();
    }

    @ParameterizedTest
    @CsvSource({"00,0.85,1.0", "60,0.88,0.63", "98,0.86,0.75", "10,0.7,0.75", "0O0o8,0.9,0.9", "VY,0.9,1.0"})
    void stays_where_it_reads_as_rings_and_bars(String word, double confidence, double likeness) {
        assertThat(black(through(tile("VOLUME", "NO"), new Reader(confidence, likeness, word, word, word)))).isZero();
    }

    @Test
    void stays_where_each_picture_of_it_reads_otherwise() {
        assertThat(black(through(tile("VOLUME", "NO"), new Reader(0.8, 0.9, "KE", "AP", "84", "N")))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"Anna,0.9,0.8", "1958-03-12,0.98,0.9", "NOVAK Anna,0.9,1.0", "4482913,0.9,0.9"})
    void is_black_where_one_picture_alone_reads_as_a_word_or_a_long_number(String word, double confidence, double likeness) {
        assertThat(black(through(tile("VOLUME", "NO"), new Reader(confidence, likeness, word)))).isPositive();
    }

    @Test
    void is_black_where_two_letters_read_the_same_in_three_pictures() {
        assertThat(black(through(tile("VOLUME", "NO"), new Reader(0.95, 1, "HE", "HE", "HE")))).isPositive();
        assertThat(black(through(tile("VOLUME", "NO"), new Reader(0.95, 1, "HE", "", "HE")))).isZero();
    }

    @Test
    void is_black_where_it_holds_a_value_of_the_header() {
        assertThat(black(through(tile("VOLUME", "NO"), new Reader(0.5, 0.1, "xKOWALSKA7")))).isPositive();
    }

    @Test
    void waits_for_a_person_where_four_digits_read_the_same_in_three_pictures() {
        assertThat(through(tile("VOLUME", "NO"), new Reader(0.95, 1, "1980", "1980", "1980")))
                .isInstanceOf(DeidOutcome.Waiting.class);
    }

    @ParameterizedTest
    @CsvSource({"LABEL,NO", "OVERVIEW,NO", "THUMBNAIL,NO", "VOLUME,YES"})
    void is_black_as_before_on_other_pictures_of_the_glass_and_where_writing_is_said_to_be(String flavour, String burnedIn) {
        DeidOutcome outcome = through(tile(flavour, burnedIn), new Reader(0.85, 1, "00"));
        if (outcome instanceof DeidOutcome.Cleaned c) {
            assertThat(c.report().boxes()).isNotEmpty();
        } else {
            assertThat(outcome).isInstanceOf(DeidOutcome.Refused.class);
        }
    }
}
