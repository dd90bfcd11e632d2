package loupe.app.preferences;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import loupe.app.text.Language;

/// The language somebody chose in the window, in a file of one word beside the store: the lock page speaks it before any account is in.
/// It says nothing of anybody.
///
/// @param file where it is kept
public record KeptLanguage(Path file) {
    /// The language to speak: what is asked for at this start, else what is kept, else what the system speaks. A file that cannot be
    /// read, or names no language, counts as none.
    ///
    /// @param system of the machine
    public Language or(Optional<Language> asked, Locale system) {
        return asked.or(this::read).orElseGet(() -> Language.of(system));
    }

    /// What is kept; empty where nobody chose.
    public Optional<Language> read() {
        try {
            return Files.exists(file) && Files.size(file) < 64 ? Language.of(Files.readString(file)) : Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /// Keeps a choice for the starts to come.
    ///
    /// @param language empty for the system's
    /// @throws IOException if it cannot be written
    public void keep(Optional<Language> language) throws IOException {
        if (language.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "language", ".part");
        Files.writeString(fresh, language.get().code() + "\n", StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
