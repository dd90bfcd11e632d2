package loupe.app.viewer;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.study.Stack;
import loupe.review.exporting.Windows;
import loupe.review.session.StudyImages;

/// Pictures of one study, decoded when first asked for. Safe for any thread but the toolkit's.
public final class StudyPictures {
    private final StudyImages images;
    private final PictureCache cache;
    private final Map<Stack, ValueWindow> ofStacks = new ConcurrentHashMap<>();

    /// @param images the study's pixels
    /// @param mostBytes memory decoded pictures may take
    public StudyPictures(StudyImages images, long mostBytes) {
        this.images = images;
        this.cache = new PictureCache(mostBytes);
    }

    PictureCache.Picture picture(ImagePlace place) throws IOException {
        Optional<PictureCache.Picture> kept = cache.get(place);
        if (kept.isPresent()) {
            return kept.get();
        }
        RasterImage image = images.picture(place.sopInstanceUid(), place.frame());
        Page page = Page.of(images.header(place.sopInstanceUid()), place.frame());
        ValueWindow own = page.window().isPresent() ? page.window().get() : spanning(place, image);
        PictureCache.Picture made = new PictureCache.Picture(image, page, own);
        cache.put(place, made);
        return made;
    }

    /// The window of the whole stack the image is a slice of, else its own.
    private ValueWindow spanning(ImagePlace place, RasterImage image) {
        Optional<Stack> stack = images.series().stream()
                .flatMap(s -> s.stacks().stream())
                .filter(t -> t.slices().stream()
                        .anyMatch(r -> r.frame() == place.frame() && r.sopInstanceUid().equals(place.sopInstanceUid())))
                .findFirst();
        if (stack.isEmpty()) {
            return Windows.spanning(image);
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

    boolean has(ImagePlace place) {
        return cache.get(place).isPresent();
    }

    /// Lets all pictures go; none is kept from now on.
    public void close() {
        cache.close();
        ofStacks.clear();
    }
}
