package loupe.app.preferences;

import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import loupe.app.text.Language;
import loupe.app.text.Words;

/// Asks in which language the window speaks from its next start on.
public final class LanguagePane extends VBox {
    private final ToggleGroup group = new ToggleGroup();
    private final List<RadioButton> choices = new ArrayList<>();

    /// @param kept what is kept now
    /// @param system what the system speaks
    /// @param keep takes the choice; empty for the system's
    /// @param close closes the sheet
    public LanguagePane(Optional<Language> kept, Locale system, Consumer<Optional<Language>> keep, Runnable close) {
        super(12);
        setId("language");
        getStyleClass().add("sheet");
        Label title = new Label(say("Language"));
        title.getStyleClass().add("card-title");
        Label help = new Label(say("The window speaks it from its next start on. The command line and the files Loupe writes stay "
                + "English."));
        help.setWrapText(true);
        help.setMinHeight(USE_PREF_SIZE);
        help.getStyleClass().add("quiet");
        choice(say("As the system: {0}", Language.of(system).itself()), Optional.empty(), kept);
        choice(Language.ENGLISH.itself(), Optional.of(Language.ENGLISH), kept);
        choice(Language.GERMAN.itself(), Optional.of(Language.GERMAN), kept);
        if (Words.language() == Language.PSEUDO || kept.equals(Optional.of(Language.PSEUDO))) {
            choice(Language.PSEUDO.itself(), Optional.of(Language.PSEUDO), kept);
        }
        Button go = new Button(say("Keep"));
        go.setId("language-keep");
        go.getStyleClass().add("primary");
        go.setDefaultButton(true);
        go.setOnAction(e -> {
            close.run();
            keep.accept(chosen());
        });
        Button cancel = new Button(say("Cancel  (Esc)"));
        cancel.setId("language-cancel");
        cancel.setOnAction(e -> close.run());
        getChildren().addAll(title, help);
        getChildren().addAll(choices);
        getChildren().add(new HBox(8, go, cancel));
    }

    private void choice(String text, Optional<Language> language, Optional<Language> kept) {
        RadioButton b = new RadioButton(text);
        b.setId("language-" + language.map(Language::code).orElse("system"));
        b.setToggleGroup(group);
        b.setUserData(language);
        b.setSelected(language.equals(kept));
        choices.add(b);
    }

    private Optional<Language> chosen() {
        return Optional.ofNullable(group.getSelectedToggle())
                .map(t -> (Optional<?>) t.getUserData())
                .flatMap(o -> o.map(Language.class::cast));
    }

    /// Where the keyboard begins: at what is chosen.
    public Node first() {
        return choices.stream().filter(RadioButton::isSelected).findFirst().orElse(choices.getFirst());
    }
}
