package loupe.app.shell;

import static loupe.app.text.Words.later;
import static loupe.app.text.Words.say;
import static loupe.app.text.Words.told;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import loupe.app.action.Action;
import loupe.app.action.ActionButtons;
import loupe.app.action.KeyMap;
import loupe.app.reading.ReadingViewModel;
import loupe.app.text.Words;
import loupe.app.tool.DrawingTool;
import loupe.app.viewer.SharedView;
import loupe.app.viewer.ViewerViewModel;
import loupe.app.viewer.tool.DragTool;
import loupe.core.dicom.display.FileWindow;
import loupe.core.image.ValueWindow;
import loupe.review.preset.WindowPreset;

/// Tools, windows and overlay settings above the image.
final class ViewerBar extends HBox {
    private static final List<Action> LAYOUTS = List.of(
            Action.LAYOUT_1, Action.LAYOUT_2, Action.LAYOUT_4, Action.LAYOUT_6, Action.LAYOUT_9, Action.LAYOUT_16,
            Action.SPLIT_ACROSS, Action.SPLIT_DOWN, Action.CLOSE_VIEW, Action.PLANES, Action.AROUND, Action.AS_TAKEN,
            Action.ONE_UP, Action.NEXT_VIEW, Action.LINK, Action.LINK_HERE, Action.REFERENCE_LINES, Action.THICKER,
            Action.THINNER, Action.SLAB, Action.NEXT_PROJECTION, Action.STRAIGHT, Action.TURN_RIGHT,
            Action.TURN_LEFT, Action.FLIP_ACROSS, Action.FLIP_DOWN, Action.ACTUAL_PIXELS, Action.PRIOR, Action.HANG_ALWAYS,
            Action.NEXT_HANGING, Action.PREVIOUS_HANGING, Action.HANGINGS);
    private static final List<Action> MEASURES = List.of(
            Action.MEASURE_LENGTH, Action.MEASURE_BIDIRECTIONAL, Action.MEASURE_ANGLE, Action.MEASURE_COBB,
            Action.MEASURE_RECTANGLE, Action.MEASURE_ELLIPSE, Action.MEASURE_CIRCLE, Action.MEASURE_POLYGON,
            Action.MEASURE_FREEHAND, Action.MEASURE_SPLINE, Action.MEASURE_POLYLINE, Action.MEASURE_PROBE,
            Action.MEASURE_ARROW, Action.MEASURE_NOTE, Action.MARK_MISSED, Action.DELETE_MEASURE, Action.CALIBRATE,
            Action.AXES, Action.TAKE_AXES);
    private static final List<Action> LOOKS = List.of(
            Action.INVERT, Action.AUTO_WINDOW, Action.REGION_WINDOW, Action.COLOURS_NEXT, Action.COLOURS_GRAY, Action.FUSE,
            Action.FUSION_WINDOW, Action.FUSION_MORE, Action.FUSION_LESS, Action.MAGNIFIER);
    /// By what they go by: all in one list is higher than a small screen.
    private static final List<Group> CORRECTIONS = List.of(
            new Group(later("Segments"), Action.NEW_SEGMENT, Action.MERGE_SEGMENT, Action.DELETE_SEGMENT, Action.DESCRIBE),
            new Group(later("Outline"), Action.CORRECT_POLYGON, Action.CORRECT_FREEHAND, Action.CORRECT_SPLINE, Action.CORRECT_RECTANGLE,
                    Action.CORRECT_CIRCLE, Action.CORRECT_ELLIPSE, Action.CORRECT_LIVEWIRE, Action.CORRECT_LEVEL, Action.CORRECT_BOX),
            new Group(later("By values"), Action.CLICK_FLOOD, Action.CLICK_FLOOD_SLICE, Action.JOINT_SEEDS, Action.WHOLE_THRESHOLD,
                    Action.WHOLE_OTSU),
            new Group(later("Margin and shell"), Action.WHOLE_GROW, Action.WHOLE_SHRINK, Action.WHOLE_HOLLOW, Action.WHOLE_WALL),
            new Group(later("Smooth"), Action.WHOLE_MEDIAN, Action.WHOLE_GAUSSIAN, Action.WHOLE_OPEN, Action.WHOLE_CLOSE,
                    Action.JOINT_SMOOTHING),
            new Group(later("Between slices"), Action.WHOLE_BETWEEN, Action.WHOLE_BETWEEN_DISTANCE),
            new Group(later("Islands"), Action.WHOLE_LARGEST, Action.WHOLE_SMALL, Action.CLICK_ONLY, Action.CLICK_WITHOUT),
            new Group(later("All or nothing"), Action.WHOLE_INVERT, Action.WHOLE_CLEAR),
            new Group("", Action.CORRECT_BALL, Action.BRUSH_ALIKE, Action.TAKE_BACK, Action.TIMELINE, Action.SHOW_ORIGINAL,
                    Action.SHOW_DIFFERENCE,
                    Action.ALTERNATIVES, Action.NEXT_DIFFERENCE, Action.NEXT_DOUBT, Action.SEGMENT_SHOWN, Action.SEGMENT_LOCKED,
                            Action.SEGMENT_FILLED));
    private static final double MEASURE_WIDTH = 92;
    private static final int KEYS = 8;
    private static final String FILE_WINDOW = "file-window";

