package loupe.app.viewer.picture;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.BlackedPlaces;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.display.FileWindow;
import loupe.core.dicom.display.ValueTransform;
import loupe.core.dicom.series.Headers;
import loupe.core.dicom.value.ProjectionSpacing;
import loupe.core.geometry.ImagePlane;
import loupe.core.image.ValueWindow;
import loupe.core.plane.Orbit;
import loupe.core.plane.Plane;
import loupe.core.plane.Slab;
import loupe.core.plane.SlicesCut;
import loupe.core.study.Stack;

/// What is known of one image besides its pixels.
///
/// @param columnMm distance between columns; 1 where no spacing is known
/// @param rowMm distance between rows; 1 where no spacing is known
/// @param spacing what the distances mean
/// @param edges letters of the image's edges
/// @param thicknessMm nominal slice thickness; 0 where unknown
/// @param locationMm position along the slice normal; NaN where unknown
/// @param lossy ratio of lossy compression as the file says it, `?` where it says none; the strongest of all slices a plane cuts;
///     empty where nothing was lost
/// @param windows windows and tables the file offers, the one to open with first
/// @param unit unit of the values, such as `HU`; may be empty
/// @param blacked what de-identification blacked out in its pixels, for a plane in all slices it cuts
/// @param probe what else can be said of a pixel
public record Page(
        double columnMm,
        double rowMm,
        Spacing spacing,
        Edges edges,
        double thicknessMm,
        double locationMm,
        String lossy,
        List<FileWindow> windows,
        String unit,
        Optional<BlackedPlaces> blacked,
        Probe probe) {
    /// Copies the list.
    public Page {
        windows = List.copyOf(windows);
    }

    /// What distances on an image mean.
    public enum Spacing {
        /// Millimetres in the patient.
        PATIENT,
        /// Millimetres on the detector of a projection film: the patient's are smaller by the magnification.
        DETECTOR,
        /// Unknown: distances are in pixels.
        NONE
    }

    /// Reads a header.
    static Page of(DataSet h, int frame) {
        Optional<ImagePlane> plane = Headers.instance(h).plane(frame);
        ValueTransform values = ValueTransform.of(h, frame);
        ProjectionSpacing flat = ProjectionSpacing.of(h);
        double[] mm = plane.map(p -> new double[] {p.rowMm(), p.columnMm()})
                .orElse(new double[] {flat.rowMm(), flat.columnMm()});
        Spacing spacing = plane.isPresent()
                ? Spacing.PATIENT
                : switch (flat.at()) {
                    case PATIENT -> Spacing.PATIENT;
                    case DETECTOR -> Spacing.DETECTOR;
                    case UNKNOWN -> Spacing.NONE;
                };
        return new Page(
                mm[1],
                mm[0],
                spacing,
                plane.map(Edges::of).orElseGet(() -> Edges.written(h.strings(Tag.PatientOrientation))),
                plane.map(ImagePlane::thicknessMm).orElse(h.number(Tag.SliceThickness).orElse(0)),
                plane.map(p -> p.depthMm(p.normal())).orElse(Double.NaN),
                lossy(h),
                FileWindow.of(h, frame),
                values.unit().isEmpty() ? Probe.petUnit(h) : values.unit(),
                BlackedPlaces.of(h),
                Probe.of(h, values));
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
                Spacing.PATIENT,
                Edges.of(p.right(), p.down()),
                slab.thicknessMm(),
                p.origin().alongMm(p.normal()),
                marks.lossy(slices),
                of.windows,
                of.unit,
                marks.blacked(slices),
                of.probe.cut());
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
                Spacing.PATIENT,
                Edges.of(p.right(), p.down()),
                0,
                Double.NaN,
                marks.lossy(all),
                List.of(),
                of.unit,
                marks.blacked(all),
                Probe.none());
    }

    /// The same of values in another unit, which no window of the file is for and no stored value is worked out from.
    Page in(String otherUnit) {
        return new Page(
                columnMm, rowMm, spacing, edges, thicknessMm, locationMm, lossy, List.of(), otherUnit, blacked, Probe.none());
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
