package loupe.app.viewer;

import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import loupe.app.segments.SegmentColours;
import loupe.app.viewer.picture.Edges;
import loupe.app.viewer.picture.Page;
import loupe.core.measure.Scale;
import loupe.core.render.Viewport;
import loupe.core.study.StudySummary;

/// Everything written around and over the image: corners, edges, scale bar, names of findings, warnings.
final class Marks extends StackPane {
    private static final double ROOMY = 460;
    private static final double SMALL = 300;
    private static final double SIDE = 10;
    /// About the size of a tag's letter and line: in a small view a tag that would lie on another one is left out.
    private static final double LETTER = 7;
    private static final double LINE = 14;
    /// Brightness of 255 from which small letters on black are read with ease.
    private static final double READ = 120;

    private final StudySummary summary;
    private final Label prior = warning("mark-prior");
    private final Label patient = corner("corner-patient", Pos.TOP_LEFT);
    private final Label study = corner("corner-study", Pos.TOP_RIGHT);
    private final Label view = corner("corner-view", Pos.BOTTOM_LEFT);
    private final Label image = corner("corner-image", Pos.BOTTOM_RIGHT);
    private final Label left = edge("edge-left", Pos.CENTER_LEFT);
    private final Label right = edge("edge-right", Pos.CENTER_RIGHT);
    private final Label top = edge("edge-top", Pos.TOP_CENTER);
    private final Label bottom = edge("edge-bottom", Pos.BOTTOM_CENTER);
    private final Label preview = warning("mark-preview");
    private final Label lossy = warning("mark-lossy");
    private final Label odd = warning("mark-warnings");
    private final Label oddUpper = warning("mark-upper-warnings");
    private final Label value = new Label();
    private final Region bar = new Region();
    private final Label barText = new Label();
    private final VBox scaleBar = new VBox(1);
    private final VBox topLeft = new VBox(4);
    private final Pane tags = new Pane();

    Marks(StudySummary summary) {
        this.summary = summary;
        setMouseTransparent(true);
        setAccessibleRole(AccessibleRole.TEXT);
        belongsTo(Optional.empty());
        Label notDiagnostic = warning("mark-not-diagnostic");
        notDiagnostic.setText(say("Not for primary diagnosis"));
        notDiagnostic.getStyleClass().add("quiet");
        HBox warnings = new HBox(8, notDiagnostic, preview, lossy, odd, oddUpper);
        topLeft.getChildren().addAll(patient, prior, warnings);
        topLeft.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(topLeft, Pos.TOP_LEFT);
        value.setId("pointer-value");
        value.getStyleClass().add("corner");
        StackPane.setAlignment(value, Pos.BOTTOM_LEFT);
        bar.getStyleClass().add("scale-bar");
        bar.setId("scale-bar");
        barText.getStyleClass().add("corner");
        scaleBar.getChildren().addAll(barText, bar);
        scaleBar.setAlignment(Pos.BOTTOM_CENTER);
        scaleBar.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(scaleBar, Pos.BOTTOM_LEFT);
        widthProperty().addListener((o, before, now) ->
                StackPane.setAlignment(scaleBar, isRoomy(now.doubleValue()) ? Pos.BOTTOM_CENTER : Pos.BOTTOM_LEFT));
        getChildren().addAll(tags, topLeft, study, value, view, image, left, right, top, bottom, scaleBar);
    }

    /// In a narrow view nothing has room beside the texts of the lower corners: the scale bar stands above the left one, the value
    /// under the pointer above both. In a small one nothing has beside the upper ones either: letters stand below and above the texts.
    @Override
    protected void layoutChildren() {
        boolean roomy = isRoomy(getWidth());
        super.layoutChildren();
        scaleBar.setTranslateX(roomy ? 0 : SIDE);
        scaleBar.setTranslateY(roomy ? -30 : -view.getHeight());
        double low = Math.max(image.getHeight(), view.getHeight() + scaleBar.getHeight());
        top.setTranslateY(isSmall(getWidth()) ? topLeft.getHeight() : 0);
        bottom.setTranslateY(isSmall(getWidth()) ? -low : 0);
        value.setTranslateY(roomy ? -view.getHeight() : -low);
    }

    /// Lines of a drawing's text for which a view has room.
    static int lines(double width) {
        return isRoomy(width) ? Integer.MAX_VALUE : isSmall(width) ? 1 : 2;
    }

