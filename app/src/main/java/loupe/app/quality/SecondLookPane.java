package loupe.app.quality;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayNumbers;
import static loupe.app.text.Words.told;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import loupe.app.action.Action;
import loupe.app.action.ActionButtons;
import loupe.app.action.KeyMap;
import loupe.app.text.Words;
import loupe.core.finding.Finding;
import loupe.core.finding.Measurement;
import loupe.review.quality.FirstAnswer;
import loupe.review.quality.book.FindingAnswer;
import loupe.review.quality.book.Radpeer;
import org.jspecify.annotations.Nullable;

/// The item in hand beside its images: the finding as the model put it, then the verdict, the model's score, what the reader said, the
/// reader's score. A score is typed as it is written: `1`, or `2` or `3` and then `a` or `b`.
public final class SecondLookPane extends VBox implements AutoCloseable {
    private final QualityViewModel model;
    private final ActionButtons buttons;
    private final Runnable toImages;
    private final VBox asked = new VBox(6);
    private final Label said = new Label();
    private final ChangeListener<Optional<LookInHand>> watch = (o, before, now) -> now.ifPresent(this::show);
    private final ChangeListener<String> hear = (o, before, now) -> alarm(now);
    /// The figure of a score whose letter is awaited; 0 for none.
    private char figure;

    /// @param keys keys named on buttons
    /// @param act does what a button says
    /// @param toImages gives the keyboard back to the images
    public SecondLookPane(QualityViewModel model, KeyMap keys, Consumer<Action> act, Runnable toImages) {
        super(10);
        this.model = model;
        this.buttons = new ActionButtons(keys, act);
        this.toImages = toImages;
        setId("second-look");
        getStyleClass().add("side");
        setPrefWidth(310);
        said.setId("second-look-said");
        said.setWrapText(true);
        said.setMinHeight(USE_PREF_SIZE);
        said.getStyleClass().add("alarm");
        said.managedProperty().bind(said.textProperty().isNotEmpty());
        asked.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        model.lookProperty().addListener(watch);
        model.messageProperty().addListener(hear);
        model.lookProperty().get().ifPresent(this::show);
    }

    private void alarm(String message) {
        said.setText(message);
        said.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }

    private void show(LookInHand l) {
        figure = 0;
        asked.setId(l.step().scores() ? "second-look-scores" : "second-look-verdict");
        asked.getChildren().setAll(l.step().scores() ? scores(l) : verdicts());
        Label title = title(say(l.question().isPresent() ? "Settle item {0}" : "Second look, item {0}", l.item().item()));
        title.setId("second-look-item");
        getChildren().setAll(title, finding(l.item().finding(), l.item().modality()));
        l.item().shown().ifPresent(a -> getChildren().add(answer(a)));
        getChildren().addAll(asked, said);
        if (l.step().scores()) {
            focusScores();
        } else {
            toImages.run();
        }
    }

    private static Label title(String text) {
        Label title = new Label(text);
        title.getStyleClass().add("card-title");
        return title;
    }

    private static Label text(String id, String words) {
        Label text = new Label(words);
        text.setId(id);
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        return text;
    }

    private static Label finding(Finding f, String modality) {
        StringBuilder words = new StringBuilder(sayNumbers("%s, %s, %s%nmodel score %.2f, %s@%s", f.id(), modality, f.label(),
                f.confidence(),
                f.provenance().modelId(), f.provenance().modelVersion()));
        for (Measurement m : f.measurements()) {
            words.append(String.format(Words.locale(), "%n%s %.1f %s", m.concept().meaning(), m.value(), m.unit().value()));
        }
        return text("second-look-finding", words.toString());
    }

    private static Label answer(FirstAnswer a) {
        Label said = text("second-look-answer", say("The reader: {0}{1}.\nThe second look, blind: {2}, model {3}.{4}", word(a.answer()),
                a.reason().map(r -> " (" + told(r.meaning()) + ")").orElse(""), word(a.judged()), a.model().word(),
                a.target().map(t -> say("\nIn the targeted queue because {0}.", told(t.words()))).orElse("")));
        said.getStyleClass().add("opinion");
        return said;
    }

