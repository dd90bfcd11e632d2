package loupe.review.retrieving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.review.ReviewException;
import org.junit.jupiter.api.Test;

class StudyQueryTest {
    private static StudyQuery named(String name) {
        return new StudyQuery("", name, "", "", "", Optional.empty(), Optional.empty());
    }

    @Test
    void a_name_is_asked_in_the_nodes_character_set_or_not_at_all() throws ReviewException {
        for (String name : List.of("Müller^Jörg", "Иванов*", "山田^太郎", "김^희중")) {
            DataSet keys = named(name).studyKeys("ISO_IR 192");
            assertThat(keys.string(Tag.PatientName)).contains(name);
            assertThat(keys.string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
        }
        assertThat(named("Müller^Jörg").studyKeys("ISO_IR 100").string(Tag.PatientName)).contains("Müller^Jörg");
        assertThatThrownBy(() -> named("山田^太郎").studyKeys("ISO_IR 100")).isInstanceOf(ReviewException.class)
                .hasMessageContaining("character set");
    }

    @Test
    void dates_modalities_and_lengths_have_their_form() {
        for (String dates : List.of("20240101", "20240101-", "-20240101", "20240101-20240131")) {
            assertThat(new StudyQuery("", "", dates, "CT", "", Optional.empty(), Optional.empty()).dates()).isEqualTo(dates);
        }
        for (String dates : List.of("2024", "2024-01-01", "yesterday", "20240101-20240131-")) {
            assertThatThrownBy(() -> new StudyQuery("", "", dates, "", "", Optional.empty(), Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new StudyQuery("", "", "", "ct", "", Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> named("x".repeat(65))).isInstanceOf(IllegalArgumentException.class);
        assertThat(named("Castañeda*").toString()).as("who is looked for is in no log").isEqualTo("StudyQuery");
    }
}
