package loupe.app.viewer;

import java.io.IOException;
import java.util.Optional;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.review.exporting.Windows;
import loupe.review.session.StudyImages;

/// Pictures of one study, decoded when first asked for. Safe for any thread but the toolkit's.
public final class StudyPictures {
    private final StudyImages images;
    private final PictureCache cache;

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
        ValueWindow own = page.window().orElseGet(() -> Windows.spanning(image));
        PictureCache.Picture made = new PictureCache.Picture(image, page, own);
        cache.put(place, made);
        return made;
    }

    boolean has(ImagePlace place) {
        return cache.get(place).isPresent();
    }

    /// Lets all pictures go; none is kept from now on.
    public void close() {
        cache.close();
    }
}
