package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.profile.Profile;
import loupe.deid.profile.ProfileOption;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymTest {
    private static final PseudonymKey KEY = PseudonymKey.of(new byte[32]);

    private static DataSet.Builder instance(String number) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1." + number)
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.826.0.99.77")
                .put(Tag.PatientID, Vr.LO, "4711-0815");
    }

    private static DataSet clean(DataSet data, Profile profile, PseudonymKey key) {
        DeidOutcome outcome = new Deidentifier(profile, key, (image, job) -> List.of())
                .deidentify(
                        new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), data),
                        JobContext.unattended());
        assertThat(outcome).isInstanceOf(DeidOutcome.Cleaned.class);
        return ((DeidOutcome.Cleaned) outcome).instance().data();
    }

    private static DataSet clean(DataSet data) {
        return clean(data, Profiles.importProfile(), KEY);
    }

    @Nested
    class UIDs {

        @Test
        void stay_consistent_over_instances_and_depths_and_differ_under_another_key() {
            DataSet reference = DataSet.itemBuilder(CharacterSet.DEFAULT)
                    .put(0x00081150, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                    .put(0x00081155, Vr.UI, "1.2.826.0.99.1.1")
                    .build();
            DataSet first = clean(instance("1").build());
            DataSet second = clean(instance("2").put(0x00081140, List.of(reference)).build());
            DataSet item = second.items(0x00081140).getFirst();
            assertThat(item.string(0x00081155)).isEqualTo(first.string(Tag.SOPInstanceUID));
            assertThat(item.string(0x00081150)).contains("1.2.840.10008.5.1.4.1.1.2");
            assertThat(first.string(Tag.StudyInstanceUID)).isEqualTo(second.string(Tag.StudyInstanceUID));
            byte[] other = new byte[32];
            other[5] = 1;
            DataSet elsewhere = clean(instance("1").build(), Profiles.importProfile(), PseudonymKey.of(other));
            assertThat(elsewhere.string(Tag.SOPInstanceUID)).isNotEqualTo(first.string(Tag.SOPInstanceUID));
            assertThat(elsewhere.string(Tag.PatientID)).isNotEqualTo(first.string(Tag.PatientID));
        }

        @Test
        void have_the_form_of_a_128_bit_number_under_2_25() {
            String uid = clean(instance("1").build()).string(Tag.SOPInstanceUID, "");
            assertThat(uid).matches("2\\.25\\.(0|[1-9]\\d{0,38})");
        }

        @Test
        void are_replaced_inside_text_that_stays() {
            DataSet out = clean(instance("1").put(Tag.ManufacturerModelName, Vr.LO, "X 1.2.826.0.99.1.1").build());
            assertThat(out.string(Tag.ManufacturerModelName, "")).startsWith("X 2.25.").doesNotContain("826.0.99");
        }
    }

    @Nested
    class Dates {

        private static LocalDate day(DataSet d, int tag) {
            return LocalDate.parse(d.string(tag, ""), DateTimeFormatter.BASIC_ISO_DATE);
        }

        @Test
        void move_by_the_same_days_everywhere_so_that_intervals_stay() {
            DataSet before = instance("1")
                    .put(Tag.StudyDate, Vr.DA, "20200228")
                    .put(Tag.StudyTime, Vr.TM, "235959")
                    .put(Tag.SeriesDate, Vr.DA, "2020.03.01")
                    .put(Tag.AcquisitionDateTime, Vr.DT, "20200301000001.500000+0100")
                    .build();
            DataSet after = clean(before);
            assertThat(day(after, Tag.StudyDate)).isNotEqualTo(LocalDate.of(2020, 2, 28));
            assertThat(ChronoUnit.DAYS.between(day(after, Tag.StudyDate), day(after, Tag.SeriesDate))).isEqualTo(2);
            assertThat(after.string(Tag.AcquisitionDateTime, ""))
                    .isEqualTo(after.string(Tag.SeriesDate, "") + "000001.500000+0100");
            assertThat(after.string(Tag.StudyTime)).contains("235959");
            DataSet later = clean(instance("2").put(Tag.StudyDate, Vr.DA, "20210228").build());
            assertThat(ChronoUnit.DAYS.between(day(after, Tag.StudyDate), day(later, Tag.StudyDate))).isEqualTo(366);
            assertThat(after.string(Tag.LongitudinalTemporalInformationModified)).contains("MODIFIED");
        }

        @Test
        void move_differently_for_another_patient() {
            DataSet one = clean(instance("1").put(Tag.StudyDate, Vr.DA, "20200228").build());
            DataSet two = clean(instance("1").put(Tag.PatientID, Vr.LO, "other").put(Tag.StudyDate, Vr.DA, "20200228").build());
            assertThat(one.string(Tag.StudyDate)).isNotEqualTo(two.string(Tag.StudyDate));
        }

        @Test
        void that_the_table_does_not_list_are_taken_by_their_VR() {
            DataSet out = clean(instance("1").put(0x00404052, Vr.DT, "20200228").put(0x00741042, Vr.DT, "20200228").build(),
                    Profiles.strict(), KEY);
            assertThat(out.string(0x00741042, "")).doesNotContain("2020");
            assertThat(out.string(Tag.LongitudinalTemporalInformationModified)).contains("REMOVED");
        }

        @Test
        void stay_under_the_option_that_keeps_them() {
            DataSet out = clean(instance("1").put(Tag.StudyDate, Vr.DA, "20200228").build(),
                    Profiles.strict().with(ProfileOption.RETAIN_FULL_DATES), KEY);
            assertThat(out.string(Tag.StudyDate)).contains("20200228");
            assertThat(out.string(Tag.LongitudinalTemporalInformationModified)).contains("UNMODIFIED");
        }
    }

    @Nested
    class Characteristics {

        @ParameterizedTest
        @CsvSource({"042Y,042Y", "089Y,089Y", "090Y,090Y", "101Y,090Y", "1100M,090Y", "006M,006M", "42,042Y"})
        void keep_ages_to_89_and_call_every_higher_one_90(String before, String after) {
            DataSet out = clean(instance("1").put(0x00101010, Vr.AS, before).build());
            assertThat(out.string(0x00101010)).contains(after);
        }

        @Test
        void keep_sex_and_weight_but_not_in_the_strict_profile() {
            DataSet in = instance("1").put(0x00100040, Vr.CS, "F").put(0x00101030, Vr.DS, "71.5").build();
            assertThat(clean(in).string(0x00101030)).contains("71.5");
            assertThat(clean(in).string(0x00100040)).contains("F");
            DataSet strict = clean(in, Profiles.strict(), KEY);
            assertThat(strict.contains(0x00101030)).isFalse();
            assertThat(strict.string(0x00100040)).isEmpty();
            assertThat(strict.contains(0x00100040)).isTrue();
        }
    }

    @Nested
    class Descriptions {

        @Test
        void keep_protocol_words_only() {
            DataSet out = clean(instance("1").put(Tag.SeriesDescription, Vr.LO, "AX T1 MPRAGE post Dr. Meier 3mm 12345678").build());
            assertThat(out.string(Tag.SeriesDescription)).contains("AX T1 MPRAGE post 3mm");
        }

        @Test
        void lose_a_protocol_word_that_is_the_name_of_the_patient() {
            DataSet out = clean(instance("1")
                    .put(Tag.PatientName, Vr.PN, "Head^White")
                    .put(Tag.SeriesDescription, Vr.LO, "HEAD T1 white matter")
                    .build());
            assertThat(out.string(Tag.SeriesDescription)).contains("T1 matter");
        }
    }

    @Nested
    class Numbers {

        @ParameterizedTest
        @CsvSource({
            "0.666666686534882,0.66666668653488",
            "-0.0217883751691557,-0.0217883751692",
            "-155.504714194885,-155.504714194885",
            "1e-7,1e-7",
            "12,12"
        })
        void of_too_many_characters_become_the_nearest_legal_ones(String before, String expectedStart) {
            DataSet out = clean(instance("1").put(Tag.SliceLocation, Vr.DS, before).build());
            String after = out.string(Tag.SliceLocation, "");
            assertThat(after.length()).isLessThanOrEqualTo(16);
            assertThat(Double.parseDouble(after)).isCloseTo(Double.parseDouble(before), org.assertj.core.data.Offset.offset(1e-11));
            assertThat(after).startsWith(expectedStart.substring(0, Math.min(10, expectedStart.length())));
        }

        @Test
        void that_are_none_do_not_carry_text_through() {
            DataSet out = clean(instance("1").put(Tag.SliceLocation, Vr.DS, "DOE JANE").put(0x00200013, Vr.IS, "x1").build());
            assertThat(out.string(Tag.SliceLocation)).isEmpty();
            assertThat(out.string(0x00200013)).isEmpty();
        }
    }

    @Nested
    class The_method {

        @Test
        void is_added_to_what_an_earlier_one_wrote() {
            DataSet earlier = DataSet.itemBuilder(CharacterSet.DEFAULT)
                    .put(Tag.CodeValue, Vr.SH, "113110")
                    .put(Tag.CodingSchemeDesignator, Vr.SH, "DCM")
                    .put(Tag.CodeMeaning, Vr.LO, "Retain UIDs Option")
                    .build();
            DataSet out = clean(instance("1").put(0x00120063, Vr.LO, "Earlier tool").put(0x00120064, List.of(earlier)).build());
            assertThat(out.string(0x00120062)).contains("YES");
            assertThat(out.strings(0x00120063)).containsExactly("Earlier tool", "Loupe import 1");
            assertThat(out.items(0x00120064).stream().map(i -> i.string(Tag.CodeValue, "")))
                    .startsWith("113110", "113100")
                    .contains("113108", "113107", "113105");
        }
    }

    @Nested
    class Sites_and_devices {

        @Test
        void stay_comparable_without_being_known() {
            DataSet one = clean(instance("1").put(Tag.InstitutionName, Vr.LO, "St. Elsewhere").put(0x00181000, Vr.LO, "SN-99812").build());
            DataSet two = clean(instance("2").put(Tag.InstitutionName, Vr.LO, "St. Elsewhere").build());
            assertThat(one.string(Tag.InstitutionName, "")).startsWith("SITE-");
            assertThat(one.string(Tag.InstitutionName)).isEqualTo(two.string(Tag.InstitutionName));
            assertThat(one.string(0x00181000, "")).startsWith("DEV-");
        }
    }
}
