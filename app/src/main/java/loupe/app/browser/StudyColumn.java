package loupe.app.browser;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// The columns a reader can have, with their usual order. Names are kept; titles are for people.
enum StudyColumn {
    NUMBER("#", 44, r -> Integer.toString(r.number()), Comparator.comparingInt(StudyRow::number)),
    PATIENT(later("Patient"), 146, r -> r.study().patientPseudonym(), by(r -> r.study().patientPseudonym())),
    SEX(later("Sex"), 42, r -> r.study().sex(), by(r -> r.study().sex())),
    AGE(later("Age"), 50, StudyRow::age, Comparator.comparingInt(StudyColumn::days)),
    DATE(later("Date"), 106, StudyRow::date, by(StudyRow::date)),
    MODALITY(later("Modality"), 76, StudyRow::modalities, by(StudyRow::modalities)),
    REGION(later("Region"), 112, r -> told(r.entry().regionText()), by(r -> told(r.entry().regionText()))),
    STATE(later("State"), 112, r -> told(r.state().text()), Comparator.comparing(StudyRow::state)),
    URGENCY(later("Urgency"), 112, StudyRow::urgency,
            Comparator.comparing((StudyRow r) -> r.entry().first()).thenComparing(r -> r.study().urgency().level()).reversed()),
    FINDINGS(later("Findings"), 72, StudyRow::findings, Comparator.comparingInt(r -> r.study().findingCount())),
    PRIORS(later("Priors"), 54, r -> r.entry().priors() == 0 ? "–" : Integer.toString(r.entry().priors()),
            Comparator.comparingInt(r -> r.entry().priors())),
    READER(later("Read by"), 128, StudyRow::reader, by(StudyRow::reader)),
    SIZE(later("Series / images"), 112, r -> r.study().seriesCount() + " / " + r.study().instanceCount(),
            Comparator.comparingInt(r -> r.study().instanceCount())),
    DESCRIPTION(later("Description"), 200, r -> r.study().description(), by(r -> r.study().description()));

    private final String title;
    private final double width;
    private final Function<StudyRow, String> text;
    private final Comparator<StudyRow> order;

    StudyColumn(String title, double width, Function<StudyRow, String> text, Comparator<StudyRow> order) {
        this.title = title;
        this.width = width;
        this.text = text;
        this.order = order;
    }

    private static Comparator<StudyRow> by(Function<StudyRow, String> what) {
        return Comparator.comparing(what, String.CASE_INSENSITIVE_ORDER);
    }

    /// Days of an age as DICOM writes it; -1 where there is none.
    private static int days(StudyRow r) {
        String age = r.study().age();
        if (!age.matches("[0-9]{3}[DWMY]")) {
            return -1;
        }
        int each = switch (age.charAt(3)) {
            case 'D' -> 1;
            case 'W' -> 7;
            case 'M' -> 30;
            default -> 365;
        };
        return each * Integer.parseInt(age.substring(0, 3));
    }

    String title() {
        return say(title);
    }

    /// What a screen reader calls it.
    String spokenName() {
        return this == NUMBER ? say("number") : title();
    }

    double width() {
        return width;
    }

    String text(StudyRow row) {
        return text.apply(row);
    }

    Comparator<StudyRow> order() {
        return order;
    }

    /// The columns of kept names, in their order; those this version does not know are left out. All where none is left.
    static List<StudyColumn> of(List<String> names) {
        List<StudyColumn> known = names.stream()
                .distinct()
                .flatMap(n -> Arrays.stream(values()).filter(c -> c.name().equals(n)))
                .toList();
        return known.isEmpty() ? List.of(values()) : known;
    }

    static List<String> names(List<StudyColumn> columns) {
        return columns.stream().map(Enum::name).toList();
    }
}