    private static String word(FindingAnswer a) {
        return told(a.name().toLowerCase(Locale.ROOT));
    }

    private List<Node> verdicts() {
        return List.of(
                text("second-look-asks", say("What is it? Look at the images; what the reader said is shown later.")),
                wide(buttons.button(say("✓  True as the model put it   A"), "look-true", Action.ACCEPT)),
                wide(buttons.button(say("✎  True, with another outline   Shift+V"), "look-otherwise", Action.LOOK_OTHERWISE)),
                wide(buttons.button(say("✕  Not true   R"), "look-false", Action.REJECT)));
    }

    private List<Node> scores(LookInHand l) {
        List<Node> out = new java.util.ArrayList<>();
        out.add(text("second-look-asks", switch (l.step()) {
            case VERDICT -> "";
            case MODEL -> say("You say: {0}. Score the model (RADPEER).", l.answer().map(SecondLookPane::word).orElse(""));
            case READER -> say("Score the reader (RADPEER).");
            case SETTLE_READER -> say("In question: reader {0}. Which score of the reader stands?",
                    score(l.question().flatMap(q -> q.reader())));
            case SETTLE_MODEL -> say("In question: model {0}. Which score of the model stands?",
                    score(l.question().flatMap(q -> q.model())));
        }));
        for (Radpeer r : Radpeer.values()) {
            Button b = wide(new Button(r.word() + "   " + told(r.meaning())));
            b.setId("score-" + r.word());
            b.setWrapText(true);
            b.setOnAction(e -> model.score(r));
            out.add(b);
        }
        Label help = text("second-look-help", l.step() == LookInHand.Step.MODEL ? say("Type 1, 2a, 2b, 3a or 3b. Escape: another verdict.")
                : say("Type 1, 2a, 2b, 3a or 3b. Escape: to the images; {0} comes back.", buttons.keys().keyText(Action.LOOK_SCORE)));
        help.getStyleClass().add("quiet");
        out.add(help);
        return out;
    }

    private static String score(Optional<Radpeer> s) {
        return s.map(Radpeer::word).orElse("");
    }

    private static Button wide(Button b) {
        b.setMaxWidth(Double.MAX_VALUE);
        b.getStyleClass().add("reason");
        return b;
    }

    /// Gives the keyboard to what is asked first: to the scores where some are, else it stays with the images.
    public void begin() {
        if (model.lookProperty().get().filter(l -> l.step().scores()).isPresent()) {
            focusScores();
        }
    }

    private void focusScores() {
        asked.getChildren().stream().filter(Button.class::isInstance).findFirst().ifPresent(Node::requestFocus);
    }

    /// Does what concerns the item in hand.
    ///
    /// @return whether it was that
    public boolean act(Action action) {
        switch (action) {
            case ACCEPT -> model.verdict(FindingAnswer.ACCEPTED);
            case LOOK_OTHERWISE -> model.verdict(FindingAnswer.EDITED);
            case REJECT -> model.verdict(FindingAnswer.REJECTED);
            case LOOK_SCORE -> focusScores();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void key(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown() || !"second-look-scores".equals(asked.getId())) {
            return;
        }
        String name = e.getCode().name().replaceAll("(DIGIT|NUMPAD)([1-3])", "$2");
        switch (name) {
            case "1" -> give("1");
            case "2", "3" -> figure = name.charAt(0);
            case "A", "B" -> {
                if (figure != 0) {
                    give(figure + name);
                }
            }
            case "ESCAPE" -> back();
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void give(String word) {
        figure = 0;
        Radpeer.of(word).ifPresent(model::score);
    }

    private void back() {
        figure = 0;
        @Nullable LookInHand now = model.lookProperty().get().orElse(null);
        if (now != null && now.step() == LookInHand.Step.MODEL) {
            model.again();
        } else {
            toImages.run();
        }
    }

    @Override
    public void close() {
        model.lookProperty().removeListener(watch);
        model.messageProperty().removeListener(hear);
    }
}
