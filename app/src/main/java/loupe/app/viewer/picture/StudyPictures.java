package loupe.app.viewer.picture;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import loupe.app.viewer.look.UpperSeries;
import loupe.core.dicom.parametric.MapVolume;
import loupe.core.image.Fidelity;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.image.Volume;
import loupe.core.image.VolumeShelf;
import loupe.core.plane.Plane;
import loupe.core.plane.PlaneRequest;
import loupe.core.plane.PlaneSampler;
import loupe.core.plane.Reformat;
import loupe.core.render.Viewport;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.core.work.UntilClosed;
import loupe.review.exporting.Windows;
import loupe.review.session.StudyImages;

/// Pictures of one study and its priors, decoded when first asked for. Safe for any thread but the toolkit's.
public final class StudyPictures {
    private static final float AIR = -1024;
    /// As many as are cut between two pictures of a screen, at about 14 ns each on one of two threads.
    private static final double LIVE_SAMPLES = 1_000_000;
    /// How many times as many are cut after a coarse preview before anything is shown, which spares showing it.
    private static final double SOON = 2.5;
    /// What a ray through a whole volume costs, in samples.
    private static final double RAY = 16;

    private volatile StudyImages images;
    private final VolumeSupply volumes;
    private final PictureCache cache;
    private final Map<Stack, ValueWindow> ofStacks = new ConcurrentHashMap<>();
    private final Map<Stack, VolumeShelf<Stack>.Loan> loans = new ConcurrentHashMap<>();
    private final Map<Stack, SliceMarks> marks = new ConcurrentHashMap<>();
    private final List<Consumer<VolumeProgress>> reading = new CopyOnWriteArrayList<>();
    private final Map<Stack, VolumePictures> volumePictures = new ConcurrentHashMap<>();
    private final MapVolumes maps = new MapVolumes();
    private final UntilClosed open = new UntilClosed();

    /// Where volumes come from that planes are cut out of.
    @FunctionalInterface
    public interface VolumeSupply {
        /// Takes a stack's volume; whoever takes it closes the loan.
        ///
        /// @param images where its slices are read
        /// @param job says when nobody wants it any more
        /// @throws IOException if a slice cannot be read or decoded
        VolumeShelf<Stack>.Loan take(StudyImages images, Stack stack, JobContext job) throws IOException;
    }

    /// @param images the study's pixels
    /// @param volumes its stacks as volumes
    /// @param mostBytes memory decoded pictures may take
    public StudyPictures(StudyImages images, VolumeSupply volumes, long mostBytes) {
        this.images = images;
        this.volumes = volumes;
        this.cache = new PictureCache(mostBytes);
    }

    /// Gives pictures of another study too, a prior.
    public synchronized void beside(StudyImages prior) {
        images = images.with(prior);
    }

    /// The picture of a place.
    ///
    /// @throws IOException if it cannot be read or decoded
    public PictureCache.Picture picture(ImagePlace place) throws IOException {
        return picture(place, () -> false);
    }

    /// The same, given up as soon as nobody wants it any more.
    ///
    /// @throws CancelledException if so
    public PictureCache.Picture picture(ImagePlace place, BooleanSupplier unwanted) throws IOException {
        Optional<PictureCache.Picture> kept = cache.get(place);
        if (kept.isPresent()) {
            return kept.get();
        }
        PictureCache.Picture made = switch (place) {
            case ImagePlace.Stored s -> stored(s);
            case ImagePlace.Cut c -> cut(c, 1, unwanted);
            case ImagePlace.Around a -> around(a, 1, unwanted);
        };
        cache.put(place, made);
        return made;
    }

    /// Whether a picture takes so long to cut that it is better seen as a preview first.
    public boolean isSlow(ImagePlace place) {
        if (place instanceof ImagePlace.Stored || has(place)) {
            return false;
        }
        return !(place instanceof ImagePlace.Cut c) || samples(c, 1) > LIVE_SAMPLES;
    }

    /// How many samples a plane or slab takes at a step.
    private static double samples(ImagePlace.Cut c, int step) {
        return layers(c, step) * c.planes().reformat().raster().pixels() / ((double) step * step);
    }

