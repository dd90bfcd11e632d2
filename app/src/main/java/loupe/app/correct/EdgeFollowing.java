package loupe.app.correct;

import static loupe.app.text.Words.say;

import java.util.ArrayList;
import java.util.List;
import loupe.app.measures.ViewSite;
import loupe.app.tool.ImageMark;
import loupe.core.geometry.PatientPoint;
import loupe.core.image.RasterImage;
import loupe.core.measure.Shape;
import loupe.core.segment.operation.outline.EdgeCosts;
import loupe.core.segment.operation.outline.GrayPicture;
import loupe.core.segment.operation.outline.LevelTrace;
import loupe.core.segment.operation.outline.LivewireOutline;
import loupe.core.segment.region.FlatOutline;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;

/// Outlines that follow an image: along its edges from click to click, or where its value is that of a click. The image's own values
/// count, so that no window changes the line.
///
/// @param site where the image lies
/// @param image its pixels
record EdgeFollowing(ViewSite site, RasterImage image) {
    private GrayPicture picture() throws ReviewException {
        if (!(image instanceof RasterImage.Gray g)) {
            throw new ReviewException(say("edges are followed on images of one value a pixel"));
        }
        return new GrayPicture(g.values(), g.columns(), g.rows(), site.raster().columnMm(), site.raster().rowMm());
    }

    /// From click to click along edges, and back to the first.
    ///
    /// @throws ReviewException if the image has no edges, or the clicks make no outline
    List<PatientPoint> edges(Shape clicks, JobContext job) throws ReviewException {
        EdgeCosts costs = costs();
        List<int[]> pixels = clicks.points().stream().map(this::pixel).toList();
        LivewireOutline line = LivewireOutline.begun(costs, pixels.getFirst()[0], pixels.getFirst()[1], job);
        for (int[] p : pixels.subList(1, pixels.size())) {
            line = line.clicked(p[0], p[1], job);
        }
        return corners(line.closed().orElseThrow(() -> new ReviewException(say("click three places of the edge or more"))));
    }

    /// Around a click where the value falls below its own.
    ///
    /// @throws ReviewException if the click lies beside the image
    List<PatientPoint> level(Shape click) throws ReviewException {
        int[] at = pixel(click.points().getFirst());
        return around(at[0], at[1]);
    }

    /// Around a pixel where the value falls below its own.
    ///
    /// @throws ReviewException if it lies beside the image, or that has no one value a pixel
    List<PatientPoint> around(int column, int row) throws ReviewException {
        return corners(LevelTrace.through(picture(), column, row)
                .orElseThrow(() -> new ReviewException(say("click a place of the image"))));
    }

    /// What going along its pixels costs.
    ///
    /// @throws ReviewException if the image has no edges
    EdgeCosts costs() throws ReviewException {
        GrayPicture picture = picture();
        return EdgeCosts.of(picture, EdgeCosts.span(picture));
    }

    /// Around a pixel where the value falls below its own, in pixels, back to the first place; nothing beside the image.
    ///
    /// @throws ReviewException if the image has no one value a pixel
    List<ImageMark.Place> level(ImageMark.Place at) throws ReviewException {
        GrayPicture picture = picture();
        List<ImageMark.Place> out = new ArrayList<>();
        LevelTrace.through(picture, (int) Math.rint(at.column()), (int) Math.rint(at.row())).ifPresent(outline -> {
            outline.points().forEach(p ->
                    out.add(new ImageMark.Place(p.rightMm() / picture.columnMm(), p.downMm() / picture.rowMm())));
            out.add(out.getFirst());
        });
        return out;
    }

    private int[] pixel(PatientPoint p) {
        return new int[] {
            (int) Math.rint(site.raster().column(site.space().plane(), p)), (int) Math.rint(site.raster().row(site.space().plane(), p))
        };
    }

    private List<PatientPoint> corners(FlatOutline.Polygon outline) {
        List<PatientPoint> out = new ArrayList<>();
        outline.points().forEach(p -> out.add(site.raster().toPatient(
                site.space().plane(), p.rightMm() / site.raster().columnMm(), p.downMm() / site.raster().rowMm())));
        return out;
    }
}
