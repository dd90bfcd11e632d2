package loupe.app.query;

import java.util.Locale;
import java.util.Optional;
import loupe.review.retrieving.StudyQuery;

/// What was typed into the form. It may name a patient: it lives on the page and nowhere else.
///
/// @param patientId exactly
/// @param name with `*` and `?`; a plain word is looked for as the beginning of a name
/// @param dates days as in [StudyQuery], dashes within a day allowed
/// @param modality such as `CT`
/// @param accession exactly
public record Wish(String patientId, String name, String dates, String modality, String accession) {
    /// The question.
    ///
    /// @throws IllegalArgumentException with a sentence, if something is no date or too long
    StudyQuery query() {
        String typed = name.strip();
        boolean plain = !typed.isEmpty() && !typed.contains("*") && !typed.contains("?");
        return new StudyQuery(
                patientId.strip(), plain ? typed + "*" : typed, days(dates.strip()), modality.strip().toUpperCase(Locale.ROOT),
                accession.strip(), Optional.empty(), Optional.empty());
    }

    /// `2026-01-05` as well as `20260105`.
    private static String days(String typed) {
        return typed.replaceAll("(\\d{4})-(\\d{2})-(\\d{2})", "$1$2$3").replace(" ", "");
    }

    /// Says nothing of the patient, so that no log can.
    @Override
    public String toString() {
        return "Wish";
    }
}