    private static double layers(ImagePlace.Cut c, int step) {
        Reformat r = c.planes().reformat();
        Plane first = r.slabs().getFirst().plane();
        double through = Math.abs(first.depthMm(r.slabs().getLast().plane().origin()));
        double apart = step * Math.min(r.raster().columnMm(), r.raster().rowMm());
        return Math.max(1, Math.min(r.slabs().getFirst().thicknessMm(), through) / apart);
    }

    /// A plane or view so coarse that it is drawn between two pictures of a screen, but no coarser than wanted and at half its
    /// resolution at best. Kept nowhere; an image as it was taken whole.
    ///
    /// @param finest pixels of the plane for one sample at least, 2 or more
    /// @param coarsest the same at most
    /// @throws IOException if it cannot be read or decoded
    public PictureCache.Picture preview(ImagePlace place, int finest, int coarsest) throws IOException {
        int step = finest;
        while (step < coarsest && costs(place, step) > LIVE_SAMPLES) {
            step++;
        }
        return switch (place) {
            case ImagePlace.Stored s -> picture(s);
            case ImagePlace.Cut c -> cut(c, step, () -> false);
            case ImagePlace.Around a -> around(a, step, () -> false);
        };
    }

    private static double costs(ImagePlace place, int step) {
        return switch (place) {
            case ImagePlace.Stored s -> 0;
            case ImagePlace.Cut c -> samples(c, step);
            case ImagePlace.Around a -> RAY * a.around().orbit().raster().pixels() / ((double) step * step);
        };
    }

    /// Whether [#onScreen] gives something.
    public boolean isOnScreen(ImagePlace place, Viewport view) {
        return part(place, view).isPresent();
    }

    /// Whether it gives it so soon that nothing need be shown before.
    public boolean isSoonOnScreen(ImagePlace place, Viewport view) {
        return place instanceof ImagePlace.Cut c
                && part(place, view).filter(p -> layers(c, 1) * p.site().raster().pixels() < SOON * LIVE_SAMPLES).isPresent();
    }

    private static Optional<ScreenPart> part(ImagePlace place, Viewport view) {
        return place.workedOut().flatMap(site -> ScreenPart.of(view, site));
    }

    /// A plane or view where the screen's own pixels lie, each by trilinear interpolation, for a view that shows it smaller than its
    /// pixels are: far fewer are worked out then than the plane has. Empty for others, and for images as they were taken.
    ///
    /// @throws IOException if a slice cannot be read or decoded
    /// @throws CancelledException if nobody wants it any more
    public Optional<ScreenPixels> onScreen(ImagePlace place, Viewport view, BooleanSupplier unwanted) throws IOException {
        Optional<ScreenPart> part = part(place, view);
        if (part.isEmpty()) {
            return Optional.empty();
        }
        RasterImage image = switch (place) {
            case ImagePlace.Stored s -> throw new IllegalStateException("an image as it was taken has no part");
            case ImagePlace.Cut c -> sampled(c.planes().stack(), part.get().site(), 1, unwanted);
            case ImagePlace.Around a -> drawn(a.around(), part.get().site(), 1, unwanted).image();
        };
        return Optional.of(new ScreenPixels(image, part.get().viewport()));
    }

    /// Whether a stack was read as a volume already, which takes a while.
    public boolean holds(Stack stack) {
        return loans.containsKey(stack);
    }

    /// Whether what is to be laid over an image was read already.
    public boolean holds(UpperSeries upper) {
        return upper.map().map(maps::holds).orElseGet(() -> holds(upper.stack()));
    }

    /// Reads what is to be laid over images, to be kept until the study is closed.
    ///
    /// @return true
    /// @throws IOException if a slice cannot be read or decoded
    public boolean read(UpperSeries upper) throws IOException {
        if (upper.map().isEmpty()) {
            return read(upper.stack());
        }
        open.checkCancelled();
        maps.read(upper.map().get(), images, new Told(upper.stack(), () -> false));
        return true;
    }

    /// Reads a stack as a volume, to be kept until the study is closed.
    ///
    /// @return true
    /// @throws IOException if a slice cannot be read or decoded
    public boolean read(Stack stack) throws IOException {
        return volume(stack) != null;
    }

