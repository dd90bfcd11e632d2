package loupe.app.viewer.picture;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import loupe.core.dicom.BlackedPlaces;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.display.FileWindow;
import loupe.core.dicom.display.ValueTransform;
import loupe.core.dicom.series.Headers;
import loupe.core.dicom.value.FrameRate;
import loupe.core.dicom.value.ProjectionSpacing;
import loupe.core.geometry.ImagePlane;
import loupe.core.image.ValueWindow;
import loupe.core.measure.ImageScale;
import loupe.core.measure.Scale;
import loupe.core.plane.Orbit;
import loupe.core.plane.Plane;
import loupe.core.plane.Slab;
import loupe.core.plane.SlicesCut;
import loupe.core.study.Stack;

/// What is known of one image besides its pixels.
///
/// @param columnMm distance between columns; 1 where no spacing is known
/// @param rowMm distance between rows; 1 where no spacing is known
/// @param scale what the distances mean; what a reader calibrated is not in it
/// @param edges letters of the image's edges
/// @param thicknessMm nominal slice thickness; 0 where unknown
/// @param locationMm position along the slice normal; NaN where unknown
/// @param lossy ratio of lossy compression as the file says it, `?` where it says none; the strongest of all slices a plane cuts;
///     empty where nothing was lost
/// @param windows windows and tables the file offers, the one to open with first
/// @param unit unit of the values, such as `HU`; may be empty
/// @param blacked what de-identification blacked out in its pixels, for a plane in all slices it cuts
/// @param probe what else can be said of a pixel
/// @param perSecond frames a second as a clip wants to be shown; empty for what is none
public record Page(
        double columnMm,
        double rowMm,
        Scale scale,
        Edges edges,
        double thicknessMm,
        double locationMm,
        String lossy,
        List<FileWindow> windows,
        String unit,
        Optional<BlackedPlaces> blacked,
        Probe probe,
        OptionalDouble perSecond) {
    /// Copies the list.
    public Page {
        windows = List.copyOf(windows);
    }

    /// Reads a header.
    static Page of(DataSet h, int frame) {
        Optional<ImagePlane> plane = Headers.instance(h).plane(frame);
        ValueTransform values = ValueTransform.of(h, frame);
        ProjectionSpacing flat = ProjectionSpacing.of(h);
        double[] mm = plane.map(p -> new double[] {p.rowMm(), p.columnMm()})
                .orElse(new double[] {flat.rowMm(), flat.columnMm()});
        return new Page(
                mm[1],
                mm[0],
                plane.isPresent() ? new Scale.Patient() : ImageScale.of(h),
                plane.map(Edges::of).orElseGet(() -> Edges.written(h.strings(Tag.PatientOrientation))),
                plane.map(ImagePlane::thicknessMm).orElse(h.number(Tag.SliceThickness).orElse(0)),
                plane.map(p -> p.depthMm(p.normal())).orElse(Double.NaN),
                lossy(h),
                FileWindow.of(h, frame),
                values.unit().isEmpty() ? Probe.petUnit(h) : values.unit(),
                BlackedPlaces.of(h),
                Probe.of(h, values),
                FrameRate.of(h));
    }

    /// A plane of a stack that is cut.
    ///
    /// @param of the page of one of the stack's images
    /// @param marks what was done to the stack's slices
    static Page of(Page of, ImagePlace.Cut cut, SliceMarks marks) {
        Planes planes = cut.planes();
        ImageSite site = new ImageSite(planes.reformat().slabs().get(cut.index()), planes.reformat().raster());
        return of(of, site, planes.stack(), marks);
    }

    /// A plane or slab through a stack, wherever it lies.
    ///
    /// @param of the page of one of the stack's images
    /// @param marks what was done to the stack's slices
    static Page of(Page of, ImageSite site, Stack stack, SliceMarks marks) {
        Slab slab = site.slab();
        Plane p = slab.plane();
        BitSet slices = SlicesCut.of(slab, site.raster(), stack.grid());
        return new Page(
                site.raster().columnMm(),
                site.raster().rowMm(),
                new Scale.Patient(),
                Edges.of(p.right(), p.down()),
                slab.thicknessMm(),
                p.origin().alongMm(p.normal()),
                marks.lossy(slices),
                of.windows,
                of.unit,
                marks.blacked(slices),
                of.probe.cut(),
                OptionalDouble.empty());
    }

    /// A whole stack seen from around.
    ///
    /// @param of the page of one of the stack's images
    /// @param marks what was done to the stack's slices
    static Page of(Page of, ImagePlace.Around around, SliceMarks marks) {
        Orbit orbit = around.around().orbit();
        Plane p = orbit.slab(around.view(), Slab.Projection.MAXIMUM).plane();
        BitSet all = new BitSet();
        all.set(0, marks.slices().size());
        return new Page(
                orbit.raster().columnMm(),
                orbit.raster().rowMm(),
                new Scale.Patient(),
                Edges.of(p.right(), p.down()),
                0,
                Double.NaN,
                marks.lossy(all),
                List.of(),
                of.unit,
                marks.blacked(all),
                Probe.none(),
                OptionalDouble.empty());
    }

    /// The same of values in another unit, which no window of the file is for and no stored value is worked out from.
    Page in(String otherUnit) {
        return new Page(
                columnMm, rowMm, scale, edges, thicknessMm, locationMm, lossy, List.of(), otherUnit, blacked, Probe.none(),
                perSecond);
    }

    /// The window the file says to open with, if it says one.
    Optional<ValueWindow> window() {
        return windows.stream().findFirst().map(FileWindow::window);
    }

    static String lossy(DataSet h) {
        return h.string(Tag.LossyImageCompression, "").equals("01")
                ? h.string(Tag.LossyImageCompressionRatio, "?")
                : "";
    }
}
