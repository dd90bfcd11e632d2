package loupe.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.pixel.TextBox;
import loupe.deid.pixel.TextFinder;
import loupe.deid.profile.AttributeAction;
import loupe.deid.profile.Profile;
import loupe.deid.profile.ProfileOption;
import loupe.deid.profile.ProfileTable;
import loupe.deid.profile.Profiles;
import loupe.deid.profile.Rules;
import loupe.deid.pseudonym.PseudonymKey;
import org.junit.jupiter.api.Test;

/// One test for each normative statement of PS3.15 2026c Annex E, by the number it has in the checklist.
class NormativeStatementsTest {
    private static final PseudonymKey KEY = PseudonymKey.of(new byte[32]);
    private static final TextFinder NO_TEXT = (image, job) -> List.of();

    private static DataSet.Builder source() {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.826.0.99.2")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.826.0.99.3")
                .put(Tag.PatientID, Vr.LO, "ZQ4711")
                .put(Tag.PatientName, Vr.PN, "Quexington^Zbigniewa");
    }

    private static DataSet item(int tag, Vr vr, String value) {
        return DataSet.itemBuilder(CharacterSet.DEFAULT).put(tag, vr, value).build();
    }

    private static DataSet code(String scheme, String value) {
        return DataSet.itemBuilder(CharacterSet.DEFAULT)
                .put(Tag.CodeValue, Vr.SH, value)
                .put(Tag.CodingSchemeDesignator, Vr.SH, scheme)
                .put(Tag.CodeMeaning, Vr.LO, "meaning")
                .build();
    }

    private static DeidOutcome.Cleaned cleaned(Profile profile, DataSet data, TextFinder finder) {
        return (DeidOutcome.Cleaned) new Deidentifier(profile, KEY, finder)
                .deidentify(new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), data), JobContext.unattended());
    }

    private static DataSet out(Profile profile, DataSet.Builder data) {
        return cleaned(profile, data.build(), NO_TEXT).instance().data();
    }

    private static DataSet out(DataSet.Builder data) {
        return out(Profiles.strict(), data);
    }

    private static DataSet.Builder pixels(DataSet.Builder b) {
        return b.put(Tag.SamplesPerPixel, Vr.US, 1.0).put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, 16.0).put(Tag.Columns, Vr.US, 16.0).put(Tag.BitsAllocated, Vr.US, 8.0)
                .put(Tag.BitsStored, Vr.US, 8.0).put(Tag.HighBit, Vr.US, 7.0).put(Tag.PixelRepresentation, Vr.US, 0.0);
    }

    @Test
    void N01_every_instance_of_an_attribute_is_acted_on_at_any_depth() {
        DataSet inner = item(0x00104000, Vr.LT, "Zbigniewa");
        DataSet outer = DataSet.itemBuilder(CharacterSet.DEFAULT).put(0x00189114, List.of(inner)).build();
        DataSet d = out(source().put(0x52009229, List.of(outer)).put(0x00104000, Vr.LT, "Zbigniewa"));
        assertThat(d.contains(0x00104000)).isFalse();
        assertThat(d.items(0x52009229).getFirst().items(0x00189114).getFirst().elements()).isEmpty();
    }

    @Test
    void N02_an_option_goes_before_the_profile() {
        DataSet.Builder age = source().put(0x00101010, Vr.AS, "042Y");
        assertThat(out(age).contains(0x00101010)).isFalse();
        assertThat(out(Profiles.strict().with(ProfileOption.RETAIN_PATIENT_CHARACTERISTICS), age).string(0x00101010))
                .contains("042Y");
    }

    @Test
    void N03_patient_identity_removed_is_YES() {
        assertThat(out(source()).string(0x00120062)).contains("YES");
    }

    @Test
    void N04_each_profile_and_option_is_added_to_the_method_and_earlier_ones_stay() {
        DataSet d = out(
                Profiles.strict().with(ProfileOption.RETAIN_DEVICE_IDENTITY).with(ProfileOption.CLEAN_GRAPHICS),
                source().put(0x00120063, Vr.LO, "EARLIER").put(0x00120064, List.of(code("DCM", "113111"))));
        assertThat(d.strings(0x00120063)).startsWith("EARLIER").hasSize(2);
        assertThat(d.items(0x00120064).stream().map(i -> i.string(Tag.CodeValue, "")))
                .containsExactly("113111", "113100", "113109", "113103");
    }

    @Test
    void N05_file_meta_information_and_preamble_are_made_anew() {
        DataSet meta = DataSet.builder()
                .put(0x00020016, Vr.AE, "QUEXHOST")
                .put(0x00020100, Vr.UI, "1.2.3")
                .put(0x00020102, Vr.OB, "secret".getBytes(StandardCharsets.US_ASCII))
                .build();
        SourceInstance s = new SourceInstance(TransferSyntax.EXPLICIT_LE, meta, source().build());
        DeidOutcome.Cleaned c = (DeidOutcome.Cleaned)
                new Deidentifier(Profiles.strict(), KEY, NO_TEXT).deidentify(s, JobContext.unattended());
        byte[] file = Files10.write(c.instance());
        assertThat(file).startsWith(new byte[128]);
        assertThat(new LeakSearch(file).found(List.of("QUEXHOST", "secret"))).isEmpty();
    }

    @Test
    void N06_group_0004_is_removed_and_a_DICOMDIR_is_refused() {
        assertThat(out(source().put(0x00041500, Vr.CS, "QUEX")).contains(0x00041500)).isFalse();
        SourceInstance directory = new SourceInstance(
                TransferSyntax.EXPLICIT_LE, DataSet.empty(), DataSet.builder().put(0x00041220, List.of()).build());
        assertThat(new Deidentifier(Profiles.strict(), KEY, NO_TEXT).deidentify(directory, JobContext.unattended()))
                .isInstanceOfSatisfying(DeidOutcome.Refused.class, r -> assertThat(r.reason()).isEqualTo(RefusalReason.DIRECTORY));
    }

    @Test
    void N07_UIDs_and_ids_are_consistent_over_the_set_and_references_still_lead_there() {
        DataSet one = out(source());
        DataSet two = out(source()
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.9")
                .put(0x00081140, List.of(item(0x00081155, Vr.UI, "1.2.826.0.99.1"))));
        assertThat(two.string(Tag.StudyInstanceUID)).isEqualTo(one.string(Tag.StudyInstanceUID));
        assertThat(two.string(Tag.PatientID)).isEqualTo(one.string(Tag.PatientID));
        assertThat(two.items(0x00081140).getFirst().string(0x00081155)).isEqualTo(one.string(Tag.SOPInstanceUID));
        assertThat(one.string(Tag.SOPInstanceUID)).isNotEqualTo(source().build().string(Tag.SOPInstanceUID));
    }

    @Test
    void N08_kept_sequences_are_gone_through_and_removed_ones_go_with_all_items() {
        DataSet.Builder b = source()
                .put(0x00400275, List.of(item(0x00324070, Vr.LT, "Zbigniewa")))
                .put(0x00081120, List.of(item(0x00081155, Vr.UI, "1.2.3")));
        assertThat(new LeakSearch(Files10.write(out(b), TransferSyntax.EXPLICIT_LE)).found(List.of("Zbigniewa"))).isEmpty();
        assertThat(out(b).contains(0x00081120)).isFalse();
    }

    @Test
    void N09_compound_codes_leave_a_legal_value_where_the_type_is_not_known() {
        Rules rules = Rules.of(Profiles.strict());
        for (var row : Oracles.rows("ps315_2026c_compound_action_rows.json")) {
            String printed = row.path("basicProfile").asText(row.path("action").asText());
            int tag = (int) Long.parseLong(row.path("tag").asText().replaceAll("[(),]", ""), 16);
            AttributeAction action = rules.rule(tag, Vr.LO).action();
            AttributeAction expected = printed.contains("U") ? AttributeAction.UID : printed.contains("D") ? AttributeAction.DUMMY : AttributeAction.EMPTY;
            assertThat(action).as(row.path("tag").asText()).isEqualTo(expected);
        }
    }

    @Test
    void N10_dates_and_times_the_table_does_not_list_are_acted_on_by_VR() {
        int unlisted = 0x0018700C; // Date of Last Detector Calibration is listed; its neighbours may not be
        DataSet d = out(source().put(unlisted, Vr.DA, "20190203").put(0x00189516, Vr.DT, "20190203101112"));
        assertThat(d.string(unlisted, "")).doesNotContain("2019");
        assertThat(d.string(0x00189516, "")).doesNotContain("2019");
    }

    @Test
    void N11_digital_signatures_are_removed() {
        assertThat(out(source().put(0xFFFAFFFA, List.of(item(0x04000115, Vr.OB, "certificate")))).contains(0xFFFAFFFA)).isFalse();
    }

    @Test
    void N12_an_encapsulated_document_is_replaced() {
        DataSet d = out(source().put(Tag.EncapsulatedDocument, Vr.OB, "Zbigniewa".getBytes(StandardCharsets.US_ASCII)));
        assertThat(d.contains(Tag.EncapsulatedDocument)).isTrue();
        assertThat(new LeakSearch(Files10.write(d, TransferSyntax.EXPLICIT_LE)).found(List.of("Zbigniewa"))).isEmpty();
    }

    @Test
    void N13_an_icon_is_removed() {
        assertThat(out(source().put(0x00880200, List.of(pixels(DataSet.builder()).build()))).contains(0x00880200)).isFalse();
    }

    @Test
    void N14_temporal_information_is_REMOVED_without_an_option() {
        assertThat(out(source()).string(Tag.LongitudinalTemporalInformationModified)).contains("REMOVED");
    }

    @Test
    void N15_pixels_themselves_change_and_burned_in_annotation_is_NO() {
        byte[] bright = new byte[256];
        java.util.Arrays.fill(bright, (byte) 9);
        bright[17] = (byte) 200;
        TextFinder once = (image, job) -> image.at(1, 1) > 100 ? List.of(new TextBox(1, 1, 1, 1)) : List.of();
        DataSet d = cleaned(Profiles.strict(), pixels(source()).put(Tag.PixelData, Vr.OB, bright).build(), once)
                .instance().data();
        assertThat(d.bytes(Tag.PixelData).orElseThrow().get(java.lang.foreign.ValueLayout.JAVA_BYTE, 17)).isEqualTo((byte) 9);
        assertThat(d.string(Tag.BurnedInAnnotation)).contains("NO");
        assertThat(d.items(0x00120064).stream().map(i -> i.string(Tag.CodeValue, ""))).contains("113101");
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(strings = {"LABEL", "OVERVIEW"})
    void the_label_of_a_slide_stays_outside_and_barcodes_are_gone(String kind) {
        DataSet label = source().put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.77.1.6")
                .put(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", kind, "NONE").build();
        assertThat(new Deidentifier(Profiles.importProfile(), KEY, NO_TEXT)
                        .deidentify(new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), label), JobContext.unattended()))
                .isInstanceOfSatisfying(DeidOutcome.Refused.class, r -> assertThat(r.reason()).isEqualTo(RefusalReason.SLIDE_LABEL));
        DataSet volume = out(Profiles.importProfile(), source()
                .put(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "VOLUME", "NONE")
                .put(0x22000005, Vr.LT, "BAR4711").put(0x22000002, Vr.UT, "Zbigniewa").put(0x00400512, Vr.LO, "Zbigniewa 7"));
        assertThat(new LeakSearch(Files10.write(volume, TransferSyntax.EXPLICIT_LE)).found(List.of("BAR4711", "Zbigniewa"))).isEmpty();
    }

    @Test
    void N16_recognizable_visual_features_is_not_said_to_be_NO_where_no_face_was_taken_out() {
        DataSet.Builder head = pixels(source()).put(Tag.PixelData, Vr.OB, new byte[256])
                .put(Tag.Modality, Vr.CS, "CT").put(0x00180015, Vr.CS, "HEAD");
        DeidOutcome.Cleaned c = cleaned(Profiles.strict(), head.build(), NO_TEXT);
        assertThat(c.instance().data().string(0x00280302, "")).isNotEqualTo("NO");
        assertThat(c.report().warnings()).anyMatch(w -> w.contains("face"));
    }

    @Test
    void N17_graphics_go_without_the_option_and_lose_their_text_with_it() {
        DataSet text = item(0x00700006, Vr.ST, "Zbigniewa");
        DataSet layer = DataSet.itemBuilder(CharacterSet.DEFAULT).put(0x00700008, List.of(text)).build();
        DataSet.Builder b = source().put(0x00700001, List.of(layer)).put(0x60000022, Vr.LO, "Zbigniewa")
                .put(0x60003000, Vr.OW, new byte[32]);
        for (Profile p : List.of(Profiles.strict(), Profiles.strict().with(ProfileOption.CLEAN_GRAPHICS))) {
            assertThat(new LeakSearch(Files10.write(out(p, b), TransferSyntax.EXPLICIT_LE)).found(List.of("Zbigniewa"))).isEmpty();
        }
        assertThat(out(b).contains(0x60003000)).isFalse();
    }

    @Test
    void N18_structured_content_goes_by_concept_retired_codes_too() {
        Rules rules = Rules.of(Profiles.importProfile());
        for (String scheme : List.of("SRT", "SNM3", "99SDM")) {
            assertThat(rules.concept(scheme, "F-02455", "TEXT")).isEqualTo(rules.concept("SCT", "160476009", "TEXT")).isPresent();
        }
        DataSet history = DataSet.itemBuilder(CharacterSet.DEFAULT)
                .put(Tag.ValueType, Vr.CS, "TEXT")
                .put(Tag.ConceptNameCodeSequence, List.of(code("SRT", "F-02455")))
                .put(Tag.TextValue, Vr.UT, "smokes with Zbigniewa")
                .build();
        DataSet cleaned = out(Profiles.importProfile(), source().put(Tag.ContentSequence, List.of(history)));
        assertThat(new LeakSearch(Files10.write(cleaned, TransferSyntax.EXPLICIT_LE)).found(List.of("smokes", "Zbigniewa")))
                .isEmpty();
    }

    @Test
    void N19_identity_leaves_descriptions_and_the_protocol_stays() {
        DataSet d = out(Profiles.importProfile(), source().put(Tag.StudyDescription, Vr.LO, "CT CHEST Zbigniewa ZQ4711"));
        assertThat(d.string(Tag.StudyDescription)).contains("CT CHEST");
    }

    @Test
    void N20_full_and_modified_dates_exclude_each_other_and_intervals_stay_across_midnight() {
        assertThatThrownBy(() -> new Profile("a", "1",
                        java.util.Set.of(ProfileOption.RETAIN_FULL_DATES, ProfileOption.RETAIN_MODIFIED_DATES),
                        Profile.Pixels.OFF, false, java.util.Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        DataSet.Builder b = source().put(Tag.StudyDate, Vr.DA, "20190228").put(Tag.StudyTime, Vr.TM, "235959.5")
                .put(0x00080022, Vr.DA, "20190301").put(0x00080032, Vr.TM, "000000.5")
                .put(0x0008002A, Vr.DT, "20190301000000.500000+0100");
        DataSet full = out(Profiles.strict().with(ProfileOption.RETAIN_FULL_DATES), b);
        assertThat(full.string(Tag.StudyDate)).contains("20190228");
        assertThat(full.string(Tag.LongitudinalTemporalInformationModified)).contains("UNMODIFIED");
        DataSet moved = out(Profiles.importProfile(), b);
        assertThat(moved.string(Tag.LongitudinalTemporalInformationModified)).contains("MODIFIED");
        var format = java.time.format.DateTimeFormatter.BASIC_ISO_DATE;
        var first = java.time.LocalDate.parse(moved.string(Tag.StudyDate, ""), format);
        var second = java.time.LocalDate.parse(moved.string(0x00080022, ""), format);
        assertThat(first.plusDays(1)).isEqualTo(second);
        assertThat(moved.string(Tag.StudyTime)).contains("235959.5");
        assertThat(moved.string(0x0008002A, "")).isEqualTo(second.format(format) + "000000.500000+0100");
    }

    private static long cells(String column, String letter) {
        return Oracles.rows("ps315_2026c_table_E.1-1.json").stream()
                .filter(r -> r.path(column).asText("").equals(letter))
                .count();
    }

    private static long differing(ProfileOption option, AttributeAction action) {
        List<ProfileTable.Row> without = ProfileTable.of(Profiles.strict()).rows();
        List<ProfileTable.Row> with = ProfileTable.of(Profiles.strict().with(option)).rows();
        return Stream.iterate(0, i -> i < with.size(), i -> i + 1)
                .filter(i -> with.get(i).action() == action && without.get(i).action() != action)
                .count();
    }

    @Test
    void N21_patient_characteristics_keep_14_and_clean_5() {
        assertThat(cells("rtnPatCharsOpt", "K")).isEqualTo(14);
        assertThat(differing(ProfileOption.RETAIN_PATIENT_CHARACTERISTICS, AttributeAction.KEEP)).isEqualTo(14);
        assertThat(differing(ProfileOption.RETAIN_PATIENT_CHARACTERISTICS, AttributeAction.CLEAN)).isEqualTo(5);
    }

    @Test
    void N22_device_identity_keeps_48_and_cleans_11() {
        assertThat(cells("rtnDevIdOpt", "K")).isEqualTo(48);
        assertThat(differing(ProfileOption.RETAIN_DEVICE_IDENTITY, AttributeAction.KEEP)).isEqualTo(48);
        assertThat(differing(ProfileOption.RETAIN_DEVICE_IDENTITY, AttributeAction.CLEAN)).isEqualTo(11);
    }

    @Test
    void N23_retained_UIDs_are_60_and_UIDs_of_the_standard_are_never_touched() {
        assertThat(differing(ProfileOption.RETAIN_UIDS, AttributeAction.KEEP)).isEqualTo(60);
        assertThat(out(source()).string(Tag.SOPClassUID)).contains("1.2.840.10008.5.1.4.1.1.7");
        assertThat(out(Profiles.strict().with(ProfileOption.RETAIN_UIDS), source()).string(Tag.SOPInstanceUID))
                .contains("1.2.826.0.99.1");
    }

    @Test
    void N24_of_private_attributes_only_those_known_or_said_to_be_safe_stay_under_the_option() {
        DataSet said = DataSet.itemBuilder(CharacterSet.DEFAULT)
                .put(0x00080301, Vr.US, 0x0099)
                .put(0x00080302, Vr.LO, "WALLOP 1")
                .put(0x00080303, Vr.CS, "SAFE")
                .build();
        DataSet.Builder b = source()
                .put(0x00080300, List.of(said))
                .put(0x00990010, Vr.LO, "WALLOP 1")
                .put(0x00991001, Vr.FD, 4.5)
                .put(0x00991002, Vr.DA, "20190203")
                .put(0x00991003, Vr.PN, "Zbigniewa")
                .put(0x00991004, Vr.LO, "seen by Zbigniewa")
                .put(0x00990011, Vr.LO, "OTHER 1")
                .put(0x00991101, Vr.FD, 4.5)
                .put(0x70530010, Vr.LO, "Philips PET Private Group")
                .put(0x70531009, Vr.DS, "1.25");
        DataSet strict = out(b);
        assertThat(strict.elements().stream().filter(e -> Tag.isPrivate(e.tag()))).isEmpty();
        assertThat(strict.contains(0x00080300)).isFalse();
        DataSet kept = out(Profiles.research(), b);
        assertThat(kept.number(0x00991001)).hasValue(4.5);
        assertThat(kept.string(0x00990010)).contains("WALLOP 1");
        assertThat(kept.string(0x00991002, "")).doesNotContain("2019");
        assertThat(kept.contains(0x00991003)).isFalse();
        assertThat(kept.string(0x00991004, "")).doesNotContain("Zbigniewa");
        assertThat(kept.contains(0x00991101)).isFalse();
        assertThat(kept.string(0x70531009)).contains("1.25");
        assertThat(kept.items(0x00080300)).singleElement().satisfies(i ->
                assertThat(i.string(0x00080302)).contains("WALLOP 1"));
    }

    @Test
    void N25_institution_identity_keeps_10() {
        assertThat(differing(ProfileOption.RETAIN_INSTITUTION_IDENTITY, AttributeAction.KEEP)).isEqualTo(10);
    }

    @Test
    void N26_files_are_never_marked_as_identified_again() {
        // The program re-identifies a pseudonym to a person with the right to it, never a file.
        DataSet again = out(source().put(0x00120062, Vr.CS, "NO"));
        assertThat(again.string(0x00120062)).contains("YES");
        assertThat(again.contains(0x00120063)).isTrue();
    }

    @Test
    void N27_no_original_value_travels_along_encrypted_or_hashed() {
        DataSet d = out(source().put(0x04000500, List.of(item(0x04000520, Vr.OB, "original"))));
        assertThat(d.contains(0x04000500)).isFalse();
        assertThat(cleaned(Profiles.strict(), source().build(), NO_TEXT).instance().data().string(Tag.PatientID, ""))
                .as("keyed, so that nobody can test a guess")
                .isNotEqualTo(((DeidOutcome.Cleaned) new Deidentifier(
                                        Profiles.strict(), PseudonymKey.of(new byte[] {
                                            1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
                                            25, 26, 27, 28, 29, 30, 31, 32}), NO_TEXT)
                                .deidentify(new SourceInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty(), source().build()),
                                        JobContext.unattended()))
                        .instance().data().string(Tag.PatientID, ""));
    }

    @Test
    void N28_what_is_done_with_each_attribute_can_be_listed() {
        ProfileTable table = ProfileTable.of(Profiles.importProfile());
        assertThat(table.rows()).hasSize(656);
        assertThat(table.rows().stream().map(ProfileTable.Row::action).distinct())
                .contains(AttributeAction.REMOVE, AttributeAction.EMPTY, AttributeAction.DUMMY, AttributeAction.UID, AttributeAction.KEEP, AttributeAction.CLEAN, AttributeAction.PSEUDONYM);
    }
}
