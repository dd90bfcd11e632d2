package loupe.app.help;

import static loupe.app.text.Words.later;

import java.util.List;
import loupe.core.encoding.ResourceText;

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
            new HelpPage("double-reading.md", later("Studies that two readers read")),
            new HelpPage("access.md", later("Accounts, and who may do what")),
            new HelpPage("exchange.md", later("Nodes, query and retrieve, sending")),
            new HelpPage("office.md", later("Way back, retention, privacy")),
            new HelpPage("privacy.md", later("What is stored where, and what leaves")));

    /// What it says.
    public String text() {
        return ResourceText.of(HelpPage.class, "/loupe/app/docs/" + file);
    }
}
