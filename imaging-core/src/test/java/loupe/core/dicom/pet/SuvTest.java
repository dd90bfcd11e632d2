package loupe.core.dicom.pet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// Cases of the QIBA pseudo-code, each worked by hand: F-18, half-life 6588 s, 370 MBq, 75 kg.
class SuvTest {
    private static final double WEIGHT_G = 75_000;
    private static final double DOSE = 3.7e8;
    private static final Percentage MILLIONTH = Percentage.withPercentage(1e-4);

    private static DataSet dose(String tag, String value) {
        DataSet.Builder b = DataSet.builder()
                .put(Tag.RadionuclideTotalDose, Vr.DS, "370000000")
                .put(Tag.RadionuclideHalfLife, Vr.DS, "6588");
        return switch (tag) {
            case "TM" -> b.put(Tag.RadiopharmaceuticalStartTime, Vr.TM, value).build();
            case "DT" -> b.put(Tag.RadiopharmaceuticalStartDateTime, Vr.DT, value).build();
            default -> b.build();
        };
    }

    private static DataSet.Builder pet(DataSet dose) {
        return DataSet.builder()
                .put(Tag.Units, Vr.CS, "BQML")
                .put(Tag.CorrectedImage, Vr.CS, "NORM", "ATTN", "DECY", "SCAT")
                .put(Tag.DecayCorrection, Vr.CS, "START")
                .put(Tag.PatientWeight, Vr.DS, "75")
                .put(Tag.SeriesDate, Vr.DA, "20240310")
                .put(Tag.SeriesTime, Vr.TM, "110000")
                .put(Tag.AcquisitionDate, Vr.DA, "20240310")
                .put(Tag.AcquisitionTime, Vr.TM, "110000.00")
                .put(Tag.RadiopharmaceuticalInformationSequence, List.of(dose));
    }

    private static double factor(DataSet.Builder b) {
        return ((Suv.Factor) Suv.of(b.build())).value();
    }

    @Test
    void corrected_to_the_start_of_the_scan_the_dose_has_decayed_since_injection() {
        // One hour: 2^(3600/6588) = 1.460480...
        double expected = WEIGHT_G / (DOSE * Math.exp(-Math.log(2) * 3600 / 6588));
        assertThat(factor(pet(dose("TM", "100000")))).isCloseTo(expected, MILLIONTH);
        assertThat(factor(pet(dose("DT", "20240310100000.000000")))).isCloseTo(expected, MILLIONTH);
        assertThat(expected).isCloseTo(2.9604e-4, within(1e-8));
    }

    @Test
    void a_uniform_phantom_with_the_whole_dose_in_its_own_mass_has_suv_one() {
        // All of the decayed dose spread over 75 kg of water.
        double concentration = DOSE * Math.pow(0.5, 3600.0 / 6588) / WEIGHT_G;
        assertThat(concentration * factor(pet(dose("TM", "100000")))).isCloseTo(1, MILLIONTH);
    }

    @Test
    void corrected_to_administration_the_dose_counts_as_given() {
        assertThat(factor(pet(dose("TM", "100000")).put(Tag.DecayCorrection, Vr.CS, "ADMIN")))
                .isCloseTo(WEIGHT_G / DOSE, MILLIONTH);
    }

    @Test
    void an_injection_before_midnight_belongs_to_the_day_before() {
        DataSet.Builder late = pet(dose("TM", "233000"))
                .put(Tag.SeriesTime, Vr.TM, "003000")
                .put(Tag.AcquisitionTime, Vr.TM, "003000");
        assertThat(factor(late)).isCloseTo(WEIGHT_G / DOSE * Math.pow(2, 3600.0 / 6588), MILLIONTH);
    }

    @Test
    void each_moment_counts_in_its_own_time_zone() {
        // 10:00 in UTC+1 is 09:00 UTC; 11:00 in UTC+2 is 09:00 UTC: no time went by.
        DataSet.Builder moved =
                pet(dose("DT", "20240310100000+0100")).put(Tag.TimezoneOffsetFromUTC, Vr.SH, "+0200");
        assertThat(factor(moved)).isCloseTo(WEIGHT_G / DOSE, MILLIONTH);
        DataSet.Builder west =
                pet(dose("DT", "20240310100000-0500")).put(Tag.TimezoneOffsetFromUTC, Vr.SH, "-0600");
        assertThat(factor(west)).isCloseTo(WEIGHT_G / DOSE * Math.pow(2, 7200.0 / 6588), MILLIONTH);
    }

