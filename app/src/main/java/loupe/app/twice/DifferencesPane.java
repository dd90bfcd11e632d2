package loupe.app.twice;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Line;
import loupe.app.action.Action;
import loupe.app.action.ActionButtons;
import loupe.app.action.KeyMap;
import loupe.app.fx.ChosenText;
import loupe.app.text.Words;
import loupe.app.twice.DifferenceInHand.Step;
import loupe.app.viewer.look.ComparedVersion;
import loupe.review.edit.Adjudicated.Reason;
import loupe.review.twice.ReadFinding;
import loupe.review.twice.ReadVersion;
import loupe.review.twice.ShownDifference;
import loupe.review.twice.ShownDifference.Choice;

/// A difference of two readers beside its images: both versions without names, then what stands, then why. All of it by keys.
public final class DifferencesPane extends VBox implements AutoCloseable {
    private static final double SWATCH = 26;

    private final DifferencesViewModel model;
    private final Images images;
    private final ActionButtons buttons;
    private final VBox asked = new VBox(6);
    private final Label said = new Label();
    private final ChangeListener<Optional<DifferenceInHand>> watch = (o, before, now) -> now.ifPresent(d -> show(before, d));
    private final ChangeListener<DifferencesViewModel.Shown> compare = (o, before, now) -> compared();
    private final ChangeListener<String> hear = (o, before, now) -> alarm(now);

    /// The images beside it.
    public interface Images {
        /// Shows the image at the place of a difference.
        void show(ShownDifference d);

        /// Lays versions over the images.
        void compare(List<ComparedVersion> versions);

        /// What the account at work has drawn and outlined itself, the latest last.
        List<ReadFinding> own();

        /// Gives them the keyboard.
        void focusImage();
    }

    /// @param keys keys named on buttons
    /// @param act does what a button says
    public DifferencesPane(DifferencesViewModel model, Images images, KeyMap keys, Consumer<Action> act) {
        super(10);
        this.model = model;
        this.images = images;
        this.buttons = new ActionButtons(keys, act);
        setId("differences");
        getStyleClass().add("side");
        setPrefWidth(310);
        said.setId("difference-said");
        said.setWrapText(true);
        said.setMinHeight(USE_PREF_SIZE);
        said.getStyleClass().add("alarm");
        said.managedProperty().bind(said.textProperty().isNotEmpty());
        asked.setId("difference-asked");
        asked.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        model.inHandProperty().addListener(watch);
        model.shownProperty().addListener(compare);
        model.messageProperty().addListener(hear);
        getChildren().add(text("difference-title", say("Differences are read …")));
    }

