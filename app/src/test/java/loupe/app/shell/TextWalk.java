package loupe.app.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.chart.Chart;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;

/// Every text of a screen, to eyes and to screen readers: whether it went through the words of the reader's language, and whether it
/// has room.
final class TextWalk {
    private static final Pattern SAID = Pattern.compile("⟦[^⟦⟧]*⟧");
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}’']*\\p{Ll}[\\p{L}’']*");

    /// What is no word of a language: units, names of products and standards.
    private static final Set<String> NO_WORDS = Set.of(
            "mm", "mL", "ml", "px", "cm", "µm", "min", "Hz", "Loupe", "English", "Deutsch", "Weasis", "OHIF", "Slicer", "QuPath", "MinIP", "Ƥşéûðö", "sum");

    /// Lists of what is no text of the window: sentences of the report, codes of a standard.
    private static final Set<String> DATA = Set.of("report-lines", "describe-type");

    private TextWalk() {}

    private record Shown(Node node, String text, boolean label) {
        @Override
        public String toString() {
            Node named = node;
            while (named.getId() == null && named.getParent() != null) {
                named = named.getParent();
            }
            return node.getClass().getSimpleName() + " of #" + named.getId() + " “" + text + "”";
        }
    }

    /// Texts with a word that went through no table.
    ///
    /// @param data words of what is shown: names, descriptions, ids
    static List<String> unsaid(Set<String> data) {
        return WindowDriver.read(() -> everything().stream()
                .filter(s -> WORD.matcher(without(s.text)).results()
                        .anyMatch(r -> !NO_WORDS.contains(r.group()) && !data.contains(r.group())))
                .map(Shown::toString)
                .toList());
    }

    /// A text without what went through a table; what was put into gaps has brackets of its own, or is data.
    private static String without(String text) {
        String before = text;
        for (String now = SAID.matcher(before).replaceAll(" "); !now.equals(before); now = SAID.matcher(before).replaceAll(" ")) {
            before = now;
        }
        return before;
    }

    private static List<Shown> everything() {
        List<Shown> out = new ArrayList<>();
        for (Window w : Window.getWindows()) {
            if (w instanceof Stage s) {
                out.add(new Shown(w.getScene().getRoot(), s.getTitle(), false));
            }
            collect(w.getScene().getRoot(), out);
        }
        return out;
    }

    private static void collect(Node n, List<Shown> out) {
        if (!n.isVisible() || n.getId() != null && DATA.contains(n.getId()) || detail(n)) {
            return;
        }
        Stream<Optional<String>> texts = switch (n) {
            case MenuButton m -> Stream.concat(
                    Stream.of(Optional.ofNullable(m.getText())), m.getItems().stream().map(i -> Optional.ofNullable(i.getText())));
            case Labeled l -> Stream.of(Optional.ofNullable(l.getText()));
            case TextInputControl t -> Stream.of(Optional.ofNullable(t.getPromptText()));
            case Text t when !(t.getParent() instanceof Labeled) && !within(t, TextInputControl.class) ->
                Stream.of(Optional.of(t.getText()));
            default -> Stream.empty();
        };
        texts.flatMap(Optional::stream).filter(t -> !t.isBlank()).forEach(t -> out.add(new Shown(n, t, n instanceof Labeled)));
        // What a chart says of its points the toolkit puts together.
        Optional.ofNullable(n.getAccessibleText()).filter(t -> !within(n, Chart.class)).ifPresent(t -> out.add(new Shown(n, t, false)));
        if (n instanceof Control c && c.getTooltip() != null) {
            out.add(new Shown(n, c.getTooltip().getText(), false));
        }
        if (n instanceof Parent p) {
            p.getChildrenUnmodifiable().forEach(c -> collect(c, out));
        }
    }

    /// What the log keeps of an event, as it is stored.
    private static boolean detail(Node n) {
        return n instanceof TableCell<?, ?> c && c.getTableView() != null && "log-entries".equals(c.getTableView().getId())
                && c.getTableColumn() == c.getTableView().getColumns().getLast();
    }

    private static boolean within(Node n, Class<? extends Node> type) {
        for (Node p = n; p != null; p = p.getParent()) {
            if (type.isInstance(p)) {
                return true;
            }
        }
        return false;
    }

    /// Sheets that are wider than their room, so that they scroll sideways; bars and strips may.
    static List<String> wide() {
        return WindowDriver.read(() -> Window.getWindows().stream()
                .flatMap(w -> w.getScene().getRoot().lookupAll(".clear-scroll").stream())
                .filter(n -> n instanceof ScrollPane p && p.isVisible() && p.getContent() != null
                        && p.getContent().getStyleClass().contains("sheet")
                        && p.getContent().getLayoutBounds().getWidth() > p.getViewportBounds().getWidth() + 1)
                .map(n -> "scrolls sideways: #" + ((ScrollPane) n).getContent().getId())
                .toList());
    }

    /// Texts that end in an ellipsis and have no tooltip; cells and heads of tables count not, whose columns a reader draws wider.
    static List<String> cut() {
        return WindowDriver.read(() -> everything().stream()
                .filter(s -> s.label && ((Labeled) s.node).isTextTruncated() && !within(s.node, TableView.class) && !tipped(s.node))
                .map(s -> "cut: " + s)
                .toList());
    }

    /// A text that is cut, of tables too.
    static Optional<Labeled> anyCut() {
        return WindowDriver.read(() -> everything().stream()
                .filter(s -> s.label && ((Labeled) s.node).isTextTruncated() && !tipped(s.node))
                .map(s -> (Labeled) s.node)
                .findFirst());
    }

    private static boolean tipped(Node n) {
        for (Node p = n; p != null; p = p.getParent()) {
            if (p instanceof Control c && c.getTooltip() != null) {
                return true;
            }
        }
        return false;
    }
}
