package loupe.core.dicom.object;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.geometry.ImagePlane;
import loupe.core.measure.Region;
import loupe.core.measure.Shape;

/// What a measurement group of a report outlines, as a shape. Pure: where images lie is asked for.
public sealed interface ReportedShape {
    /// A shape in its place.
    ///
    /// @param shape in the coordinates of the image: millimetres in the patient in a cross-section
    /// @param on the image it lies on, or the space
    record Placed(Shape shape, SrGraphic.Where on) implements ReportedShape {
        /// The shape as a report can say it: outlines are polygons, whatever they were drawn with.
        static Shape plain(Shape shape) {
            return switch (shape) {
                case Region.Rectangle r -> new Region.Polygon(r.points());
                case Region.Freehand f -> new Region.Polygon(f.points());
                case Region.Spline s -> new Region.Polygon(s.curve());
                default -> shape;
            };
        }
    }

    /// A graphic that makes no shape here.
    ///
    /// @param graphic as the report has it
    /// @param why in a few words
    record NotPlaced(SrGraphic graphic, String why) implements ReportedShape {}

    /// Where images lie.
    @FunctionalInterface
    interface Images {
        /// The plane of a frame; empty where the image is not there or lies nowhere.
        ///
        /// @param sopInstanceUid the image
        /// @param frame index of the frame, from 0
        Optional<ImagePlane> plane(String sopInstanceUid, int frame);
    }

    /// The shapes of a group, each once, in the report's order: its regions, then what its numbers were measured on.
    static List<ReportedShape> of(MeasurementReport.Group group, Images images) {
        GraphicReader reader = new GraphicReader(images);
        List<ReportedShape> out = new ArrayList<>();
        group.regions().forEach(r -> out.addAll(reader.region(r)));
        Optional<ReportedShape> axes = reader.axes(group.measurements());
        axes.ifPresent(out::add);
        Set<SrGraphic> seen = new LinkedHashSet<>(group.regions());
        for (MeasurementReport.Number n : group.measurements()) {
            boolean axis = axes.isPresent() && GraphicReader.isAxis(n);
            for (SrGraphic g : n.from()) {
                if (seen.add(g) && !axis) {
                    out.addAll(reader.measured(g, n.measurement()));
                }
            }
        }
        return List.copyOf(out);
    }
}
