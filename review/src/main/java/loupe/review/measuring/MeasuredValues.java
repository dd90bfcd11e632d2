package loupe.review.measuring;

import java.io.IOException;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.pet.Suv;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Fidelity;
import loupe.core.image.Volume;
import loupe.core.image.VolumeShelf;
import loupe.core.measure.Annotation;
import loupe.core.measure.LesionDiameters;
import loupe.core.measure.PeakValue;
import loupe.core.measure.PixelSource;
import loupe.core.measure.Region;
import loupe.core.measure.Scale;
import loupe.core.measure.Shape;
import loupe.core.measure.VoxelValues;
import loupe.core.segment.Mask;
import loupe.core.study.Series;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.review.session.StudyImages;
import loupe.review.session.Volumes;

/// Works out what the voxels under a drawing say: of the image's own values, never of what is on a screen.
public final class MeasuredValues {
    private final StudyImages images;
    private final Volumes volumes;

    /// @param images the study's pixels
    /// @param volumes where stacks are had as volumes
    public MeasuredValues(StudyImages images, Volumes volumes) {
        this.images = images;
        this.volumes = volumes;
    }

    /// The values under a drawing; empty where it asks for none (a line, an angle, an arrow) or its image has none (colours, an
    /// image that lies in no stack). Not for the toolkit's thread.
    ///
    /// @throws IOException if pixels cannot be read
    public Optional<VoxelValues> of(Annotation drawn, JobContext job) throws IOException {
        Shape shape = drawn.measure().shape();
        if (!shape.hasVoxels()) {
            return Optional.empty();
        }
        Optional<Stack> stack = stack(drawn.place());
        if (stack.isEmpty()) {
            return Optional.empty();
        }
        Fidelity fidelity = lossy(drawn.place()) ? Fidelity.LOSSY : Fidelity.COMPLETE;
        if (drawn.place().cut()) {
            try (VolumeShelf<Stack>.Loan loan = volumes.take(images, stack.get(), job)) {
                return Optional.of(values(drawn, new PixelSource(loan.volume(), fidelity)));
            }
        }
        try (Volume slice = images.volume(alone(stack.get(), drawn.place()), job)) {
            return Optional.of(values(drawn, new PixelSource(slice, fidelity)));
        }
    }

    /// Volume, axes and peak of an outline on a stack of a series; empty where it lies on no stack of it. Not for the toolkit's
    /// thread.
    ///
    /// @throws IOException if pixels cannot be read
    public Optional<LesionValues> lesion(String seriesUid, Mask mask, JobContext job) throws IOException {
        Optional<Stack> stack = images.series().stream()
                .filter(s -> s.uid().equals(seriesUid))
                .flatMap(s -> s.stacks().stream())
                .filter(t -> t.grid().equals(mask.grid()))
                .findFirst();
        return stack.isEmpty() ? Optional.empty() : Optional.of(lesion(stack.get(), mask, job));
    }

    private LesionValues lesion(Stack stack, Mask mask, JobContext job) throws IOException {
        Optional<LesionValues.Axes> axes = LesionDiameters.of(mask, new Scale.Patient(), job)
                .map(m -> axes(mask.grid(), (Shape.Bidirectional) m.shape()));
        DataSet header = images.header(stack.slices().getFirst().sopInstanceUid());
        boolean pet = header.string(Tag.Modality, "").equals("PT");
        try (VolumeShelf<Stack>.Loan loan = volumes.take(images, stack, job)) {
            PeakValue peak = PeakValue.of(mask, new PixelSource(loan.volume(), fidelity(stack)), job);
            Optional<Double> ml = stack.volumesHold() ? Optional.of(mask.millilitres()) : Optional.empty();
            return new LesionValues(mask, ml, axes, peak, pet ? Optional.of(Suv.of(header)) : Optional.empty());
        }
    }

    private Fidelity fidelity(Stack stack) throws IOException {
        for (SliceRef s : stack.slices()) {
            if (images.header(s.sopInstanceUid()).string(Tag.LossyImageCompression, "").equals("01")) {
                return Fidelity.LOSSY;
            }
        }
        return Fidelity.COMPLETE;
    }

    private static LesionValues.Axes axes(VoxelGrid grid, Shape.Bidirectional lines) {
        return new LesionValues.Axes((int) Math.rint(grid.toIndex(lines.longAxis().from())[2]), lines);
    }

    private static VoxelValues values(Annotation drawn, PixelSource pixels) {
        return drawn.measure().shape() instanceof Region
                ? VoxelValues.inRegion(drawn.measure(), pixels, drawn.thicknessMm())
                : VoxelValues.at(drawn.measure(), pixels);
    }

    private boolean lossy(Annotation.Place place) throws IOException {
        DataSet header = images.header(place.sopInstanceUid());
        return header.string(Tag.LossyImageCompression, "").equals("01");
    }

    private Optional<Stack> stack(Annotation.Place place) throws IOException {
        Optional<Stack> found = images.stackHolding(place.seriesUid(), place.sopInstanceUid(), place.frame());
        return found.isPresent() ? found : film(place);
    }

    private Optional<Stack> film(Annotation.Place place) throws IOException {
        for (Series s : images.series()) {
            if (s.uid().equals(place.seriesUid())) {
                return images.films(s).stream().filter(t -> holds(t, place)).findFirst();
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Stack stack, Annotation.Place place) {
        return stack.slices().stream().anyMatch(r -> is(r, place));
    }

    private static boolean is(SliceRef r, Annotation.Place place) {
        return r.sopInstanceUid().equals(place.sopInstanceUid()) && r.frame() == place.frame();
    }

    /// The slice alone where its header says it lies: the grid's slices are even, those of a stack may not be.
    private static Stack alone(Stack stack, Annotation.Place place) {
        SliceRef slice = stack.slices().stream().filter(r -> is(r, place)).findFirst().orElseThrow();
        ImagePlane p = slice.plane();
        VoxelGrid grid = new VoxelGrid(
                p.columns(), p.rows(), 1, p.origin(), p.alongRow().times(p.columnMm()), p.alongColumn().times(p.rowMm()),
                p.normal(), p.frameOfReferenceUid());
        return new Stack(grid, java.util.List.of(slice), stack.warnings());
    }
}