    private static Label corner(String id, Pos at) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("corner");
        label.setTextAlignment(
                at.getHpos() == javafx.geometry.HPos.RIGHT
                        ? javafx.scene.text.TextAlignment.RIGHT
                        : javafx.scene.text.TextAlignment.LEFT);
        StackPane.setAlignment(label, at);
        return label;
    }

    private static Label edge(String id, Pos at) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("edge");
        StackPane.setAlignment(label, at);
        return label;
    }

    private static Label warning(String id) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("mark");
        label.managedProperty().bind(label.visibleProperty());
        label.visibleProperty().bind(label.textProperty().isNotEmpty());
        return label;
    }

    /// Says whose images they are: of the study that is read, or of a prior.
    private void belongsTo(Optional<PriorLabel> earlier) {
        StudySummary of = earlier.map(PriorLabel::summary).orElse(summary);
        patient.setText(CornerText.patient(of));
        study.setText(CornerText.study(of));
        prior.setText(earlier.map(PriorLabel::text).orElse(""));
    }

    /// Whether there is room for all texts.
    static boolean isRoomy(double width) {
        return width >= ROOMY;
    }

    private static boolean isSmall(double width) {
        return width < SMALL;
    }

    /// Writes what belongs to a picture. Text thins out in a narrow view.
    ///
    /// @param scale screen pixels for a unit of the layout
    /// @param spacing the scale in force on the image
    void show(Shown shown, double scale, Scale spacing) {
        Page page = shown.picture().page();
        belongsTo(shown.wanted().series().prior());
        boolean roomy = isRoomy(getWidth());
        study.setVisible(roomy);
        image.setText(CornerText.image(shown, !isSmall(getWidth())));
        view.setText(CornerText.view(shown, roomy));
        Edges edges = page.edges().under(shown.state().transform());
        left.setText(edges.left());
        right.setText(edges.right());
        top.setText(edges.top());
        bottom.setText(edges.bottom());
        preview.setText(shown.isCoarse() ? say("Preview") : "");
        lossy.setText(page.lossy().isEmpty() ? "" : say("Lossy {0}:1", page.lossy()));
        odd.setText(CornerText.warnings(shown.wanted().series(), page, spacing));
        oddUpper.setText(shown.upper()
                .map(u -> CornerText.upperWarnings(shown.wanted().fusion().orElseThrow().upper().stack(), u.page()))
                .orElse(""));
        Viewport v = shown.state().viewport().orElseThrow();
        ScaleBar length = ScaleBar.of(v, spacing);
        bar.setMinWidth(length.pixels() / scale);
        bar.setMaxWidth(length.pixels() / scale);
        barText.setText(length.text());
        tags(shown.tags(), v, scale);
        setAccessibleText((prior.getText() + "\n" + image.getText() + "\n" + view.getText()).strip());
    }

    /// Names keep their labels from picture to picture: new ones would be styled anew at every motion of a brush. In a small view
    /// none lies on another, the selected ones first.
    private void tags(List<MaskTag> all, Viewport v, double scale) {
        List<MaskTag> selectedFirst = new ArrayList<>(all);
        selectedFirst.sort(Comparator.comparing(t -> !t.overlay().selected()));
        List<Rectangle2D> taken = new ArrayList<>();
        List<Node> labels = tags.getChildren();
        int used = 0;
        for (MaskTag t : selectedFirst) {
            double x = Math.clamp(v.xOf(t.column(), t.row()) / scale + 2, 0, Math.max(1, getWidth() - 40));
            double y = Math.clamp(v.yOf(t.column(), t.row()) / scale - 18, 0, Math.max(1, getHeight() - 20));
            Rectangle2D box = new Rectangle2D(x, y, LETTER * (t.overlay().name().length() + 1), LINE);
            if (isRoomy(getWidth()) || taken.stream().noneMatch(box::intersects)) {
                taken.add(box);
                if (used == labels.size()) {
                    labels.add(new Label());
                }
                tag((Label) labels.get(used++), t, x, y);
            }
        }
        while (labels.size() > used) {
            labels.removeLast();
        }
    }

    private static void tag(Label label, MaskTag t, double x, double y) {
        label.setText(t.overlay().name());
        List<String> classes = List.of("label", "tag", t.overlay().selected() ? "tag-selected" : "tag-plain");
        if (!label.getStyleClass().equals(classes)) {
            label.getStyleClass().setAll(classes);
        }
        label.setStyle(String.format(Locale.ROOT, "-tag: #%06x;", read(t.overlay().rgb())));
        label.setAccessibleText(t.overlay().said());
        label.setLayoutX(x);
        label.setLayoutY(y);
    }

    /// A colour as bright as small letters on black need, else mixed with white.
    private static int read(int rgb) {
        double luminance = SegmentColours.luminance(rgb);
        double white = luminance >= READ ? 0 : (READ - luminance) / (255 - luminance);
        int out = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            out |= (int) Math.round((1 - white) * (rgb >> shift & 255) + white * 255) << shift;
        }
        return out;
    }

    /// Writes the value under the pointer; empty where there is none.
    void value(String text) {
        value.setText(text);
    }
}
