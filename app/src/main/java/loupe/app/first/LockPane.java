package loupe.app.first;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;

import java.util.Arrays;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.app.people.PassphraseWord;
import loupe.store.keys.Credentials;

/// The lock page: asks for account and passphrase, or, where the passphrase is lost, for the recovery key and a new one.
public final class LockPane extends StackPane {
    private static final String ASK = later("Enter the passphrase of your store.");
    private static final String LOST =
            later("The recovery key gives an account a new passphrase. It is in the log. One-time codes of the account are off after it.");

    private final TextField account = Pages.field(new TextField(), "account", say("Account"));
    private final TextField code = Pages.field(new TextField(), "one-time-code", say("One-time code"));
    private final TextField recovery = Pages.field(new TextField(), "recovery-key", say("Recovery key, nine groups of four letters"));
    private final PasswordField passphrase = Pages.secret("passphrase", say("Passphrase"));
    private final PasswordField again = Pages.secret("passphrase-again", say("The same again"));
    private final Label message = new Label();
    private final Button unlock = Pages.primary(say("Unlock"), "unlock", this::go);
    private final Button lost = Pages.button(say("Passphrase lost…"), "passphrase-lost", this::other);
    private final ProgressIndicator working = new ProgressIndicator();
    private final Label title = Pages.text(say(ASK));
    private final Entry entry;
    private boolean reset;

    /// Takes what was entered.
    public interface Entry {
        /// Comes in.
        ///
        /// @param by wiped by the taker
        void unlock(Credentials.Passphrase by);

        /// Gives an account a new passphrase by the recovery key, and comes in by it.
        ///
        /// @param printed the recovery key as typed
        /// @param fresh account and new passphrase; wiped by the taker
        void reset(String printed, Credentials.Passphrase fresh);
    }

    /// @param usual account that comes in where nobody says otherwise
    /// @param entry takes what was entered
    public LockPane(String usual, Entry entry) {
        this.entry = entry;
        account.setText(usual);
        setId("lock-screen");
        getStyleClass().add("lock");
        Label name = new Label("Loupe");
        name.getStyleClass().add("brand");
        title.setId("lock-title");
        message.setId("lock-message");
        message.setWrapText(true);
        message.setMinHeight(USE_PREF_SIZE);
        message.getStyleClass().add("alarm");
        unlock.setDefaultButton(true);
        working.setPrefSize(18, 18);
        working.setVisible(false);
        HBox row = Pages.row(unlock, lost, working);
        Label foot = Pages.quiet(say("Not a certified medical device. Everything stays on this machine."));
        VBox card = new VBox(12, name, title, account, recovery, passphrase, again, code, row, message, foot);
        for (TextField f : new TextField[] {account, recovery, passphrase, again, code}) {
            f.managedProperty().bind(f.visibleProperty());
            f.setOnAction(e -> go());
        }
        card.getStyleClass().addAll("sheet", "lock-card");
        card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        ScrollPane scroll = new ScrollPane(new StackPane(card));
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("clear-scroll");
        getChildren().add(scroll);
        ask();
    }

    /// Asks for the passphrase.
    public void ask() {
        mode(false);
        code.setVisible(false);
        message.setText("");
        busy(false);
        // The scroll pane's skin takes the fields into the scene, without which none takes the focus.
        applyCss();
        passphrase.requestFocus();
    }

    /// Asks the account that was at work to come back; another one may come in as well.
    public void askAgain(String atWork) {
        ask();
        account.setText(atWork);
    }

    private void mode(boolean lostIt) {
        reset = lostIt;
        clear();
        title.setText(say(lostIt ? LOST : ASK));
        recovery.setVisible(lostIt);
        again.setVisible(lostIt);
        passphrase.setPromptText(lostIt ? say("New passphrase") : say("Passphrase"));
        passphrase.setAccessibleText(passphrase.getPromptText());
        unlock.setText(lostIt ? say("Set the new passphrase") : say("Unlock"));
        lost.setText(lostIt ? say("Back") : say("Passphrase lost…"));
    }

    private void other() {
        mode(!reset);
        message.setText("");
        (reset ? recovery : passphrase).requestFocus();
    }

    private void go() {
        char[] first = passphrase.getText().toCharArray();
        String wrong = wrong(first);
        if (!wrong.isEmpty()) {
            Arrays.fill(first, ' ');
            message.setText(wrong);
            return;
        }
        message.setText("");
        busy(true);
        Credentials.Passphrase by = new Credentials.Passphrase(account.getText().strip(), first, code.getText().strip());
        String printed = recovery.getText();
        passphrase.clear();
        again.clear();
        code.clear();
        if (reset) {
            entry.reset(printed, by);
        } else {
            entry.unlock(by);
        }
    }

    private String wrong(char[] first) {
        if (account.getText().isBlank()) {
            return say("Enter the name of your account.");
        }
        if (first.length == 0) {
            return say("Enter the passphrase.");
        }
        if (!reset) {
            return "";
        }
        PassphraseWord word = PassphraseWord.of(passphrase.getText(), account.getText());
        if (recovery.getText().isBlank() || !word.acceptable()) {
            return recovery.getText().isBlank() ? say("Enter the recovery key.") : word.sentence();
        }
        return again.getText().equals(passphrase.getText()) ? "" : say("The two passphrases differ; enter them again.");
    }

    /// Says why it did not open, and asks again.
    ///
    /// @param codeNeeded whether the account asks for a one-time code too
    public void refused(String sentence, boolean codeNeeded) {
        busy(false);
        code.setVisible(codeNeeded || code.isVisible());
        message.setText(sentence);
        (reset ? recovery : passphrase).requestFocus();
    }

    /// Forgets what was typed.
    public void clear() {
        recovery.clear();
        passphrase.clear();
        again.clear();
        code.clear();
    }

    private void busy(boolean now) {
        working.setVisible(now);
        unlock.setDisable(now);
        lost.setDisable(now);
        passphrase.setDisable(now);
        again.setDisable(now);
    }
}