    /// Actions under a name of their own in a menu; under none they stand in it.
    private record Group(String name, Action... actions) {}

    private final KeyMap keys;
    private final Consumer<Action> act;
    private final Supplier<List<WindowPreset>> offered;

    /// @param slab the thickness of the planes in hand
    /// @param offered presets for the series in hand
    ViewerBar(
            ReadingViewModel reading, SlabField slab, Supplier<List<WindowPreset>> offered, KeyMap keys, Consumer<Action> act) {
        super(3);
        SharedView model = reading.tools();
        this.keys = keys;
        this.act = act;
        this.offered = offered;
        getStyleClass().add("viewer-bar");
        setAlignment(Pos.CENTER_LEFT);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        getChildren()
                .addAll(
                        button(new Button(say("‹ Studies")), Action.BACK, "back"),
                        line(),
                        tool(model, DragTool.WINDOW, Action.WINDOW_TOOL),
                        tool(model, DragTool.PAN, Action.PAN_TOOL),
                        tool(model, DragTool.ZOOM, Action.ZOOM_TOOL),
                        brush(model, true, Action.BRUSH),
                        brush(model, false, Action.ERASER),
                        corrections(),
                        measures(model),
                        line(),
                        layouts(),
                        presets(reading),
                        slab,
                        button(new Button(say("Reset")), Action.RESET, "reset"),
                        gap,
                        hide(model),
                        opacity(model));
    }

    private static Separator line() {
        return new Separator(Orientation.VERTICAL);
    }

    private <B extends ButtonBase> B button(B b, Action action, String id) {
        b.setMinWidth(USE_PREF_SIZE);
        return new ActionButtons(keys, act).doing(b, id, action);
    }

    private ToggleButton tool(SharedView model, DragTool tool, Action action) {
        ToggleButton b = button(new ToggleButton(tool.text()), action, "tool-" + tool.name().toLowerCase(Locale.ROOT));
        follow(model, b, () -> model.brushProperty().get().isEmpty()
                && model.drawingProperty().get().isEmpty()
                && model.toolProperty().get() == tool);
        return b;
    }

    private ToggleButton brush(SharedView model, boolean adding, Action action) {
        ToggleButton b = button(
                new ToggleButton(adding ? say("Brush") : say("Eraser")), action, adding ? "tool-brush" : "tool-eraser");
        follow(model, b, () -> model.brushProperty()
                .get()
                .filter(x -> x.adding() == adding)
                .isPresent());
        return b;
    }

    /// Keeps a toggle as the model has it, also after a click that changed nothing.
    private void follow(SharedView model, ToggleButton b, BooleanSupplier on) {
        Runnable set = () -> b.setSelected(on.getAsBoolean());
        model.toolProperty().addListener((o, before, now) -> set.run());
        model.brushProperty().addListener((o, before, now) -> set.run());
        model.drawingProperty().addListener((o, before, now) -> set.run());
        b.selectedProperty().addListener((o, before, now) -> {
            if (now != on.getAsBoolean()) {
                set.run();
            }
        });
        set.run();
    }

    private MenuButton layouts() {
        MenuButton menu = new MenuButton(say("Layout"));
        menu.setId("layouts");
        menu.setMinWidth(USE_PREF_SIZE);
        menu.setAccessibleText(say("Layout of the views, planes and links"));
        for (Action a : LAYOUTS) {
            menu.getItems().add(item(a.text(), a));
        }
        return menu;
    }

