package loupe.review.importing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import loupe.core.encoding.Encoding;
import loupe.deid.pixel.TextBox;
import loupe.review.consent.Purpose;
import loupe.review.intake.Incoming;
import loupe.store.Store;
import loupe.store.journal.SiteKind;

/// The queue as it lies in the store.
final class WaitingImages {
    private static final String NAME = "waiting images";
    private static final String TYPE = "waiting-images";

    private final Store store;
    private final List<WaitingImage> images;
    private int last;
    private boolean changed;

    /// Form in the store.
    record Kept(int last, List<WaitingImage> images) {
        Kept {
            images = List.copyOf(images);
        }
    }

    WaitingImages(Store store) throws IOException {
        this.store = store;
        byte[] json = store.site(SiteKind.QUEUE, NAME).orElse(new byte[0]);
        Kept kept = json.length == 0 ? new Kept(0, List.of()) : Encoding.decode(json, TYPE, 1, Kept.class);
        this.images = new ArrayList<>(kept.images);
        this.last = kept.last;
    }

    List<WaitingImage> all() {
        return List.copyOf(images);
    }

    /// An image that waits already keeps its number; its purpose is the one said last.
    void add(Incoming at, Purpose purpose, List<TextBox> boxes) {
        WaitingImage fresh = new WaitingImage(
                last + 1, at.path().toAbsolutePath().normalize().toString(), at.entry(), purpose, boxes);
        List<WaitingImage> waits = images.stream().filter(fresh::sameSource).toList();
        if (!waits.isEmpty()) {
            WaitingImage w = waits.getFirst();
            images.set(images.indexOf(w), new WaitingImage(w.number(), w.path(), w.entry(), purpose, w.boxes()));
            changed |= w.purpose() != purpose;
        } else {
            images.add(fresh);
            last++;
            changed = true;
        }
    }

    void remove(WaitingImage image) {
        changed |= images.removeIf(image::sameSource);
    }

    /// Writes the queue to the store, if it changed.
    void keep() throws IOException {
        if (changed) {
            store.putSite(SiteKind.QUEUE, NAME, Encoding.encode(TYPE, 1, new Kept(last, images)));
            changed = false;
        }
    }
}