    @Test
    void a_series_time_written_after_the_acquisition_is_not_the_scans_start() {
        // Frame of 120 s, 300 s into the scan: the average count rate is reached within the frame.
        DataSet.Builder late = pet(dose("TM", "100000"))
                .put(Tag.SeriesTime, Vr.TM, "150000")
                .put(Tag.AcquisitionTime, Vr.TM, "110500")
                .put(Tag.FrameReferenceTime, Vr.DS, "360000")
                .put(Tag.ActualFrameDuration, Vr.IS, "120000");
        double lambda = Math.log(2) / 6588;
        double within = Math.log(lambda * 120 / (1 - Math.exp(-lambda * 120))) / lambda;
        double start = 3600 + 300 + within - 360;
        assertThat(factor(late)).isCloseTo(WEIGHT_G / DOSE * Math.pow(2, start / 6588), MILLIONTH);
        assertThat(within).isCloseTo(60, within(0.2));
    }

    @Test
    void values_already_in_grams_a_millilitre_are_left_alone() {
        assertThat(factor(pet(dose("TM", "100000")).put(Tag.Units, Vr.CS, "GML"))).isEqualTo(1);
    }

    @Test
    void what_is_missing_gives_a_reason_and_no_number() {
        for (DataSet.Builder b : List.of(
                pet(dose("TM", "100000")).put(Tag.Units, Vr.CS, "CNTS"),
                pet(dose("TM", "100000")).put(Tag.CorrectedImage, Vr.CS, "ATTN"),
                pet(dose("TM", "100000")).put(Tag.DecayCorrection, Vr.CS, "NONE"),
                pet(dose("TM", "100000")).remove(Tag.PatientWeight),
                pet(dose("", "")),
                pet(dose("DT", "20240319100000")),
                pet(dose("TM", "100000")).remove(Tag.SeriesTime).remove(Tag.AcquisitionTime),
                pet(dose("DT", "garbage")))) {
            assertThat(Suv.of(b.build())).isInstanceOf(Suv.NotPossible.class);
        }
    }

    private static DataSet.Builder counts() {
        return pet(dose("TM", "100000"))
                .put(Tag.Units, Vr.CS, "CNTS")
                .put(0x70530010, Vr.LO, "Philips PET Private Group");
    }

    @Test
    void counts_take_the_makers_factor_to_suv_before_the_one_to_becquerel() {
        assertThat(factor(counts().put(0x70531000, Vr.DS, "0.000551").put(0x70531009, Vr.DS, "1.8"))).isEqualTo(0.000551);
        double becquerel = factor(pet(dose("TM", "100000")));
        assertThat(factor(counts().put(0x70531000, Vr.DS, "0").put(0x70531009, Vr.DS, "1.8")))
                .isCloseTo(1.8 * becquerel, MILLIONTH);
        assertThat(why(counts())).contains("factor is missing");
        assertThat(why(pet(dose("TM", "100000")).put(Tag.Units, Vr.CS, "CNTS").put(0x70531000, Vr.DS, "0.5")))
                .as("a private element without its creator says nothing").contains("factor is missing");
    }

    @Test
    void uptake_by_another_measure_than_body_weight_is_not_called_suvbw() {
        assertThat(why(pet(dose("TM", "100000")).put(Tag.Units, Vr.CS, "GML").put(0x00541006, Vr.CS, "LBM"))).contains("another measure");
        assertThat(factor(pet(dose("TM", "100000")).put(Tag.Units, Vr.CS, "GML").put(0x00541006, Vr.CS, "BW"))).isEqualTo(1);
    }

    @Test
    void what_is_missing_is_said_by_name() {
        assertThat(why(pet(dose("TM", "100000")).remove(Tag.PatientWeight))).contains("weight is missing");
        assertThat(why(pet(DataSet.empty()))).contains("dose is missing");
    }

    private static String why(DataSet.Builder b) {
        return ((Suv.NotPossible) Suv.of(b.build())).why();
    }
}
