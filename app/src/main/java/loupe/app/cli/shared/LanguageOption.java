package loupe.app.cli.shared;

import java.util.Optional;
import loupe.app.text.Language;
import loupe.review.ReviewException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// In which language a window speaks; the command line itself speaks English.
public final class LanguageOption {
    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description = "language of this window: en, de, or pseudo, which is English made strange to show texts that are cut")
    @Nullable String language;

    /// The language that was asked for; empty where the kept choice or the system says it.
    ///
    /// @throws ReviewException if there is no such language
    public Optional<Language> asked() throws ReviewException {
        String code = language;
        if (code == null) {
            return Optional.empty();
        }
        return Optional.of(Language.of(code).orElseThrow(() -> new ReviewException("there is no such language; en, de and pseudo "
                + "are here")));
    }
}
