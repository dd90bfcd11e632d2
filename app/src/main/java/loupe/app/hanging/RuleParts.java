package loupe.app.hanging;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.MenuButton;
import javafx.scene.layout.FlowPane;
import loupe.app.fx.ChosenText;
import loupe.review.hanging.BodyRegion;
import loupe.review.hanging.ContrastPhase;
import loupe.review.hanging.HangingRule;
import loupe.review.hanging.ModalityGroup;
import loupe.review.hanging.Side;
import loupe.review.hanging.StudyChoice;

/// The parts of a rule's sentence that are chosen: for which studies it is, and whether its views are linked and lined.
final class RuleParts extends FlowPane {
    private final ChoiceBox<ModalityGroup> modality = choice("part-modality", say("Modality"), g -> told(g.text()),
            List.of(ModalityGroup.values()));
    private final Several<BodyRegion> regions =
            new Several<>("part-regions", say("any region"), r -> told(r.text()), List.of(BodyRegion.values()));
    private final ChoiceBox<Side> side = choice("part-side", say("Side"), s -> told(s.text()), List.of(Side.values()));
    private final Several<ContrastPhase> phases = new Several<>(
            "part-phases", told(ContrastPhase.UNKNOWN.text()), p -> told(p.text()),
            Stream.of(ContrastPhase.values()).filter(p -> p != ContrastPhase.UNKNOWN).toList());
    private final CheckBox linked = box("part-linked", say("linked"));
    private final CheckBox lines = box("part-lines", say("reference lines"));

    RuleParts() {
        super(8, 8);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(modality, regions, side, phases, linked, lines);
    }

    private static CheckBox box(String id, String text) {
        CheckBox b = new CheckBox(text);
        b.setId(id);
        return b;
    }

    private static <T> ChoiceBox<T> choice(String id, String said, Function<T, String> text, List<T> all) {
        ChoiceBox<T> box = new ChoiceBox<>();
        box.setId(id);
        box.setAccessibleText(said);
        box.getItems().setAll(all);
        box.setConverter(new ChosenText<>(text));
        return box;
    }

    /// A menu of which several can be chosen.
    private static final class Several<T> extends MenuButton {
        private final String none;
        private final List<T> values;

        Several(String id, String none, Function<T, String> text, List<T> values) {
            this.none = none;
            this.values = values;
            setId(id);
            for (T v : values) {
                CheckMenuItem item = new CheckMenuItem(text.apply(v));
                item.selectedProperty().addListener((o, before, now) -> name());
                getItems().add(item);
            }
            name();
        }

        private void name() {
            List<String> on = getItems().stream().filter(i -> ((CheckMenuItem) i).isSelected()).map(i -> i.getText()).toList();
            setText(on.isEmpty() ? none : String.join(", ", on));
        }

        void choose(List<T> chosen) {
            for (int i = 0; i < values.size(); i++) {
                ((CheckMenuItem) getItems().get(i)).setSelected(chosen.contains(values.get(i)));
            }
        }

        List<T> chosen() {
            List<T> out = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                if (((CheckMenuItem) getItems().get(i)).isSelected()) {
                    out.add(values.get(i));
                }
            }
            return out;
        }
    }

    void show(HangingRule rule) {
        StudyChoice when = rule.when();
        modality.setValue(when.modality());
        regions.choose(when.regions());
        side.setValue(when.side());
        phases.choose(when.phases());
        linked.setSelected(rule.how().linked());
        lines.setSelected(rule.how().lines());
    }

    /// The rule with the parts as they are chosen.
    HangingRule of(HangingRule rule) {
        return new HangingRule(
                new StudyChoice(modality.getValue(), regions.chosen(), side.getValue(), phases.chosen()),
                rule.how().with(linked.isSelected(), lines.isSelected()));
    }
}
