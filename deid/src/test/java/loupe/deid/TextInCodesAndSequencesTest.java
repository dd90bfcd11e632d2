package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.profile.Profile;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// PRIV-2: what people write where a code belongs (FINDINGS R16).
class TextInCodesAndSequencesTest {
    private static final PseudonymKey KEY = PseudonymKey.of(new byte[32]);
    private static final int PROCEDURE_CODE = 0x00081032;
    private static final int STATION_CLASS = 0x00404026;

    static Stream<Profile> profiles() {
        return Profiles.names().stream().map(n -> Profiles.named(n).orElseThrow());
    }

    private static DataSet.Builder image() {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .put(Tag.PatientName, Vr.PN, "Ng^Wei")
                .put(Tag.Modality, Vr.CS, "OT");
    }

    private static DataSet code(String value, String scheme, String meaning) {
        return item().put(Tag.CodeValue, Vr.SH, value)
                .put(Tag.CodingSchemeDesignator, Vr.SH, scheme)
                .put(Tag.CodeMeaning, Vr.LO, meaning)
                .build();
    }

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.DEFAULT);
    }

    private static DataSet cleaned(DataSet data, Profile profile) {
        DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) new Deidentifier(profile, KEY, (image, job) -> List.of())
                .deidentify(Files10.read(Files10.write(data, TransferSyntax.EXPLICIT_LE)), JobContext.unattended());
        return c.instance().data();
    }

    private static List<String> found(DataSet data, Profile profile, String... needles) {
        DeidOutcome.Cleaned c = (DeidOutcome.Cleaned) new Deidentifier(profile, KEY, (image, job) -> List.of())
                .deidentify(Files10.read(Files10.write(data, TransferSyntax.EXPLICIT_LE)), JobContext.unattended());
        return new LeakSearch(Files10.write(c.instance())).found(List.of(needles));
    }

    private static DataSet procedure(String value, String scheme, String meaning) {
        return image().put(0x00400275, List.of(item().put(0x00400008, List.of(code(value, scheme, meaning))).build()))
                .put(PROCEDURE_CODE, List.of(code(value, scheme, meaning)))
                .put(0x00540220, List.of(code(value, scheme, meaning)))
                .build();
    }

    private static DataSet kept(DataSet data, Profile profile) {
        return cleaned(data, profile).items(0x00540220).getFirst();
    }

    @Nested
    class A_name_in_a_code_meaning {
        @ParameterizedTest
        @MethodSource("loupe.deid.TextInCodesAndSequencesTest#profiles")
        void does_not_leave_under_a_standard_scheme(Profile profile) {
            assertThat(found(procedure("399067008", "SCT", "Localizer for OKONKWO"), profile, "OKONKWO")).isEmpty();
            assertThat(found(procedure("123456789", "SCT", "Localizer for OKONKWO"), profile, "OKONKWO")).isEmpty();
            assertThat(found(procedure("110521", "DCM", "Okonkwo, Adaeze"), profile, "Okonkwo", "Adaeze")).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("loupe.deid.TextInCodesAndSequencesTest#profiles")
        void does_not_leave_under_a_private_scheme(Profile profile) {
            DataSet data = procedure("CT CHEST OKONKW", "99SITE", "CT CHEST JOHN DOE");
            assertThat(found(data, profile, "JOHN", "DOE", "OKONKW")).isEmpty();
            assertThat(found(procedure("OKONKWO", "99OKONKWO", "CT"), profile, "OKONKWO")).isEmpty();
            assertThat(found(procedure("OKONKWO", "SCT", "CT"), profile, "OKONKWO")).isEmpty();
            assertThat(found(procedure("OKONKWO", "UCUM", "CT"), profile, "OKONKWO")).isEmpty();
            assertThat(found(procedure("OKONKWO", "", "CT"), profile, "OKONKWO")).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("loupe.deid.TextInCodesAndSequencesTest#profiles")
        void does_not_leave_from_a_code_without_a_sequence_or_in_a_long_one(Profile profile) {
            DataSet top = image().put(Tag.CodeMeaning, Vr.LO, "Seen by Okonkwo").build();
            DataSet longer = image().put(0x00540220, List.of(item().put(0x00080119, Vr.UC, "a long code of OKONKWO")
                            .put(Tag.CodingSchemeDesignator, Vr.SH, "L")
                            .put(Tag.CodeMeaning, Vr.LO, "Okonkwo")
                            .build()))
                    .build();
            assertThat(found(top, profile, "Okonkwo")).isEmpty();
            assertThat(found(longer, profile, "OKONKWO", "Okonkwo")).isEmpty();
        }
    }

    @Nested
    class A_code_of_the_standard {
        @Test
        void keeps_its_meaning_and_gets_it_where_somebody_wrote_another() {
            DataSet as = kept(procedure("399067008", "SCT", "lateral"), Profiles.importProfile());
            DataSet other = kept(procedure("39607008", "SCT", "lung of Okonkwo"), Profiles.importProfile());
            assertThat(as.string(Tag.CodeValue)).contains("399067008");
            assertThat(other.string(Tag.CodeMeaning)).contains("Lung");
            assertThat(other.string(Tag.CodeValue)).contains("39607008");
        }

        @Test
        void keeps_a_meaning_that_is_the_standards_to_the_letter() {
            DataSet kept = kept(procedure("R-10224", "SRT", "antero-posterior"), Profiles.importProfile());
            DataSet dcm = kept(procedure("126000", "DCM", "Imaging Measurement Report"), Profiles.strict());
            assertThat(kept.string(Tag.CodeValue)).contains("R-10224");
            assertThat(dcm.string(Tag.CodeMeaning)).contains("Imaging Measurement Report");
        }

        @Test
        void that_the_table_lacks_keeps_protocol_words_of_its_meaning() {
            DataSet kept = kept(procedure("RPID16", "RADLEX", "CT CHEST WITHOUT CONTRAST OKONKWO"), Profiles.importProfile());
            assertThat(kept.string(Tag.CodeValue)).contains("RPID16");
            assertThat(kept.string(Tag.CodeMeaning)).contains("CT CHEST WITHOUT CONTRAST");
        }
    }

    @Nested
    class A_private_code {
        @Test
        void becomes_a_stand_in_that_is_the_same_for_the_same_code() {
            DataSet a = kept(procedure("CTCHEST", "99SITE", "Chest"), Profiles.importProfile());
            DataSet b = kept(procedure("CTCHEST", "99SITE", "Chest"), Profiles.importProfile());
            DataSet c = kept(procedure("CTHEAD", "99SITE", "Head"), Profiles.importProfile());
            assertThat(a.string(Tag.CodeValue)).isEqualTo(b.string(Tag.CodeValue)).isNotEqualTo(c.string(Tag.CodeValue));
            assertThat(a.string(Tag.CodeValue, "")).startsWith("C-").hasSizeLessThanOrEqualTo(16);
            assertThat(a.string(Tag.CodingSchemeDesignator, "")).startsWith("99S-").hasSizeLessThanOrEqualTo(16);
            assertThat(a.string(Tag.CodeMeaning)).contains("Chest");
        }
    }

    @Nested
    class A_code_string {
        @ParameterizedTest
        @MethodSource("loupe.deid.TextInCodesAndSequencesTest#profiles")
        void that_is_no_defined_term_does_not_leave(Profile profile) {
            DataSet data = image().put(Tag.BodyPartExamined, Vr.CS, "ELM STREET 12")
                    .put(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "AXIAL", "OKONKWO")
                    .put(Tag.PatientPosition, Vr.CS, "DR SMITHERS")
                    .put(Tag.BurnedInAnnotation, Vr.CS, "ADAEZE")
                    .build();
            assertThat(found(data, profile, "ELM", "OKONKWO", "SMITHERS", "ADAEZE")).isEmpty();
        }

        @Test
        void of_the_standard_or_of_a_scanner_stays() {
            DataSet data = image().put(Tag.BodyPartExamined, Vr.CS, "CSPINE")
                    .put(Tag.ImageType, Vr.CS, "DERIVED", "PRIMARY", "M", "ND", "DIS2D", "MFSPLIT", "FM3_2")
                    .put(Tag.PatientPosition, Vr.CS, "HFS")
                    .put(0x00180020, Vr.CS, "SE", "EP")
                    .build();
            DataSet kept = cleaned(data, Profiles.importProfile());
            assertThat(kept.string(Tag.BodyPartExamined)).contains("CSPINE");
            assertThat(kept.strings(Tag.ImageType)).containsExactly("DERIVED", "PRIMARY", "M", "ND", "DIS2D", "MFSPLIT", "FM3_2");
            assertThat(kept.string(Tag.PatientPosition)).contains("HFS");
            assertThat(kept.strings(0x00180020)).containsExactly("SE", "EP");
        }
    }

    @Nested
    class A_name_of_two_letters {
        @Test
        void goes_from_the_text_that_stays_and_no_modality_with_it() {
            DataSet data = image().put(Tag.SeriesDescription, Vr.LO, "MR HEAD T1 NG")
                    .put(Tag.Manufacturer, Vr.LO, "Scanner of Ng")
                    .build();
            DataSet kept = cleaned(data, Profiles.importProfile());
            assertThat(kept.string(Tag.SeriesDescription, "")).isEqualTo("MR HEAD T1");
            assertThat(kept.string(Tag.Manufacturer, "")).doesNotContain("Ng");
        }
    }

    @Nested
    class A_sequence_the_strict_profile_replaces {
        /// An item of attributes that the table does not list, with a value found nowhere else in each.
        private static DataSet planted(int n, List<String> needles) {
            String word = "ZQX" + n + "VOGEL";
            String number = "97" + (100_000 + n);
            needles.add(word);
            needles.add(number);
            return item().put(Tag.CodeValue, Vr.SH, word)
                    .put(Tag.CodingSchemeDesignator, Vr.SH, "99" + word)
                    .put(Tag.CodeMeaning, Vr.LO, word + " meaning")
                    .put(Tag.BodyPartExamined, Vr.CS, word)
                    .put(Tag.Manufacturer, Vr.LO, word + " maker")
                    .put(0x00081090, Vr.LO, word + " model")
                    .put(0x00181020, Vr.LO, word + " version")
                    .put(0x00180050, Vr.DS, number)
                    .put(0x00201208, Vr.IS, number)
                    .put(STATION_CLASS, List.of(code(word, "99" + word, word)))
                    .build();
        }

        @Test
        void keeps_none_of_the_values_planted_in_it() {
            List<String> needles = new ArrayList<>();
            DataSet.Builder data = image();
            for (JsonNode row : Oracles.rows("ps315_2026c_table_E.1-1.json")) {
                String tag = row.path("tag").asText();
                if (row.path("vr").path(0).asText("").equals("SQ") && tag.matches("\\([0-9A-F]{4},[0-9A-F]{4}\\)")) {
                    int number = (int) Long.parseLong(tag.replaceAll("[(),]", ""), 16);
                    data.put(number, List.of(planted(needles.size(), needles)));
                }
            }
            assertThat(needles).hasSizeGreaterThan(100);
            assertThat(found(data.build(), Profiles.strict(), needles.toArray(String[]::new))).isEmpty();
        }
    }
}
