package loupe.app.help;

import static loupe.app.text.Words.later;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A page of the documentation that ships with the program, as text.
///
/// @param file its name in the folder docs
/// @param title what it is about
public record HelpPage(String file, String title) {
    /// All pages, in the order a reader needs them.
    public static final List<HelpPage> ALL = List.of(
            new HelpPage("first-start.md", later("First start, lost passphrases")),
            new HelpPage("window.md", later("Views, windows, planes, what came along")),
            new HelpPage("worklist.md", later("The list of studies")),
            new HelpPage("correcting.md", later("Correcting outlines")),
            new HelpPage("slides.md", later("Slides")),
            new HelpPage("access.md", later("Accounts, and who may do what")),
            new HelpPage("privacy.md", later("What is stored where, and what leaves")));

    /// What it says.
    public String text() {
        try (InputStream in = Objects.requireNonNull(HelpPage.class.getResourceAsStream("/loupe/app/docs/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("a page of this installation cannot be read", e);
        }
    }
}
