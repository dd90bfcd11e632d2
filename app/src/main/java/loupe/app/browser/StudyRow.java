package loupe.app.browser;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import loupe.core.study.StudyClaim;
import loupe.core.study.StudySummary;
import loupe.review.reading.ListState;
import loupe.review.reading.StudyEntry;
import loupe.review.reading.StudyFilter;
import loupe.review.reading.UrgencyWords;

/// A study as a row of the list.
///
/// @param entry the study
/// @param state where it stands
/// @param reader who has it in hand and since when, in words; empty where nobody has
/// @param text all that its columns say, in small letters, for the filter
public record StudyRow(StudyEntry entry, ListState state, String reader, String text) {
    /// What a text begins with that is no word: a voice does not say it.
    private static final Pattern SIGN = Pattern.compile("^[^\\p{L}\\p{N}⟦]+");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    /// A study as the account at work sees it.
    ///
    /// @param running whether models run on it now
    /// @param account account name; its own claims are said as one's own
    static StudyRow of(StudyEntry e, boolean running, String account) {
        ListState state = ListState.of(e, running);
        StudyRow bare = new StudyRow(e, state, e.reader().map(c -> since(c, account)).orElse(""), "");
        String text = Stream.of(StudyColumn.values()).map(c -> c.text(bare)).collect(Collectors.joining(" "));
        return new StudyRow(e, state, bare.reader, text.toLowerCase(Locale.ROOT));
    }

    /// Who has a study in hand and since when, by this machine's clock: `anna since 14:02`.
    static String since(StudyClaim c, String account) {
        return say("{0} since {1}", c.by().equals(account) ? say("you") : c.by(), CLOCK.format(c.since().atZone(ZoneId.systemDefault())));
    }

    /// Number in order of import, from 1.
    public int number() {
        return entry.number();
    }

    /// Its summary.
    public StudySummary study() {
        return entry.study();
    }

    StudyFilter.Line line() {
        return new StudyFilter.Line(entry, state, text);
    }

    String age() {
        String age = study().age();
        return age.matches("[0-9]{3}[DWMY]")
                ? Integer.parseInt(age.substring(0, 3)) + " " + told(age.substring(3).toLowerCase(Locale.ROOT))
                : age;
    }

    String date() {
        String d = study().studyDate();
        return d.matches("[0-9]{8}") ? d.substring(0, 4) + "-" + d.substring(4, 6) + "-" + d.substring(6) : d;
    }

    String modalities() {
        return study().modalities().replace("\\", ", ");
    }

    /// How urgent it is; that the site shows it first stands before what models found.
    String urgency() {
        String found = told(UrgencyWords.of(study()));
        return !entry.first() ? found : found.equals("–") ? say("shown first") : say("{0}, first", found);
    }

    String findings() {
        if (study().state().hidden()) {
            return say("hidden");
        }
        return study().findingCount() == 0 ? "–" : Integer.toString(study().findingCount());
    }

    /// The row for a screen reader: each column by its name, where it says something.
    String spoken() {
        return Stream.of(StudyColumn.values())
                .flatMap(c -> Optional.of(c.text(this)).filter(t -> !t.isEmpty() && !t.equals("–"))
                        .map(t -> c.spokenName() + " " + SIGN.matcher(t).replaceFirst("")).stream())
                .collect(Collectors.joining(", "));
    }
}
