package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Vr;
import loupe.deid.profile.AttributeAction;
import loupe.deid.profile.Profile;
import loupe.deid.profile.ProfileException;
import loupe.deid.profile.ProfileOption;
import loupe.deid.profile.Profiles;
import loupe.deid.profile.Rules;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OptionCellTest {
    private static final Map<ProfileOption, String> COLUMNS = Map.of(
            ProfileOption.RETAIN_UIDS, "rtnUIDsOpt",
            ProfileOption.RETAIN_DEVICE_IDENTITY, "rtnDevIdOpt",
            ProfileOption.RETAIN_INSTITUTION_IDENTITY, "rtnInstIdOpt",
            ProfileOption.RETAIN_PATIENT_CHARACTERISTICS, "rtnPatCharsOpt",
            ProfileOption.RETAIN_FULL_DATES, "rtnLongFullDatesOpt",
            ProfileOption.RETAIN_MODIFIED_DATES, "rtnLongModifDatesOpt",
            ProfileOption.CLEAN_DESCRIPTORS, "cleanDescOpt",
            ProfileOption.CLEAN_STRUCTURED_CONTENT, "cleanStructContOpt",
            ProfileOption.CLEAN_GRAPHICS, "cleanGraphOpt");

    /// Rows with one tag of their own, outside groups that never stand in a data set.
    private static List<JsonNode> rows() {
        return Oracles.rows("ps315_2026c_table_E.1-1.json").stream()
                .filter(r -> r.path("tag").asText().matches("\\([0-9A-F]{4},[0-9A-F]{4}\\)"))
                .toList();
    }

    private static AttributeAction basic(String printed) {
        if (printed.contains("U")) {
            return AttributeAction.UID;
        }
        if (printed.contains("D")) {
            return AttributeAction.DUMMY;
        }
        return printed.contains("Z") ? AttributeAction.EMPTY : AttributeAction.REMOVE;
    }

    @Nested
    class The_table {

        @Test
        void has_every_row_and_its_action_in_the_strict_profile() {
            assertThat(Oracles.rows("ps315_2026c_table_E.1-1.json")).hasSize(656);
            Rules rules = Rules.of(Profiles.strict());
            List<String> wrong = new ArrayList<>();
            for (JsonNode row : rows()) {
                int tag = (int) Long.parseLong(row.path("tag").asText().replaceAll("[(),]", ""), 16);
                if (rules.rule(tag, Vr.LO).action() != basic(row.path("basicProfile").asText())) {
                    wrong.add(row.path("tag").asText());
                }
            }
            assertThat(wrong).isEmpty();
        }

        @Test
        void has_every_cell_of_every_option() {
            int cells = 0;
            List<String> wrong = new ArrayList<>();
            for (Map.Entry<ProfileOption, String> column : COLUMNS.entrySet()) {
                Profile profile = Profiles.strict().with(column.getKey());
                Rules rules = Rules.of(profile);
                for (JsonNode row : rows()) {
                    String cell = row.path(column.getValue()).asText("");
                    int tag = (int) Long.parseLong(row.path("tag").asText().replaceAll("[(),]", ""), 16);
                    AttributeAction expected = cell.isEmpty()
                            ? basic(row.path("basicProfile").asText())
                            : cell.equals("K") ? AttributeAction.KEEP : AttributeAction.CLEAN;
                    cells += cell.isEmpty() ? 0 : 1;
                    if (rules.rule(tag, Vr.LO).action() != expected) {
                        wrong.add(column.getValue() + " " + row.path("tag").asText());
                    }
                }
            }
            assertThat(cells).isGreaterThan(560);
            assertThat(wrong).isEmpty();
        }

        @Test
        void has_every_concept_of_structured_content() {
            Rules rules = Rules.of(Profiles.strict());
            List<JsonNode> rows = Oracles.rows("ps315_2026c_table_E.3.4-1_clean_structured_content.json");
            assertThat(rows).hasSize(214).allSatisfy(r -> assertThat(rules.concept(
                                    r.path("codingSchemeDesignator").asText(),
                                    r.path("codeValue").asText(),
                                    r.path("valueType").asText())
                            .orElseThrow()
                            .action())
                    .isEqualTo(basic(r.path("basicProfile").asText())));
        }

        @Test
        void shifts_a_calibration_date_even_where_the_device_is_kept() {
            Profile both = Profiles.strict()
                    .with(ProfileOption.RETAIN_DEVICE_IDENTITY)
                    .with(ProfileOption.RETAIN_MODIFIED_DATES);
            assertThat(Rules.of(both).rule(0x00181200, Vr.DA).action()).isEqualTo(AttributeAction.CLEAN);
        }
    }

    @Nested
    class Safe_private_attributes {

        @Test
        void are_known_by_group_creator_and_element_only_under_the_option() {
            Rules rules = Rules.of(Profiles.strict().with(ProfileOption.RETAIN_SAFE_PRIVATE));
            assertThat(rules.safePrivate(0x70531009, "Philips PET Private Group")).contains(Vr.DS);
            assertThat(rules.safePrivate(0x70531009, "SOMEBODY ELSE")).isEmpty();
            assertThat(Rules.of(Profiles.strict()).safePrivate(0x70531009, "Philips PET Private Group")).isEmpty();
            assertThat(Oracles.rows("ps315_2026c_table_E.3.10-1_safe_private.json").stream()
                            .filter(r -> !r.path("vr").asText().isEmpty())
                            .filter(r -> rules.safePrivate(
                                            (int) Long.parseLong(r.path("dataElement").asText().replaceAll("[(),]", "").toLowerCase(java.util.Locale.ROOT).replace("xx", "10"), 16),
                                            r.path("privateCreator").asText())
                                    .isEmpty()))
                    .isEmpty();
        }
    }

    @Nested
    class A_profile_file {

        @Test
        void is_read_with_its_options_and_attributes() throws Exception {
            Profile p = Profiles.parse("""
                    name: site
                    version: "7"
                    pixels: off
                    options: [retain-uids, retain-full-dates]
                    attributes: {StationName: keep, PatientComments: remove}
                    """);
            assertThat(p.options()).isEqualTo(Set.of(ProfileOption.RETAIN_UIDS, ProfileOption.RETAIN_FULL_DATES));
            assertThat(p.attributes()).containsEntry(
                    Dictionary.entry("StationName").orElseThrow().tag(), AttributeAction.KEEP);
            assertThat(Rules.of(p).rule(0x00081010, Vr.SH).action()).isEqualTo(AttributeAction.KEEP);
        }

        @Test
        void is_refused_with_the_key_that_is_wrong() {
            assertThatThrownBy(() -> Profiles.parse("name: a\nversion: b\npixels: off\noptions: [retain-everything]\n"))
                    .isInstanceOf(ProfileException.class)
                    .hasMessageContaining("`retain-everything` is not allowed");
            assertThatThrownBy(() -> Profiles.parse("name: a\nversion: b\npixels: off\noptions: []\nextra: 1\n"))
                    .hasMessageContaining("`extra` is no key");
            assertThatThrownBy(() -> Profiles.parse("name: a\nversion: b\npixels: off\noptions: []\nattributes: {NoSuch: keep}\n"))
                    .hasMessageContaining("NoSuch");
            assertThatThrownBy(() -> Profiles.parse(
                            "name: a\nversion: b\npixels: off\noptions: [retain-full-dates, retain-modified-dates]\n"))
                    .hasMessageContaining("exclude each other");
            assertThatThrownBy(() -> Profiles.parse("name: [")).isInstanceOf(ProfileException.class);
        }
    }
}
