package loupe.app.browser;

import java.util.Locale;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;

/// A study as a row of the list.
///
/// @param number number in order of import, from 1
/// @param study its summary
public record StudyRow(int number, StudySummary study) {
    String sex() {
        return study.sex();
    }

    String age() {
        return study.age().matches("[0-9]{3}[DWMY]")
                ? Integer.parseInt(study.age().substring(0, 3)) + " "
                        + study.age().substring(3).toLowerCase(Locale.ROOT)
                : study.age();
    }

    String date() {
        String d = study.studyDate();
        return d.matches("[0-9]{8}") ? d.substring(0, 4) + "-" + d.substring(4, 6) + "-" + d.substring(6) : d;
    }

    String modalities() {
        return study.modalities().replace("\\", ", ");
    }

    String size() {
        return study.seriesCount() + " / " + study.instanceCount();
    }

    String state() {
        return switch (study.state()) {
            case TO_READ -> "◌  to read";
            case NEW -> "○  new";
            case TO_REVIEW -> "◌  to review";
            case IN_REVIEW -> "◐  in review";
            case SEALED -> "●  sealed";
        };
    }

    String findings() {
        if (study.state() == StudyState.TO_READ) {
            return "hidden";
        }
        return study.findingCount() == 0 ? "–" : Integer.toString(study.findingCount());
    }

    /// Whether every word of a filter is in one of the columns.
    boolean fits(String filter) {
        String all = String.join(
                        " ", study.patientPseudonym(), sex(), age(), date(), modalities(), study.description(), state())
                .toLowerCase(Locale.ROOT);
        for (String word : filter.toLowerCase(Locale.ROOT).strip().split("\\s+")) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
