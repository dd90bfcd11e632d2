package loupe.app.browser;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;
import static loupe.app.text.Words.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import loupe.app.text.Words;
import loupe.core.study.Urgency;
import loupe.review.hanging.BodyRegion;
import loupe.review.reading.ListState;
import loupe.review.reading.StudyFilter;
import loupe.review.reading.UrgencyWords;

/// The filters of the list as a row of menus, each of which says what it lets through.
final class ListFilters extends HBox {
    private final BrowserViewModel model;
    private final MenuButton states = menu("filter-state");
    private final MenuButton modalities = menu("filter-modality");
    private final MenuButton regions = menu("filter-region");
    private final MenuButton urgency = menu("filter-urgency");
    private final ToggleButton mine = new ToggleButton(say("Mine"));
    private final Button all = new Button(say("All studies"));
    private final Label only = new Label();

    ListFilters(BrowserViewModel model) {
        super(6);
        this.model = model;
        setId("list-filters");
        setAlignment(Pos.CENTER_LEFT);
        mine.setId("filter-mine");
        mine.setAccessibleText(say("Only studies you have in hand"));
        mine.setOnAction(e -> model.narrow(now().withMine(mine.isSelected())));
        all.setId("filter-all");
        all.setAccessibleText(say("Take every filter away"));
        all.setOnAction(e -> model.all());
        states.setOnShowing(e -> states.getItems().setAll(checks(
                Stream.of(ListState.values()).toList(), now().states(), s -> told(s.text()),
                        next -> model.narrow(now().withStates(next)))));
        modalities.setOnShowing(e -> modalities.getItems().setAll(checks(
                with(model.modalities(), now().modalities()), now().modalities(), m -> m,
                next -> model.narrow(now().withModalities(next)))));
        regions.setOnShowing(e -> regions.getItems().setAll(checks(
                with(model.regions(), now().regions()), now().regions(), r -> told(r.text()),
                next -> model.narrow(now().withRegions(next)))));
        urgency.setOnShowing(e -> urgency.getItems().setAll(levels()));
        only.setId("filter-only");
        only.getStyleClass().add("filtering");
        only.setMaxWidth(320);
        only.managedProperty().bind(only.visibleProperty());
        getChildren().addAll(states, modalities, regions, urgency, mine, all, only);
        // A menu shows its arrow and opens by key only where it has an item.
        Stream.of(states, modalities, regions, urgency).forEach(m -> m.getItems().add(new CheckMenuItem("")));
        model.narrowedProperty().addListener((o, before, next) -> name());
        model.onlyProperty().addListener((o, before, next) -> name());
        name();
    }

    private static MenuButton menu(String id) {
        MenuButton m = new MenuButton();
        m.setId(id);
        m.setMinWidth(Region.USE_PREF_SIZE);
        return m;
    }

    private StudyFilter now() {
        return model.narrowedProperty().get();
    }

    /// What is there, and what is asked for though it is not there.
    private static <T> List<T> with(List<T> there, List<T> asked) {
        return Stream.concat(there.stream(), asked.stream()).distinct().toList();
    }

    private static <T> List<CheckMenuItem> checks(
            List<T> offered, List<T> chosen, Function<T, String> text, Consumer<List<T>> then) {
        List<CheckMenuItem> out = new ArrayList<>();
        for (T one : offered) {
            CheckMenuItem item = new CheckMenuItem(text.apply(one));
            item.setSelected(chosen.contains(one));
            item.setOnAction(e -> then.accept(offered.stream()
                    .filter(o -> o.equals(one) ? item.isSelected() : chosen.contains(o))
                    .toList()));
            out.add(item);
        }
        return out;
    }

    private List<RadioMenuItem> levels() {
        ToggleGroup group = new ToggleGroup();
        List<RadioMenuItem> out = new ArrayList<>();
        out.add(level(say("Any"), Optional.empty(), group));
        for (Urgency.Level l : List.of(Urgency.Level.SOON, Urgency.Level.URGENT, Urgency.Level.IMMEDIATE)) {
            out.add(level(say("At least {0}", plain(l)), Optional.of(l), group));
        }
        return out;
    }

    private RadioMenuItem level(String text, Optional<Urgency.Level> least, ToggleGroup group) {
        RadioMenuItem item = new RadioMenuItem(text);
        item.setToggleGroup(group);
        item.setSelected(now().atLeast().equals(least));
        item.setOnAction(e -> model.narrow(now().withAtLeast(least)));
        return item;
    }

    private static String plain(Urgency.Level l) {
        String text = told(UrgencyWords.of(l));
        return text.substring(text.lastIndexOf(' ') + 1);
    }

    private void name() {
        StudyFilter f = now();
        said(states, say("State"), f.states().stream().map(ListState::word).map(Words::told).toList());
        said(modalities, say("Modality"), f.modalities());
        said(regions, say("Region"), f.regions().stream().map(BodyRegion::text).map(Words::told).toList());
        said(urgency, say("Urgency"), f.atLeast().map(l -> say("at least {0}", plain(l))).stream().toList());
        mine.setSelected(f.mine());
        all.setDisable(f.equals(StudyFilter.ALL) && model.onlyProperty().get().isEmpty());
        only.setVisible(model.onlyProperty().get().isPresent());
        only.setText(model.onlyProperty().get().map(o -> say("Only: {0}", told(o.words()))).orElse(""));
    }

    private static void said(MenuButton menu, String what, List<String> chosen) {
        String of = chosen.size() > 2 ? say("{0} of them", chosen.size()) : String.join(", ", chosen);
        menu.setText(of.isEmpty() ? what : what + ": " + of);
        menu.setAccessibleText(say("Filter by {0}, {1}", within(what), of.isEmpty() ? say("any") : of));
        on(menu, !of.isEmpty());
    }

    private static void on(Control c, boolean on) {
        c.getStyleClass().remove("filtering");
        if (on) {
            c.getStyleClass().add("filtering");
        }
    }

    /// Shows one state alone, or every state where that is shown already.
    void only(ListState... wanted) {
        List<ListState> those = List.of(wanted);
        model.narrow(now().withStates(now().states().equals(those) ? List.of() : those));
    }

    /// Shows urgent studies alone, or all.
    void urgent() {
        Optional<Urgency.Level> least = Optional.of(Urgency.Level.URGENT);
        model.narrow(now().withAtLeast(now().atLeast().equals(least) ? Optional.empty() : least));
    }

    /// Shows one's own studies alone, or all.
    void mine() {
        model.narrow(now().withMine(!now().mine()));
    }
}
