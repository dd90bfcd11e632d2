package loupe.review.hanging;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import loupe.core.study.StudySummary;

/// Why one study is compared with another. The door shifts all dates of a patient alike, so what lies between them is true.
///
/// @param days days from it to the study that is read; empty where a date is missing
/// @param before how long before, such as `14 months before`
/// @param reason in words, such as `CT chest, 14 months before, same phase`
public record PriorMatch(OptionalLong days, String before, String reason) {
    private static final long DAYS_SAID = 60;
    private static final long MONTHS_SAID = 24;

    /// Whether an earlier study is one to compare with: of the same modality, of a region in common and not of the other side. What a
    /// study does not say, it does not differ in.
    public static Optional<PriorMatch> of(StudyKind study, StudyKind earlier, OptionalLong days) {
        boolean otherSide = study.side() == Side.LEFT && earlier.side() == Side.RIGHT
                || study.side() == Side.RIGHT && earlier.side() == Side.LEFT;
        boolean known = !study.regions().isEmpty() && !earlier.regions().isEmpty();
        Set<BodyRegion> shared = shared(study.regions(), earlier.regions());
        if (study.modality() != earlier.modality() || otherSide || known && shared.isEmpty()) {
            return Optional.empty();
        }
        List<String> out = new ArrayList<>();
        out.add(earlier.text());
        out.add(words(days));
        if (!known) {
            out.add("region not said");
        }
        phase(study.phases(), earlier.phases()).ifPresent(out::add);
        return Optional.of(new PriorMatch(days, words(days), String.join(", ", out)));
    }

    private static Set<BodyRegion> shared(Set<BodyRegion> a, Set<BodyRegion> b) {
        EnumSet<BodyRegion> out = EnumSet.noneOf(BodyRegion.class);
        b.stream().filter(r -> a.stream().anyMatch(r::overlaps)).forEach(out::add);
        return out;
    }

    private static Optional<String> phase(Set<ContrastPhase> a, Set<ContrastPhase> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        EnumSet<ContrastPhase> both = EnumSet.copyOf(a);
        both.retainAll(b);
        return Optional.of(both.isEmpty() ? "other phase" : a.equals(b) && a.size() == 1 ? "same phase" : a.equals(b)
                ? "same phases" : "a phase in common");
    }

    /// Days from one study to a later one, by their shifted dates; empty where one has none.
    static OptionalLong days(StudySummary earlier, StudySummary later) {
        Optional<LocalDate> from = date(earlier.studyDate());
        Optional<LocalDate> to = date(later.studyDate());
        return from.isPresent() && to.isPresent()
                ? OptionalLong.of(ChronoUnit.DAYS.between(from.get(), to.get()))
                : OptionalLong.empty();
    }

    /// A date as DICOM writes it; empty for any other text.
    static Optional<LocalDate> date(String da) {
        try {
            return da.matches("[0-9]{8}")
                    ? Optional.of(LocalDate.parse(da, DateTimeFormatter.BASIC_ISO_DATE))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The days between as a person says them: days up to two months, months up to two years, else years.
    static String words(OptionalLong days) {
        if (days.isEmpty()) {
            return "date not known";
        }
        long d = days.getAsLong();
        if (d == 0) {
            return "same day";
        }
        if (d < DAYS_SAID) {
            return d + (d == 1 ? " day before" : " days before");
        }
        long months = Math.round(d / 30.4375);
        return months < MONTHS_SAID ? months + " months before" : Math.round(d / 365.25) + " years before";
    }
}
