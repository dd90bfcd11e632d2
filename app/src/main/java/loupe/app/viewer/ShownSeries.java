package loupe.app.viewer;

import static loupe.app.text.Words.say;
import static loupe.app.text.Words.sayCount;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import loupe.app.viewer.picture.AroundVolume;
import loupe.app.viewer.picture.ImagePlace;
import loupe.app.viewer.picture.ImageSite;
import loupe.app.viewer.picture.Planes;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.VoxelGrid;
import loupe.core.plane.Axis;
import loupe.core.plane.Orbit;
import loupe.core.plane.Plane;
import loupe.core.plane.Raster;
import loupe.core.plane.Reformat;
import loupe.core.plane.Slab;
import loupe.core.plane.SlicePositions;
import loupe.core.study.Instance;
import loupe.core.study.Series;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.review.came.CameWithStudy;
import loupe.review.session.StudyImages;

/// Images that are scrolled through together: a stack, or the images of a series that lie in no stack; a film stands alone.
///
/// @param seriesUid pseudonymous UID of the series
/// @param title number, modality and description
/// @param places the images in order of scrolling
/// @param stack the stack they form, or the film; empty where they form none
/// @param planes the planes they are cut by; empty where the images are the study's own
/// @param around the views of a whole volume they are; empty where they are none
/// @param prior the earlier study they are of; empty for those of the study that is read
public record ShownSeries(
        String seriesUid,
        String title,
        List<ImagePlace> places,
        Optional<Stack> stack,
        Optional<Planes> planes,
        Optional<AroundVolume> around,
        Optional<PriorLabel> prior) {
    /// As many views all the way round, 3 degrees apart.
    private static final int VIEWS = 120;

    /// Copies the list.
    public ShownSeries {
        places = List.copyOf(places);
        if (places.isEmpty()) {
            throw new IllegalArgumentException("a shown series needs an image");
        }
    }

    /// Everything of a study that has pixels, in order of the series' numbers; what is drawn over other images is none of it.
    ///
    /// @throws IOException if a header is not there
    public static List<ShownSeries> of(StudyImages study) throws IOException {
        return of(study, Optional.empty());
    }

    /// The same of a prior.
    ///
    /// @throws IOException if a header is not there
    public static List<ShownSeries> of(StudyImages study, Optional<PriorLabel> prior) throws IOException {
        List<ShownSeries> out = new ArrayList<>();
        for (Series s : study.series()) {
            if (CameWithStudy.liesOver(s, study)) {
                continue;
            }
            Set<ImagePlace> stacked = new HashSet<>();
            List<Stack> stacks = new ArrayList<>(s.stacks());
            List<Stack> films = study.films(s);
            stacks.removeIf(t -> t.slices().size() == 1 && !films.isEmpty());
            stacks.addAll(films);
            for (Stack stack : stacks) {
                List<ImagePlace> places = stack.slices().stream()
                        .<ImagePlace>map(r -> new ImagePlace.Stored(r.sopInstanceUid(), r.frame()))
                        .toList();
                stacked.addAll(places);
                out.add(new ShownSeries(
                        s.uid(), title(s), places, Optional.of(stack), Optional.empty(), Optional.empty(), prior));
            }
            List<ImagePlace> rest = new ArrayList<>();
            for (Instance i : s.instances()) {
                for (int f = 0; f < i.frames(); f++) {
                    rest.add(new ImagePlace.Stored(i.sopInstanceUid(), f));
                }
            }
            rest.removeAll(stacked);
            if (!rest.isEmpty()) {
                out.add(new ShownSeries(
                        s.uid(), title(s), rest, Optional.empty(), Optional.empty(), Optional.empty(), prior));
            }
        }
        return out;
    }

    private static String title(Series s) {
        String number = s.number() == 0 ? "" : s.number() + "  ";
        return (number + s.modality() + "  " + s.description()).strip();
    }

    /// The stack seen from another side.
    ///
    /// @param thicknessMm 0 for planes, else slabs
    /// @return empty where the images are no slices of the patient, or a single one
    public Optional<ShownSeries> seen(Axis axis, double thicknessMm, Slab.Projection projection) {
        return whole()
                .filter(s -> !s.isFilm() && s.slices().size() > 1)
                .map(s -> of(new Planes(s, Reformat.of(placed(s), axis, thicknessMm, projection))));
    }

    /// The planes of this one as slabs of another thickness; itself where it has none.
    public ShownSeries thick(double thicknessMm, Slab.Projection projection) {
        return planes.map(p -> of(new Planes(p.stack(), p.reformat().thick(thicknessMm, projection)))).orElse(this);
    }

    /// The planes of this one turned another way; itself where it has none.
    ///
    /// @param like where one of them lies, its thickness and what is shown of it
    public ShownSeries along(Slab like) {
        return planes.map(p -> of(new Planes(
                        p.stack(), Reformat.along(placed(p.stack()), p.reformat().axis(), like))))
                .orElse(this);
    }

    /// The whole stack seen from around.
    ///
    /// @return empty where the images are no slices of the patient, or a single one
    public Optional<ShownSeries> around(AroundVolume.Kind kind) {
        return whole().filter(s -> !s.isFilm() && s.slices().size() > 1)
                .map(s -> of(new AroundVolume(
                        s, around.map(AroundVolume::orbit).orElseGet(() -> Orbit.of(placed(s), VIEWS, 0)), kind)));
    }

    /// The volume seen with another tilt; itself where it is not seen from around.
    ///
    /// @param degrees taken into -90 to 90
    public ShownSeries tilted(double degrees) {
        return around.map(a -> of(new AroundVolume(a.stack(), a.orbit().tilted(degrees), a.kind()))).orElse(this);
    }

    private ShownSeries of(AroundVolume a) {
        List<ImagePlace> all = IntStream.range(0, a.orbit().views())
                .<ImagePlace>mapToObj(i -> new ImagePlace.Around(a, i))
                .toList();
        return new ShownSeries(seriesUid, title, all, Optional.empty(), Optional.empty(), Optional.of(a), prior);
    }

    private ShownSeries of(Planes cut) {
        List<ImagePlace> all = IntStream.range(0, cut.reformat().slabs().size())
                .<ImagePlace>mapToObj(i -> new ImagePlace.Cut(cut, i))
                .toList();
        return new ShownSeries(seriesUid, title, all, Optional.empty(), Optional.of(cut), Optional.empty(), prior);
    }

    /// Whether it shows the same images as another, as they were taken, cut another way or from around.
    public boolean isOf(ShownSeries other) {
        boolean same = seriesUid.equals(other.seriesUid) && prior.equals(other.prior);
        return this == other || same && whole().isPresent() && whole().equals(other.whole());
    }

    /// The stack the images are, or are cut out of; empty for views of a whole volume, on which nothing lies at one place.
    public Optional<Stack> source() {
        return stack.or(() -> planes.map(Planes::stack));
    }

    /// The stack the images are, are cut out of or show from around.
    public Optional<Stack> whole() {
        return source().or(() -> around.map(AroundVolume::stack));
    }

    /// Where the images lie in the patient; empty where they lie nowhere, or not side by side.
    public Optional<SlicePositions> positions() {
        if (planes.isPresent()) {
            return planes.map(p -> SlicePositions.of(p.reformat()));
        }
        return stack.filter(s -> !s.isFilm())
                .map(s -> SlicePositions.of(s.slices().stream().map(r -> placed(r.plane(), s)).toList()));
    }

    /// The frame of reference of a stack; one of its own where the file names none, which only views of this stack share.
    private String frame(Stack s) {
        String named = s.grid().frameOfReferenceUid();
        return named.isEmpty() ? "of " + seriesUid + " " + s.slices().getFirst().sopInstanceUid() : named;
    }

    private VoxelGrid placed(Stack s) {
        VoxelGrid g = s.grid();
        return new VoxelGrid(
                g.columns(), g.rows(), g.slices(), g.origin(), g.columnStep(), g.rowStep(), g.sliceStep(), frame(s));
    }

    private ImagePlane placed(ImagePlane p, Stack s) {
        return new ImagePlane(
                p.columns(), p.rows(), p.origin(), p.alongRow(), p.alongColumn(), p.columnMm(), p.rowMm(), p.thicknessMm(), frame(s));
    }

    /// The pixels of the images in their planes; for series with positions.
    public Raster raster() {
        return planes.map(p -> p.reformat().raster())
                .orElseGet(() -> Raster.of(stack.orElseThrow().slices().getFirst().plane()));
    }

    /// Where one of the images lies in the patient; empty where it lies nowhere, and for views of a whole volume.
    public Optional<ImageSite> site(int slice) {
        return switch (places.get(slice)) {
            case ImagePlace.Cut c -> Optional.of(new ImageSite(c.planes().reformat().slabs().get(c.index()), raster()));
            case ImagePlace.Stored s -> stack.filter(t -> !t.isFilm()).map(t -> {
                ImagePlane p = placed(t.slices().get(slice).plane(), t);
                return new ImageSite(Slab.thin(Plane.of(p)), Raster.of(p));
            });
            case ImagePlace.Around a -> Optional.empty();
        };
    }

    /// What stands for the series however it is shown: as it was taken, cut another way or from around.
    Object base() {
        return whole().<Object>map(s -> s).orElse(this);
    }

    /// Whether the images are slices of the patient.
    boolean inSpace() {
        return source().filter(s -> !s.isFilm()).isPresent();
    }

    /// Number of images, in words.
    public String count() {
        return around.isPresent()
                ? sayCount(places.size(), "{0} view", "{0} views")
                : inSpace() ? sayCount(places.size(), "{0} slice", "{0} slices") : sayCount(places.size(), "{0} image", "{0} images");
    }

    /// What one of them is called.
    String noun() {
        return around.isPresent() ? say("view") : inSpace() ? say("slice") : say("image");
    }
}