    /// A stack's values where the pixels of another one's image lie: between voxels by trilinear interpolation, through a slab as
    /// thick projected as it is. Nothing of it is kept.
    ///
    /// @param step 1, or 2 for a preview
    /// @throws IOException if a slice cannot be read or decoded
    /// @throws CancelledException if nobody wants it any more
    /// @throws IllegalArgumentException if the stack lies in another frame of reference
    public UpperPicture upper(Stack stack, ImageSite site, int step, BooleanSupplier unwanted) throws IOException {
        Volume volume = volume(stack);
        float[] values = new float[site.raster().pixels()];
        PlaneRequest request = PlaneRequest.full(site.slab(), site.raster(), Float.NaN).preview(step);
        new PlaneSampler(volume).sample(request, values, new Told(stack, unwanted));
        PictureCache.Picture like = middle(stack);
        Page page = Page.of(like.page(), site, stack, marks(stack));
        RasterImage.Gray image =
                new RasterImage.Gray(site.raster().columns(), site.raster().rows(), values, whiteIsLow(like));
        ValueWindow own = like.page().probe().uptakeWindow(like.page()).orElse(like.ownWindow());
        return new UpperPicture(
                image, page, own, Double.NEGATIVE_INFINITY,
                request.fidelity() == Fidelity.PREVIEW ? Fidelity.PREVIEW : atBest(page));
    }

    /// The same of a series or map. A map's values are in its own unit, and low ones are dark.
    ///
    /// @param step 1, or 2 for a preview
    /// @throws IOException if a slice cannot be read or decoded
    /// @throws CancelledException if nobody wants it any more
    /// @throws IllegalArgumentException if it lies in another frame of reference
    public UpperPicture upper(UpperSeries upper, ImageSite site, int step, BooleanSupplier unwanted) throws IOException {
        if (upper.map().isEmpty()) {
            return upper(upper.stack(), site, step, unwanted);
        }
        open.checkCancelled();
        MapVolumes.Read read = maps.read(upper.map().get(), images, new Told(upper.stack(), unwanted));
        MapVolume map = read.map();
        float[] values = new float[site.raster().pixels()];
        PlaneRequest request = PlaneRequest.full(site.slab(), site.raster(), Float.NaN).preview(step);
        map.sample(request, values, new Told(upper.stack(), unwanted));
        Page page = Page.of(read.page(), site, upper.stack(), marks(upper.stack())).in(map.volume().unit());
        RasterImage.Gray image = new RasterImage.Gray(site.raster().columns(), site.raster().rows(), values, false);
        return new UpperPicture(
                image, page, map.window(), map.clearUpTo(), request.fidelity() == Fidelity.PREVIEW ? Fidelity.PREVIEW : atBest(page));
    }

    private PictureCache.Picture stored(ImagePlace.Stored place) throws IOException {
        RasterImage image = images.picture(place.sopInstanceUid(), place.frame());
        Page page = Page.of(images.header(place.sopInstanceUid()), place.frame());
        ValueWindow own = page.window().isPresent() ? page.window().get() : spanning(place, image);
        return new PictureCache.Picture(image, page, own, atBest(page));
    }

    private static Fidelity atBest(Page page) {
        return page.lossy().isEmpty() ? Fidelity.COMPLETE : Fidelity.LOSSY;
    }

    private PictureCache.Picture cut(ImagePlace.Cut place, int step, BooleanSupplier unwanted) throws IOException {
        Stack stack = place.planes().stack();
        RasterImage image = sampled(stack, place.workedOut().orElseThrow(), step, unwanted);
        PictureCache.Picture like = middle(stack);
        Page page = Page.of(like.page(), place, marks(stack));
        return new PictureCache.Picture(image, page, like.ownWindow(), step > 1 ? Fidelity.PREVIEW : atBest(page));
    }

    private RasterImage sampled(Stack stack, ImageSite site, int step, BooleanSupplier unwanted) throws IOException {
        Volume volume = volume(stack);
        float[] values = new float[site.raster().pixels()];
        PlaneRequest request =
                PlaneRequest.full(site.slab(), site.raster(), volume.unit().equals("HU") ? AIR : 0).preview(step);
        new PlaneSampler(volume).sample(request, values, new Told(stack, unwanted));
        return new RasterImage.Gray(site.raster().columns(), site.raster().rows(), values, whiteIsLow(middle(stack)));
    }

    private PictureCache.Picture middle(Stack stack) throws IOException {
        SliceRef middle = stack.slices().get(stack.slices().size() / 2);
        return picture(new ImagePlace.Stored(middle.sopInstanceUid(), middle.frame()));
    }