    private MenuButton corrections() {
        MenuButton menu = new MenuButton(say("Correct"));
        menu.setId("correct-menu");
        menu.setMinWidth(USE_PREF_SIZE);
        menu.setAccessibleText(say("Tools that correct outlines"));
        for (Group g : CORRECTIONS) {
            List<MenuItem> items = Stream.of(g.actions).map(a -> item(a.tail("Correct"), a)).toList();
            if (g.name.isEmpty()) {
                menu.getItems().addAll(items);
            } else {
                Menu group = new Menu(say(g.name));
                group.getItems().addAll(items);
                menu.getItems().add(group);
            }
        }
        return menu;
    }

    /// Says which tool draws while one does.
    private MenuButton measures(SharedView model) {
        MenuButton menu = new MenuButton(say("Measure"));
        menu.setId("measure");
        menu.setPrefWidth(MEASURE_WIDTH); // longer names of tools are cut: the bar must fit 1366 pixels
        menu.setMinWidth(USE_PREF_SIZE);
        menu.setAccessibleText(say("Tools that measure"));
        for (Action a : MEASURES) {
            menu.getItems().add(item(a.text(), a));
        }
        model.drawingProperty().addListener((o, before, now) -> {
            menu.setText(now.map(DrawingTool::text).orElse(say("Measure")));
            menu.setTooltip(now.map(t -> new Tooltip(t.help())).orElse(null));
        });
        return menu;
    }

    private MenuButton presets(ReadingViewModel reading) {
        MenuButton menu = new MenuButton(say("Presets"));
        menu.setId("presets");
        menu.setMinWidth(USE_PREF_SIZE);
        menu.setAccessibleText(say("Window presets"));
        Runnable fill = () -> fill(menu, reading.activeProperty().get());
        fill.run();
        menu.showingProperty().addListener((o, before, now) -> {
            if (now) {
                fill.run();
            }
        });
        return menu;
    }

    private void fill(MenuButton menu, ViewerViewModel view) {
        menu.getItems().setAll(item(say("As in the file"), Action.PRESET_FILE));
        offerFileWindows(menu, menu.getItems().size(), view);
        List<WindowPreset> own = offered.get();
        for (int i = 0; i < own.size(); i++) {
            WindowPreset p = own.get(i);
            if (i < KEYS) {
                menu.getItems().add(item(told(p.text()), Action.valueOf("PRESET_" + (i + 1))));
            } else {
                MenuItem more = new MenuItem(told(p.text()));
                more.setOnAction(e -> view.take(Optional.of(p.window())));
                menu.getItems().add(more);
            }
        }
        menu.getItems().add(item(say("Change presets…"), Action.PRESETS));
        menu.getItems().add(new SeparatorMenuItem());
        LOOKS.forEach(a -> menu.getItems().add(item(a.text(), a)));
    }

    private static String named(String name, ValueWindow w) {
        return String.format(Words.locale(), "%s   %.0f / %.0f", name, w.width(), w.centre());
    }

    /// The file's own windows and tables, where there is a choice.
    private static void offerFileWindows(MenuButton menu, int after, ViewerViewModel model) {
        List<FileWindow> offered = model.fileWindowsProperty().get();
        for (int i = offered.size() > 1 ? offered.size() - 1 : -1; i >= 0; i--) {
            ValueWindow w = offered.get(i).window();
            String name = offered.get(i).explanation().isBlank() ? say("File {0}", i + 1) : offered.get(i).explanation();
            MenuItem item = new MenuItem(named(name, w));
            item.setId(FILE_WINDOW);
            item.setOnAction(e -> model.take(Optional.of(w)));
            menu.getItems().add(after, item);
        }
    }

    private MenuItem item(String text, Action action) {
        MenuItem item = new MenuItem(keys.keyText(action) + "   " + text);
        item.setOnAction(e -> act.accept(action));
        return item;
    }

    private ToggleButton hide(SharedView model) {
        ToggleButton b = button(new ToggleButton(say("Hide AI")), Action.HIDE_AI, "hide-ai");
        model.aiHiddenProperty().addListener((o, before, now) -> b.setSelected(now));
        b.setSelected(model.aiHiddenProperty().get());
        return b;
    }

    private static HBox opacity(SharedView model) {
        Slider slider = new Slider(0, 1, model.opacityProperty().get());
        slider.setId("opacity");
        slider.setAccessibleText(say("Opacity of the masks"));
        slider.setPrefWidth(90);
        slider.valueProperty().bindBidirectional(model.opacityProperty());
        slider.setMinWidth(60);
        slider.setTooltip(new Tooltip(say("Opacity of the masks")));
        HBox box = new HBox(4, slider);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }
}