    private void alarm(String message) {
        said.setText(message);
        said.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    private void show(Optional<DifferenceInHand> before, DifferenceInHand d) {
        ShownDifference of = d.difference();
        if (before.filter(b -> b.difference().equals(of)).isEmpty()) {
            images.show(of);
        }
        compared();
        Label title = text("difference-title", say("Difference {0} of {1}", of.number(), d.of()));
        title.getStyleClass().add("card-title");
        getChildren().setAll(title, text("difference-kind", kind(of)));
        getChildren().add(version("difference-a", "A", DifferencePlace.RGB_A, false, of.a()));
        getChildren().add(version("difference-b", "B", DifferencePlace.RGB_B, true, of.b()));
        getChildren().add(buttons.button(shown(), "difference-shown", Action.SETTLE_SHOWN));
        of.ruled().ifPresent(r -> getChildren().add(
                text("difference-ruled", say("Settled so far: {0}, because: {1}.", told(r.what().words()), told(r.reason().meaning())))));
        asked.getChildren().setAll(switch (d.step()) {
            case CHOICE -> choices(d);
            case REASON -> reasons(d);
            case NOTE -> note();
        });
        getChildren().addAll(asked, said);
        if (d.last()) {
            getChildren().add(text("difference-last",
                    say("This is the last one: with it the study is settled, and no ruling can be given again.")));
        }
        getChildren().add(help(d));
        focusAsked();
    }

    private String shown() {
        return switch (model.shownProperty().get()) {
            case BOTH -> say("Shown: A and B");
            case A -> say("Shown: A alone");
            case B -> say("Shown: B alone");
        };
    }

    private void compared() {
        images.compare(model.inHandProperty().get()
                .map(d -> DifferencePlace.versions(d.difference(), model.shownProperty().get()))
                .orElse(List.of()));
        if (lookup("#difference-shown") instanceof Button b) {
            b.setText(shown());
        }
    }

    private static String kind(ShownDifference d) {
        OptionalDouble dice = d.dice();
        String what = told(d.kind().words());
        return dice.isPresent() ? say("{0}, Dice {1}", what, String.format(Words.locale(), "%.2f", dice.getAsDouble())) : what;
    }

    private static Label text(String id, String words) {
        Label text = new Label(words);
        text.setId(id);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        return text;
    }

    private static HBox version(String id, String name, int rgb, boolean dashed, Optional<ReadVersion> v) {
        Line line = new Line(0, 0, SWATCH, 0);
        line.setStroke(Color.rgb(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff));
        line.setStrokeWidth(3);
        if (dashed) {
            line.getStrokeDashArray().setAll(6.0, 5.0);
        }
        HBox out = new HBox(8, line, text(id, name + ": " + v.map(DifferencesPane::words).orElse(say("nothing there"))));
        out.setAlignment(Pos.CENTER_LEFT);
        return out;
    }

    private static String words(ReadVersion v) {
        String how = told(v.how().words()) + (v.model().isEmpty() ? "" : " " + v.model());
        String volume = v.millilitres().isPresent()
                ? String.format(Words.locale(), ", %.2f ml", v.millilitres().getAsDouble())
                : "";
        return v.kind().meaning() + ", " + how + volume;
    }

    private List<Node> choices(DifferenceInHand d) {
        List<Node> out = new ArrayList<>();
        out.add(text("difference-asks", say("What stands? Neither version tells whose it is.")));
        out.add(choice("difference-choose-a", say("A   Version A"), () -> model.choose(Choice.A)));
        out.add(choice("difference-choose-b", say("B   Version B"), () -> model.choose(Choice.B)));
        if (DifferencesViewModel.twoOutlines(d.difference())) {
            out.add(choice("difference-choose-both", say("2   Both, as two findings"), () -> model.choose(Choice.BOTH)));
        }
        out.add(choice("difference-choose-neither", say("0   Neither: nothing stands here"), () -> model.choose(Choice.NEITHER)));
        out.add(choice("difference-choose-own", say("O   My own, drawn on these images"), this::chooseOwn));
        return out;
    }

    private List<Node> reasons(DifferenceInHand d) {
        List<Node> out = new ArrayList<>();
        String stands = told(d.choice().orElseThrow().words());
        out.add(text("difference-asks", say("Stands: {0}. Why?", stands)));
        if (d.choice().filter(Choice.OWN::equals).isPresent()) {
            out.add(own(d));
        }
        Reason[] all = DifferenceInHand.reasons();
        for (int i = 0; i < all.length; i++) {
            Reason r = all[i];
            out.add(choice("difference-because-" + (i + 1), (i + 1) + "   " + told(r.meaning()), () -> model.because(r)));
        }
        return out;
    }

    private Node own(DifferenceInHand d) {
        ComboBox<ReadFinding> which = new ComboBox<>();
        which.setId("difference-own");
        which.setAccessibleText(say("Which of your findings stands"));
        which.setConverter(new ChosenText<>(f -> f.id() + "  " + f.label()));
        which.getItems().setAll(images.own());
        which.getItems().stream().filter(f -> f.id().equals(d.own())).findFirst().ifPresent(which::setValue);
        which.setMaxWidth(Double.MAX_VALUE);
        which.setOnAction(e -> model.own(which.getValue().id()));
        return which;
    }

    private List<Node> note() {
        TextField words = new TextField();
        words.setId("difference-note");
        words.setPromptText(say("The other reason, without a name"));
        words.setAccessibleText(say("The other reason, without a name"));
        words.setOnAction(e -> model.note(words.getText()));
        return List.of(
                text("difference-asks", say("What is the other reason?")), words,
                choice("difference-note-keep", say("Keep  (Enter)"), () -> model.note(words.getText())));
    }

    private static Button choice(String id, String words, Runnable does) {
        Button b = new Button(words);
        b.setId(id);
        b.setMaxWidth(Double.MAX_VALUE);
        b.setWrapText(true);
        b.getStyleClass().add("reason");
        b.setOnAction(e -> does.run());
        return b;
    }

    private void chooseOwn() {
        List<ReadFinding> own = images.own();
        if (own.isEmpty()) {
            alarm(say("Draw what stands first, and mark the drawing as a finding ({0}), or outline it as a segment of your own ({1}).",
                    buttons.keys().keyText(Action.MARK_MISSED), buttons.keys().keyText(Action.NEW_SEGMENT)));
        } else {
            model.chooseOwn(own.getLast().id());
        }
    }

    private Label help(DifferenceInHand d) {
        Label help = text("difference-help", d.step() == Step.CHOICE
                ? say("{0} of {1} settled. N, P: next and previous difference. V: A, B or both. Escape: to the images; {2} comes back.",
                        d.settled(), d.of(), buttons.keys().keyText(Action.SETTLE))
                : say("Escape: back to what stands."));
        help.getStyleClass().add("quiet");
        return help;
    }

    private void focusAsked() {
        asked.getChildren().stream().filter(n -> n instanceof Button || n instanceof TextField).findFirst().ifPresent(Node::requestFocus);
    }

    /// Does what concerns the difference in hand. Decisions on findings of the models wait until all is settled: they would be rulings
    /// that nobody asked for.
    ///
    /// @return whether it was that
    public boolean act(Action action) {
        switch (action) {
            case SETTLE -> focusAsked();
            case SETTLE_SHOWN -> model.toggleShown();
            case NEXT_FINDING -> model.next(1);
            case PREVIOUS_FINDING -> model.next(-1);
            case ACCEPT, REJECT -> focusAsked();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void key(KeyEvent e) {
        Step step = model.inHandProperty().get().map(DifferenceInHand::step).orElse(Step.NOTE);
        if (e.isShortcutDown() || e.isAltDown() || step == Step.NOTE && !e.getCode().name().equals("ESCAPE")) {
            return;
        }
        String name = e.getCode().name().replaceAll("(DIGIT|NUMPAD)([0-9])", "$2");
        boolean done = name.equals("ESCAPE") ? back(step) : step == Step.CHOICE ? chosen(name) : because(name);
        if (done) {
            e.consume();
        }
    }

    private boolean chosen(String key) {
        switch (key) {
            case "A" -> model.choose(Choice.A);
            case "B" -> model.choose(Choice.B);
            case "2" -> model.choose(Choice.BOTH);
            case "0" -> model.choose(Choice.NEITHER);
            case "O" -> chooseOwn();
            case "V" -> model.toggleShown();
            case "N" -> model.next(1);
            case "P" -> model.next(-1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean because(String key) {
        Reason[] all = DifferenceInHand.reasons();
        boolean one = key.matches("[1-9]") && Integer.parseInt(key) <= all.length;
        if (one) {
            model.because(all[Integer.parseInt(key) - 1]);
        }
        return one;
    }

    private boolean back(Step step) {
        if (step == Step.CHOICE) {
            images.focusImage();
        } else {
            model.again();
        }
        return true;
    }

    @Override
    public void close() {
        model.inHandProperty().removeListener(watch);
        model.shownProperty().removeListener(compare);
        model.messageProperty().removeListener(hear);
    }
}