    /// Whether what is made of a stack shows low values bright, as its images do.
    private static boolean whiteIsLow(PictureCache.Picture like) {
        return like.image() instanceof RasterImage.Gray g && g.whiteIsLow();
    }

    private PictureCache.Picture around(ImagePlace.Around place, int step, BooleanSupplier unwanted) throws IOException {
        Stack stack = place.around().stack();
        VolumePictures.Drawn d = drawn(place.around(), place.workedOut().orElseThrow(), step, unwanted);
        Page page = Page.of(middle(stack).page(), place, marks(stack));
        return new PictureCache.Picture(d.image(), page, d.window(), step > 1 ? Fidelity.PREVIEW : atBest(page));
    }

    private VolumePictures.Drawn drawn(AroundVolume around, ImageSite site, int step, BooleanSupplier unwanted) throws IOException {
        Stack stack = around.stack();
        VolumePictures.Of of = new VolumePictures.Of(volume(stack), whiteIsLow(middle(stack)));
        return volumePictures.computeIfAbsent(stack, s -> new VolumePictures())
                .draw(around.kind(), site, of, step, new Told(stack, unwanted));
    }

    private SliceMarks marks(Stack stack) throws IOException {
        SliceMarks known = marks.get(stack);
        if (known == null) {
            known = SliceMarks.of(images, stack);
            marks.put(stack, known);
        }
        return known;
    }

    /// A stack as a volume, which stays until the study is closed: it is cut again with every turn of the wheel.
    ///
    /// @throws IOException if a slice cannot be read or decoded
    public synchronized Volume volume(Stack stack) throws IOException {
        open.checkCancelled();
        VolumeShelf<Stack>.Loan loan = loans.get(stack);
        if (loan == null) {
            loan = volumes.take(images, stack, new Told(stack, () -> false));
            loans.put(stack, loan);
        }
        return loan.volume();
    }

    /// Told how far the reading of a volume is, on the threads that read it.
    public void onReading(Consumer<VolumeProgress> listener) {
        reading.add(listener);
    }

    /// The context of reading a volume or cutting it: ends with the study or when unwanted, and tells how far it is.
    private final class Told implements JobContext {
        private final Stack stack;
        private final BooleanSupplier unwanted;

        Told(Stack stack, BooleanSupplier unwanted) {
            this.stack = stack;
            this.unwanted = unwanted;
        }

        @Override
        public void progress(long done, long total, String unit) {
            VolumeProgress now = new VolumeProgress(stack, (int) done, (int) total);
            reading.forEach(l -> l.accept(now));
        }

        @Override
        public boolean cancelled() {
            return open.cancelled() || unwanted.getAsBoolean();
        }

        @Override
        public Registration onCancel(Runnable action) {
            return open.onCancel(action);
        }
    }

    /// The window of the whole stack the image is a slice of, else its own.
    private ValueWindow spanning(ImagePlace.Stored place, RasterImage image) throws IOException {
        Optional<Stack> stack = images.series().stream()
                .flatMap(s -> s.stacks().stream())
                .filter(t -> t.slices().stream()
                        .anyMatch(r -> r.frame() == place.frame() && r.sopInstanceUid().equals(place.sopInstanceUid())))
                .findFirst();
        if (stack.isEmpty()) {
            return Windows.spanning(image, images.header(place.sopInstanceUid()), place.frame());
        }
        ValueWindow known = ofStacks.get(stack.get());
        if (known == null) {
            known = ofWhole(stack.get(), image);
            ofStacks.put(stack.get(), known);
        }
        return known;
    }

    /// A slice that cannot be decoded must not keep the others from being seen.
    private ValueWindow ofWhole(Stack stack, RasterImage image) {
        try {
            return Windows.spanning(images, stack);
        } catch (IOException e) {
            return Windows.spanning(image);
        }
    }

    /// Whether a picture is at hand.
    public boolean has(ImagePlace place) {
        return cache.get(place).isPresent();
    }

    /// Lets all pictures and volumes go; none is kept from now on.
    public void close() {
        open.close();
        cache.close();
        ofStacks.clear();
        marks.clear();
        volumePictures.clear();
        maps.close();
        putBack();
    }

    /// Waits for a volume that is being read, which stops at its next slice.
    private synchronized void putBack() {
        loans.values().forEach(VolumeShelf<Stack>.Loan::close);
        loans.clear();
    }
}
