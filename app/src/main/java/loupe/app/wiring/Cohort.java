package loupe.app.wiring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import loupe.core.study.StudySummary;
import loupe.deid.risk.PersonTable;

/// The persons of a store, one row each, as a cohort to be judged or counted.
public final class Cohort {
    private final List<StudySummary> persons;

    private Cohort(List<StudySummary> persons) {
        this.persons = persons;
    }

    /// A fixed way to sort persons into cells.
    public enum Question {
        /// By sex.
        SEX(List.of("F", "M", "O", "unknown")),
        /// By decade of age.
        AGE(IntStream.rangeClosed(0, 10).mapToObj(i -> i == 10 ? "unknown" : i * 10 + "-" + (i * 10 + 9)).toList()),
        /// By the modalities of the person's first study.
        MODALITY(List.of("CT", "MR", "CR", "DX", "MG", "US", "PT", "NM", "XA", "SM", "other"));

        private final List<String> cells;

        Question(List<String> cells) {
            this.cells = cells;
        }

        /// All cells there can be; the last takes what is in no other.
        public List<String> cells() {
            return cells;
        }
    }

    /// The persons of these studies, each by the first study.
    public static Cohort of(List<StudySummary> studies) {
        Map<String, StudySummary> first = new LinkedHashMap<>();
        studies.forEach(s -> first.putIfAbsent(s.patientPseudonym(), s));
        return new Cohort(List.copyOf(first.values()));
    }

    /// Columns sex, age, year, modalities and description.
    public PersonTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (StudySummary s : persons) {
            String year = s.studyDate().length() < 4 ? "" : s.studyDate().substring(0, 4);
            rows.add(List.of(s.sex(), s.age(), year, s.modalities(), s.description()));
        }
        return new PersonTable(List.of("sex", "age", "year", "modalities", "description"), rows);
    }

    /// The cell of each person.
    public List<String> cells(Question q) {
        return persons.stream()
                .map(s -> switch (q) {
                    case SEX -> s.sex();
                    case AGE -> decade(s.age());
                    case MODALITY -> s.modalities();
                })
                .toList();
    }

    private static String decade(String age) {
        if (!age.matches("\\d{3}[DWMY]")) {
            return "unknown";
        }
        int years = age.endsWith("Y") ? Math.min(99, Integer.parseInt(age.substring(0, 3))) : 0;
        return years / 10 * 10 + "-" + (years / 10 * 10 + 9);
    }
}
