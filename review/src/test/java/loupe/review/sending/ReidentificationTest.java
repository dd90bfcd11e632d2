package loupe.review.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.review.ReviewException;
import org.junit.jupiter.api.Test;

class ReidentificationTest {
    private static final int REFERENCED_SERIES = 0x00081115;
    private static final int REFERENCED_INSTANCES = 0x0008114A;
    private static final int VERIFYING_OBSERVERS = 0x0040A073;
    private static final int CONTENT = 0x0040A730;
    private static final int PERSON_NAME = 0x0040A123;
    private static final int OBSERVED = 0x0040A032;
    private static final int TEXT = 0x0040A160;
    private static final String PSEUDONYM = "P-UAJDE4VEHMFH";

    private static DataSet answer() {
        return DataSet.builder()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.PatientName, Vr.PN, "Castañeda^Sigrún")
                .put(Tag.PatientID, Vr.LO, "KW30492007")
                .put(Tag.PatientBirthDate, Vr.DA, "19740925")
                .put(Tag.PatientSex, Vr.CS, "F")
                .put(Tag.StudyDate, Vr.DA, "20240412")
                .put(Tag.StudyTime, Vr.TM, "100845")
                .put(Tag.AccessionNumber, Vr.SH, "ACC1")
                .build();
    }

    private static DataSet.Builder result(String referenced) {
        return DataSet.builder()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.34")
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.900")
                .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.901")
                .put(Tag.StudyInstanceUID, Vr.UI, "2.25.1")
                .put(Tag.PatientName, Vr.PN, PSEUDONYM)
                .put(Tag.PatientID, Vr.LO, PSEUDONYM)
                .put(Tag.PatientAge, Vr.AS, "049Y")
                .put(Tag.PatientIdentityRemoved, Vr.CS, "YES")
                .put(Tag.DeidentificationMethod, Vr.LO, "Loupe import 1")
                .put(Tag.StudyDate, Vr.DA, "20191002")
                .put(Tag.ContentDate, Vr.DA, "20191002")
                .put(REFERENCED_SERIES, List.of(DataSet.builder()
                        .put(Tag.SeriesInstanceUID, Vr.UI, "2.25.2")
                        .put(REFERENCED_INSTANCES, List.of(DataSet.builder()
                                .put(Tag.ReferencedSOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, referenced)
                                .build()))
                        .build()))
                .put(VERIFYING_OBSERVERS, List.of(DataSet.builder()
                        .put(0x0040A030, Vr.DT, "20191002101601")
                        .put(0x0040A075, Vr.PN, "Reader^CCCC7ED9")
                        .build()))
                .put(CONTENT, List.of(
                        DataSet.builder().put(PERSON_NAME, Vr.PN, "Reader^CCCC7ED9").build(),
                        DataSet.builder().put(OBSERVED, Vr.DT, "20191003101601.5").build()));
    }

    private static StandIns standIns() {
        StandIns s = new StandIns();
        s.add("2.25.1", "1.2.3.1");
        s.add("2.25.2", "1.2.3.2");
        s.add("2.25.3", "1.2.3.3");
        s.stored(DataSet.builder().put(Tag.SOPInstanceUID, Vr.UI, "2.25.4").build());
        return s;
    }

    private static Reidentification by(DataSet... objects) throws ReviewException {
        return new Reidentification(
                answer(), standIns(), new Reidentification.Signed("Doe^Jane", LocalDateTime.of(2026, 12, 1, 5, 31, 37)), List.of(objects));
    }

    @Test
    void patient_study_uids_dates_and_signer_are_the_hospitals_and_nothing_says_de_identified() throws IOException {
        DataSet object = result("2.25.3").build();
        DataSet out = by(object).of(object);
        assertThat(out.string(Tag.PatientName)).contains("Castañeda^Sigrún");
        assertThat(out.string(Tag.PatientID)).contains("KW30492007");
        assertThat(out.string(Tag.StudyInstanceUID)).contains("1.2.3.1");
        assertThat(out.string(Tag.SOPInstanceUID)).as("its own stays").contains("2.25.900");
        assertThat(out.string(Tag.StudyDate)).contains("20240412");
        assertThat(out.string(Tag.ContentDate)).contains("20261201");
        assertThat(out.contains(Tag.PatientIdentityRemoved)).isFalse();
        assertThat(out.contains(Tag.DeidentificationMethod)).isFalse();
        assertThat(out.contains(Tag.PatientAge)).isFalse();
        DataSet series = out.items(REFERENCED_SERIES).getFirst();
        assertThat(series.string(Tag.SeriesInstanceUID)).contains("1.2.3.2");
        assertThat(series.items(REFERENCED_INSTANCES).getFirst().string(Tag.ReferencedSOPInstanceUID)).contains("1.2.3.3");
        assertThat(out.items(VERIFYING_OBSERVERS).getFirst().string(0x0040A075)).contains("Doe^Jane");
        assertThat(out.items(VERIFYING_OBSERVERS).getFirst().string(0x0040A030)).contains("20261201053137");
        assertThat(out.items(CONTENT).get(0).string(PERSON_NAME)).as("the observer in the content too").contains("Doe^Jane");
        assertThat(out.items(CONTENT).get(1).string(OBSERVED)).as("as many days after the study as before").contains("20240413101601.5");
    }

    @Test
    void objects_that_go_out_together_may_refer_to_each_other() throws IOException {
        DataSet seg = DataSet.builder().put(Tag.SOPInstanceUID, Vr.UI, "2.25.800").put(Tag.SeriesInstanceUID, Vr.UI, "2.25.801")
                .put(Tag.StudyDate, Vr.DA, "20191002").build();
        DataSet report = result("2.25.800").build();
        DataSet out = by(seg, report).of(report);
        assertThat(out.items(REFERENCED_SERIES).getFirst().items(REFERENCED_INSTANCES).getFirst().string(Tag.ReferencedSOPInstanceUID))
                .contains("2.25.800");
    }

    @Test
    void a_reference_to_what_the_node_does_not_have_is_refused_wherever_it_stands() throws IOException {
        DataSet unknown = result("2.25.77").build();
        assertThatThrownBy(() -> by(unknown).of(unknown)).isInstanceOf(ReviewException.class).hasMessageContaining("does not have");
        DataSet image = result("2.25.3").put(0x0040A124, Vr.UI, "2.25.4").build();
        assertThatThrownBy(() -> by(image).of(image)).as("an image of this store that the node lost")
                .isInstanceOf(ReviewException.class).hasMessageContaining("does not have");
    }

    @Test
    void a_stand_in_in_a_text_keeps_the_object_here() throws IOException {
        for (String text : List.of("as seen in " + PSEUDONYM, "compare 2.25.2")) {
            DataSet object = result("2.25.3").put(TEXT, Vr.UT, text).build();
            assertThatThrownBy(() -> by(object).of(object)).hasMessageContaining("a pseudonym would have left");
        }
    }

    @Test
    void a_date_in_a_text_keeps_the_object_here_for_it_may_be_a_shifted_one() throws IOException {
        for (String text : List.of("larger than on 2019-05-03", "seen 3.5.2019", "since 12/04/2018")) {
            DataSet object = result("2.25.3").put(TEXT, Vr.UT, text).build();
            assertThatThrownBy(() -> by(object).of(object)).as(text).hasMessageContaining("names a date");
        }
        DataSet object = result("2.25.3").put(TEXT, Vr.UT, "12.5 mm, 4 of 2019 slices, version 1.2.3").build();
        assertThat(by(object).of(object).string(TEXT)).isPresent();
    }

    @Test
    void without_a_date_at_the_node_nothing_is_dated() {
        DataSet object = result("2.25.3").build();
        DataSet undated = answer().toBuilder().remove(Tag.StudyDate).build();
        assertThatThrownBy(() -> new Reidentification(
                        undated, standIns(), new Reidentification.Signed("Doe^Jane", LocalDateTime.MIN), List.of(object)))
                .hasMessageContaining("no date");
    }
}
