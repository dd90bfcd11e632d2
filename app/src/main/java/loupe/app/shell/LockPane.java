package loupe.app.shell;

import java.util.Arrays;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.store.keys.Credentials;

/// The lock screen: asks for the passphrase, or for a new one twice where there is no store yet.
final class LockPane extends StackPane {
    private static final int SHORTEST = 8;

    private final TextField account = new TextField();
    private final TextField code = new TextField();
    private final PasswordField passphrase = field("passphrase", "Passphrase");
    private final PasswordField again = field("passphrase-again", "The same again");
    private final Label message = new Label();
    private final Button unlock = new Button();
    private final ProgressIndicator working = new ProgressIndicator();
    private final Label title = new Label();
    private final Consumer<Credentials.Passphrase> opened;
    private boolean fresh;

    /// @param usual account that comes in where nobody says otherwise
    /// @param opened takes what was entered; it is wiped by the taker
    LockPane(String usual, Consumer<Credentials.Passphrase> opened) {
        this.opened = opened;
        account.setText(usual);
        words(account, "account", "Account");
        words(code, "one-time-code", "One-time code");
        setId("lock-screen");
        getStyleClass().add("lock");
        Label name = new Label("Loupe");
        name.getStyleClass().add("brand");
        title.setId("lock-title");
        title.setWrapText(true);
        message.setId("lock-message");
        message.setWrapText(true);
        message.getStyleClass().add("alarm");
        unlock.setId("unlock");
        unlock.setDefaultButton(true);
        unlock.getStyleClass().add("primary");
        unlock.setOnAction(e -> go());
        working.setPrefSize(18, 18);
        working.setVisible(false);
        HBox row = new HBox(10, unlock, working);
        row.setAlignment(Pos.CENTER_LEFT);
        Label foot = new Label("Not a certified medical device. Everything stays on this machine.");
        foot.getStyleClass().add("quiet");
        foot.setWrapText(true);
        VBox card = new VBox(12, name, title, account, passphrase, again, code, row, message, foot);
        card.getStyleClass().addAll("sheet", "lock-card");
        card.setMaxSize(420, USE_PREF_SIZE);
        getChildren().add(card);
    }

    private static void words(TextField f, String id, String prompt) {
        f.setId(id);
        f.setPromptText(prompt);
        f.setAccessibleText(prompt);
    }

    private static PasswordField field(String id, String prompt) {
        PasswordField f = new PasswordField();
        f.setId(id);
        f.setPromptText(prompt);
        f.setAccessibleText(prompt);
        return f;
    }

    /// Asks.
    ///
    /// @param newStore whether there is no store yet
    void ask(boolean newStore) {
        fresh = newStore;
        clear();
        message.setText("");
        title.setText(newStore
                ? "Choose a passphrase for your new encrypted store. Without it nothing in the store can be read again."
                : "Enter the passphrase of your store.");
        unlock.setText(newStore ? "Make the store" : "Unlock");
        again.setVisible(newStore);
        again.setManaged(newStore);
        needCode(false);
        busy(false);
        passphrase.requestFocus();
    }

    /// Asks the account that was at work to come back; another one opens the program anew.
    void askAgain(String atWork) {
        ask(false);
        account.setText(atWork);
        account.setEditable(false);
    }

    private void needCode(boolean needed) {
        code.setVisible(needed);
        code.setManaged(needed);
    }

    private void go() {
        char[] first = passphrase.getText().toCharArray();
        char[] second = again.getText().toCharArray();
        String wrong = wrong(first, second);
        Arrays.fill(second, ' ');
        if (!wrong.isEmpty()) {
            Arrays.fill(first, ' ');
            message.setText(wrong);
            return;
        }
        message.setText("");
        busy(true);
        String digits = code.getText().strip();
        clear();
        opened.accept(new Credentials.Passphrase(account.getText().strip(), first, digits));
    }

    private String wrong(char[] first, char[] second) {
        if (account.getText().isBlank()) {
            return "Enter the name of your account.";
        }
        if (first.length == 0) {
            return "Enter the passphrase.";
        }
        if (fresh && first.length < SHORTEST) {
            return "A new store needs a passphrase of at least " + SHORTEST + " characters.";
        }
        return fresh && !Arrays.equals(first, second) ? "The two passphrases differ; enter them again." : "";
    }

    /// Says why it did not open, and asks again.
    ///
    /// @param codeNeeded whether the account asks for a one-time code too
    void refused(String sentence, boolean codeNeeded) {
        busy(false);
        needCode(codeNeeded || code.isVisible());
        message.setText(sentence);
        passphrase.requestFocus();
    }

    void clear() {
        passphrase.clear();
        again.clear();
        code.clear();
    }

    private void busy(boolean now) {
        working.setVisible(now);
        unlock.setDisable(now);
        passphrase.setDisable(now);
        again.setDisable(now);
    }
}
