package loupe.app.came;

import java.util.ArrayList;
import java.util.List;
import loupe.app.tool.Graphic;
import loupe.app.tool.ImageMark;
import loupe.core.dicom.presentation.DisplayedArea;
import loupe.core.dicom.presentation.DrawnGraphic;
import loupe.core.dicom.presentation.PresentationState;
import loupe.core.geometry.PatientPoint;
import loupe.core.measure.CatmullRom;
import loupe.core.render.SpatialTransform;

/// Graphics of a presentation state as lines on an image.
final class PresentationGraphics {
    private static final int ROUND = 96;
    private static final double ARM = 2;

    private final PresentationState.Look look;
    private final DisplayedArea area;
    private final double rowHigh;

    /// @param columns of the image
    /// @param rows of the image
    /// @param rowHigh how high a row is in columns
    PresentationGraphics(PresentationState.Look look, int columns, int rows, double rowHigh) {
        this.look = look;
        this.area = look.area().orElse(new DisplayedArea(1, 1, columns, rows, DisplayedArea.Size.FIT, 0));
        this.rowHigh = rowHigh;
    }

    /// @param state names the colours of the layers
    List<Graphic> of(PresentationState state) {
        List<Graphic> out = new ArrayList<>();
        for (DrawnGraphic g : look.graphics()) {
            List<ImageMark.Place> points = g.points().stream().map(p -> place(p, g.units())).toList();
            if (g.kind() == DrawnGraphic.Kind.TEXT) {
                out.add(new Graphic(List.of(), false, state.colour(g), g.text(), points.getFirst()));
            } else {
                out.add(new Graphic(paths(g.kind(), points), g.filled(), state.colour(g), "", points.getFirst()));
            }
        }
        return out;
    }

    /// Shares of the displayed area, as it is turned, in columns and rows.
    private ImageMark.Place place(DrawnGraphic.Point p, DrawnGraphic.Units units) {
        if (units == DrawnGraphic.Units.PIXEL) {
            return new ImageMark.Place(p.x(), p.y());
        }
        SpatialTransform t = look.transform();
        double wide = area.right() - area.left() + 1.0;
        double high = area.bottom() - area.top() + 1.0;
        double right = (p.x() - 0.5) * (t.swapsAxes() ? high : wide);
        double down = (p.y() - 0.5) * (t.swapsAxes() ? wide : high);
        return new ImageMark.Place(
                (area.left() + area.right()) / 2.0 - 1 + t.alongRow(right, down),
                (area.top() + area.bottom()) / 2.0 - 1 + t.alongColumn(right, down));
    }

    private List<List<ImageMark.Place>> paths(DrawnGraphic.Kind kind, List<ImageMark.Place> p) {
        return switch (kind) {
            case POINT, TEXT -> p.stream().flatMap(at -> cross(at).stream()).toList();
            case POLYLINE -> List.of(p);
            case INTERPOLATED -> List.of(curve(p));
            case CIRCLE -> {
                double radius = Math.hypot(p.get(1).column() - p.get(0).column(), (p.get(1).row() - p.get(0).row()) * rowHigh);
                yield List.of(round(p.get(0), new double[] {radius, 0, 0, radius / rowHigh}));
            }
            case ELLIPSE -> List.of(round(middle(p.get(0), p.get(1)), new double[] {
                (p.get(1).column() - p.get(0).column()) / 2, (p.get(1).row() - p.get(0).row()) / 2,
                (p.get(3).column() - p.get(2).column()) / 2, (p.get(3).row() - p.get(2).row()) / 2
            }));
        };
    }

    private static List<List<ImageMark.Place>> cross(ImageMark.Place at) {
        return List.of(
                List.of(new ImageMark.Place(at.column() - ARM, at.row()), new ImageMark.Place(at.column() + ARM, at.row())),
                List.of(new ImageMark.Place(at.column(), at.row() - ARM), new ImageMark.Place(at.column(), at.row() + ARM)));
    }

    private static ImageMark.Place middle(ImageMark.Place a, ImageMark.Place b) {
        return new ImageMark.Place((a.column() + b.column()) / 2, (a.row() + b.row()) / 2);
    }

    private static List<ImageMark.Place> round(ImageMark.Place centre, double[] axes) {
        List<ImageMark.Place> out = new ArrayList<>();
        for (int i = 0; i <= ROUND; i++) {
            double c = Math.cos(2 * Math.PI * i / ROUND);
            double s = Math.sin(2 * Math.PI * i / ROUND);
            out.add(new ImageMark.Place(
                    centre.column() + c * axes[0] + s * axes[2], centre.row() + c * axes[1] + s * axes[3]));
        }
        return out;
    }

    /// Closed where the last point is the first.
    private static List<ImageMark.Place> curve(List<ImageMark.Place> p) {
        boolean closed = p.size() > 3 && p.getFirst().equals(p.getLast());
        List<PatientPoint> flat = p.subList(0, closed ? p.size() - 1 : p.size()).stream()
                .map(at -> new PatientPoint(at.column(), at.row(), 0))
                .toList();
        List<ImageMark.Place> out = new ArrayList<>();
        new CatmullRom(flat, closed).outline().forEach(at -> out.add(new ImageMark.Place(at.xMm(), at.yMm())));
        if (closed) {
            out.add(p.getLast());
        }
        return out;
    }
}
