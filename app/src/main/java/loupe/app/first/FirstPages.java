package loupe.app.first;

import static loupe.app.text.Words.say;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import loupe.app.people.PassphraseWord;
import loupe.store.access.Role;

/// The first two pages and the last.
final class FirstPages {
    private FirstPages() {}

    static FirstPage what(FirstStartViewModel model) {
        TextField folder = Pages.field(new TextField(model.folder()), "first-folder", say("Folder of the store"));
        folder.setEditable(false);
        Button go = Pages.primary(say("Continue"), "first-continue", model::read);
        return new FirstPage(
                Pages.page(
                        say("Welcome"),
                        Pages.text(say("Loupe shows medical images, lets models mark what they find, and keeps what you decide.")),
                        Pages.text(say("It is not a certified medical device. Models miss things, and mark things that are not there: "
                                + "a person decides on every finding, and signs.")),
                        Pages.text(say("Everything stays on this machine, without names and encrypted. Nothing leaves unless you "
                                + "export it.")),
                        Pages.text(say("It will lie in this folder (LOUPE_HOME names another):")),
                        folder,
                        Pages.row(go)),
                go);
    }

    static FirstPage you(FirstStartViewModel model) {
        TextField name = Pages.field(new TextField(model.usualName()), "first-name", say("Name of your account"));
        PasswordField passphrase = Pages.secret("first-own", say("Passphrase"));
        PasswordField again = Pages.secret("first-own-again", say("The same again"));
        Label word = Pages.quiet("");
        word.setId("passphrase-word");
        Runnable judge = () -> word.setText(passphrase.getText().isEmpty()
                ? say("Several words of your own make a good one. It is asked for at every start.")
                : PassphraseWord.of(passphrase.getText(), name.getText()).sentence());
        passphrase.textProperty().addListener((o, before, now) -> {
            model.typing();
            judge.run();
        });
        again.textProperty().addListener((o, before, now) -> model.typing());
        name.textProperty().addListener((o, before, now) -> judge.run());
        judge.run();
        Map<Role, CheckBox> roles = new EnumMap<>(Role.class);
        VBox all = new VBox(8);
        role(roles, all, Role.RADIOLOGIST, say("I read studies, decide on findings and sign (radiologist)"), true);
        role(roles, all, Role.AUDITOR, say("I look at the log (auditor)"), true);
        role(roles, all, Role.QA_REVIEWER, say("I review how models and readers do (QA reviewer)"), false);
        role(roles, all, Role.LAB_TECHNICIAN, say("I bring images in and check them (lab technician)"), false);
        Button make = Pages.primary(say("Make the store"), "first-make", () -> model.make(new FirstStartViewModel.Wanted(
                name.getText(), passphrase.getText().toCharArray(), again.getText().toCharArray(), chosen(roles))));
        make.disableProperty().bind(model.busyProperty());
        Label working = Pages.quiet(say("Making the store; the passphrase is made slow to guess, which takes a moment."));
        working.visibleProperty().bind(model.busyProperty());
        working.managedProperty().bind(model.busyProperty());
        model.stepProperty().addListener((o, before, now) -> {
            if (now.compareTo(FirstStep.YOU) > 0) {
                passphrase.clear();
                again.clear();
            }
        });
        return new FirstPage(
                Pages.page(
                        say("You, and your passphrase"),
                        Pages.text(say("A name for your decisions and signatures; it need not be your own.")),
                        name,
                        all,
                        Pages.quiet(say("The first account is administrator too, and makes further ones.")),
                        Pages.text(say("Without the passphrase or the recovery key nobody can read the store again.")),
                        passphrase,
                        word,
                        again,
                        Pages.row(make, Pages.button(say("Back  (Esc)"), "first-back", model::back), working)),
                passphrase);
    }

    private static void role(Map<Role, CheckBox> roles, VBox all, Role role, String words, boolean chosen) {
        CheckBox box = new CheckBox(words);
        box.setId("first-role-" + role.name());
        box.setSelected(chosen);
        box.setWrapText(true);
        roles.put(role, box);
        all.getChildren().add(box);
    }

    private static Set<Role> chosen(Map<Role, CheckBox> roles) {
        Set<Role> out = EnumSet.noneOf(Role.class);
        roles.forEach((r, box) -> {
            if (box.isSelected()) {
                out.add(r);
            }
        });
        return out;
    }

    static FirstPage sample(FirstStartViewModel model) {
        boolean may = model.made().filter(FirstStartViewModel.Made::mayImport).isPresent();
        Button list = Pages.primary(say("Go to the list"), "first-list", () -> model.end(false));
        Button sample = Pages.button(say("Bring in a sample study"), "first-sample", () -> model.end(true));
        sample.setVisible(may);
        sample.setManaged(may);
        return new FirstPage(
                Pages.page(
                        say("Ready"),
                        Pages.text(may
                                ? say("The list of studies is empty. A sample study, drawn by this program and of nobody, shows "
                                        + "what reading is like.")
                                : say("The list of studies is empty. Your roles bring no images in: make an account that does "
                                        + "(Ctrl+Shift+U).")),
                        Pages.text(say("Ctrl+K finds every command, F1 shows the keys of what you see, Ctrl+L locks.")),
                        Pages.row(list, sample)),
                list);
    }
}
