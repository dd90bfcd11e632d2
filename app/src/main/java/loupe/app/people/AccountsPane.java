package loupe.app.people;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import loupe.store.access.Account;
import loupe.store.access.Role;

/// The accounts of the store: who there is, a new one, other roles.
public final class AccountsPane extends VBox {
    private final PeopleViewModel people;
    private final ListView<Account> list;
    private final TextField name = field("account-name", say("Account name"));
    private final TextField printed = field("account-printed", say("Name in signatures"));
    private final PasswordField passphrase = new PasswordField();
    private final CheckBox secondFactor = new CheckBox(say("Ask for one-time codes"));
    private final Map<Role, CheckBox> roles = new EnumMap<>(Role.class);

    /// @param close puts the sheet away
    public AccountsPane(PeopleViewModel people, Runnable close) {
        this.people = people;
        this.list = new ListView<>(people.accounts());
        setId("accounts");
        getStyleClass().add("sheet");
        Label title = new Label(say("Accounts"));
        title.getStyleClass().add("card-title");
        list.setId("account-list");
        list.setAccessibleText(say("Accounts of this store"));
        list.setPrefHeight(150);
        list.setCellFactory(all -> new Line());
        list.getSelectionModel().selectedItemProperty().addListener((o, before, now) -> shown(now));
        passphrase.setId("account-passphrase");
        passphrase.setPromptText(say("Passphrase"));
        passphrase.setAccessibleText(say("Passphrase of the new account"));
        secondFactor.setId("account-second-factor");
        HBox names = new HBox(8, name, printed, passphrase);
        HBox.setHgrow(name, Priority.ALWAYS);
        HBox.setHgrow(printed, Priority.ALWAYS);
        Label message = new Label();
        message.setId("account-message");
        message.setWrapText(true);
        message.textProperty().bind(people.messageProperty());
        getChildren().addAll(title, list, names, rolesPane(), secondFactor, message, buttons(close));
        people.refresh();
    }

    private static TextField field(String id, String prompt) {
        TextField f = new TextField();
        f.setId(id);
        f.setPromptText(prompt);
        f.setAccessibleText(prompt);
        return f;
    }

    private static String words(Role r) {
        return told(r.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("qa ", "QA "));
    }

    private FlowPane rolesPane() {
        FlowPane all = new FlowPane(14, 8);
        for (Role r : Role.values()) {
            CheckBox box = new CheckBox(words(r));
            box.setId("role-" + r.name());
            roles.put(r, box);
            all.getChildren().add(box);
        }
        return all;
    }

    private FlowPane buttons(Runnable close) {
        Button add = new Button(say("Add account"));
        add.setId("account-add");
        add.getStyleClass().add("primary");
        add.setOnAction(e -> add());
        Button change = new Button(say("Give these roles"));
        change.setId("account-roles");
        change.disableProperty().bind(list.getSelectionModel().selectedItemProperty().isNull());
        change.setOnAction(e -> people.changeRoles(list.getSelectionModel().getSelectedItem(), chosen()));
        Button reset = new Button(say("New passphrase"));
        reset.setId("account-reset");
        reset.setAccessibleText(say("Give the chosen account the passphrase typed above"));
        reset.disableProperty().bind(list.getSelectionModel().selectedItemProperty().isNull());
        reset.setOnAction(e -> {
            people.reset(list.getSelectionModel().getSelectedItem(), passphrase.getText().toCharArray());
            passphrase.clear();
        });
        Button done = new Button(say("Close  (Esc)"));
        done.setId("accounts-close");
        done.setOnAction(e -> close.run());
        FlowPane row = new FlowPane(8, 8, add, change, reset, done);
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    private Set<Role> chosen() {
        Set<Role> out = EnumSet.noneOf(Role.class);
        roles.forEach((r, box) -> {
            if (box.isSelected()) {
                out.add(r);
            }
        });
        return out;
    }

    private void shown(@org.jspecify.annotations.Nullable Account a) {
        if (a != null) {
            roles.forEach((r, box) -> box.setSelected(a.roles().contains(r)));
        }
    }

    private void add() {
        people.add(new PeopleViewModel.Wanted(
                name.getText(),
                printed.getText(),
                passphrase.getText().toCharArray(),
                chosen(),
                secondFactor.isSelected()));
        passphrase.clear();
    }

    /// Name, roles and way in of one account.
    private static final class Line extends ListCell<Account> {
        @Override
        protected void updateItem(@org.jspecify.annotations.Nullable Account a, boolean empty) {
            super.updateItem(a, empty);
            setText(a == null || empty
                    ? ""
                    : a.name() + "  (" + a.printedName() + ")   "
                            + a.roles().stream().sorted().map(AccountsPane::words).collect(Collectors.joining(", "))
                            + (a.secondFactor() ? say("   one-time code") : ""));
        }
    }
}
