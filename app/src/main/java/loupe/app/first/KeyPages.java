package loupe.app.first;

import static loupe.app.text.Words.say;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.print.Printer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The pages of the recovery key and of one-time codes.
final class KeyPages {
    private static final int ACROSS = 3;
    private static final int GROUP = 4;

    private KeyPages() {}

    static FirstPage key(FirstStartViewModel model, Supplier<Optional<Path>> folder) {
        String printed = model.made().map(FirstStartViewModel.Made::printed).orElse("");
        GridPane groups = groups(printed);
        Label said = Pages.quiet("");
        said.setId("first-key-said");
        Button go = Pages.primary(say("I have it"), "first-written", model::written);
        go.disableProperty().bind(model.busyProperty());
        Button save = Pages.button(say("Save as a text file…"), "first-save", () -> folder.get().ifPresent(f -> said.setText(
                RecoveryPaper.save(printed, f))));
        Button print = Pages.button(say("Print…"), "first-print",
                () -> said.setText(RecoveryPaper.print(printed, groups.getScene().getWindow())));
        boolean printer = Printer.getDefaultPrinter() != null;
        print.setVisible(printer);
        print.setManaged(printer);
        return new FirstPage(
                Pages.page(
                        say("Your recovery key"),
                        Pages.text(say("It opens the store where the passphrase or this machine is lost. Write it down or print it, "
                                + "and lock it away. "
                                + "It is shown this once; some of its groups are asked for next.")),
                        groups,
                        Pages.row(go, save, print),
                        said),
                go);
    }

    private static GridPane groups(String printed) {
        GridPane grid = new GridPane(18, 10);
        grid.setId("first-key");
        List<String> all = printed.isEmpty() ? List.of() : List.of(printed.split("-"));
        for (int i = 0; i < all.size(); i++) {
            Label number = Pages.quiet(Integer.toString(i + 1));
            Label letters = new Label(all.get(i));
            letters.getStyleClass().add("recovery-group");
            letters.setAccessibleText(say("Group {0}: {1}", i + 1, String.join(" ", all.get(i).split(""))));
            grid.add(new HBox(8, number, letters), i % ACROSS, i / ACROSS);
        }
        return grid;
    }

    static FirstPage back(FirstStartViewModel model) {
        List<Integer> asked = model.made().map(m -> m.asked().asked()).orElse(List.of());
        List<TextField> fields = new ArrayList<>();
        VBox all = new VBox(8);
        for (int i = 0; i < asked.size(); i++) {
            String words = say("Group {0}", asked.get(i) + 1);
            TextField f = Pages.field(new TextField(), "first-group-" + i, words);
            fields.add(f);
            Label label = new Label(words);
            label.setLabelFor(f);
            label.setMinWidth(90);
            all.getChildren().add(Pages.row(label, f));
        }
        Runnable answer = () -> model.answer(fields.stream().map(TextField::getText).toList());
        return new FirstPage(
                Pages.page(
                        say("The recovery key, once more"),
                        Pages.text(say("Enter these groups from what you wrote down. Capitals, spaces and dashes do not matter.")),
                        all,
                        Pages.row(
                                Pages.primary(say("Continue"), "first-answer", answer),
                                Pages.button(say("Back  (Esc)"), "first-back", model::back))),
                fields.isEmpty() ? all : fields.getFirst());
    }

    static FirstPage codes(FirstStartViewModel model) {
        String seed = model.made().map(FirstStartViewModel.Made::seed).orElse("");
        PasswordField passphrase = Pages.secret("first-passphrase", say("Your passphrase"));
        passphrase.setVisible(model.needsPassphrase());
        passphrase.setManaged(model.needsPassphrase());
        TextField code = Pages.field(new TextField(), "first-code", say("Code your authenticator shows"));
        Label letters = new Label(inGroups(seed));
        letters.setId("first-seed");
        letters.setWrapText(true);
        letters.getStyleClass().add("recovery-group");
        letters.setAccessibleText(say("Seed: {0}", inGroups(seed)));
        VBox beside = new VBox(10, Pages.quiet(say("Or type this seed into it (SHA-1, 6 digits, 30 s):")), letters, passphrase, code);
        Node picture = QrCode.picture(model.usualName(), seed);
        HBox both = new HBox(18, picture, beside);
        HBox.setHgrow(beside, javafx.scene.layout.Priority.ALWAYS);
        Runnable go = () -> {
            if (code.getText().isBlank()) {
                model.skipCodes();
            } else {
                char[] typed = passphrase.getText().toCharArray();
                passphrase.clear();
                model.prove(typed, code.getText());
            }
        };
        Button ask = Pages.primary("", "first-codes", go);
        ask.textProperty().bind(Bindings.when(code.textProperty().isEmpty()).then(say("Not now")).otherwise(say("Ask for codes")));
        ask.disableProperty().bind(model.busyProperty());
        return new FirstPage(
                Pages.page(
                        say("One-time codes, if you like"),
                        Pages.text(say("With them the store asks for a code of your authenticator too. Scan this with it and enter "
                                + "the code it shows.")),
                        both,
                        Pages.row(ask, Pages.button(say("Back  (Esc)"), "first-back", model::back))),
                model.needsPassphrase() ? passphrase : code);
    }

    private static String inGroups(String seed) {
        return String.join(" ", IntStream.range(0, (seed.length() + GROUP - 1) / GROUP)
                .mapToObj(i -> seed.substring(i * GROUP, Math.min(seed.length(), (i + 1) * GROUP)))
                .toList());
    }
}
