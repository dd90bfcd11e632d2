package loupe.review.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.deid.face.FaceRegion;
import loupe.deid.face.Faces;
import loupe.deid.pixel.GrayImage;
import loupe.deid.pixel.PixelPreview;
import loupe.deid.pixel.TextBox;
import loupe.review.ReviewException;
import loupe.review.intake.Arrival;
import loupe.review.intake.FacePass;
import loupe.review.intake.IncomingFiles;
import loupe.store.Store;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;

/// Images whose pixels a person must decide on before they are imported: the person adds, removes and confirms boxes.
public final class ReviewQueue {
    private final Store store;
    private final Deidentifier deidentifier;

    /// @param deidentifier the door the images came to
    public ReviewQueue(Store store, Deidentifier deidentifier) {
        this.store = store;
        this.deidentifier = deidentifier;
    }

    /// What a person decided on one image.
    ///
    /// @param black places to black out in every frame
    /// @param clean places that look like text and hold nothing of the patient
    public record Decision(List<TextBox> black, List<TextBox> clean) {
        /// Copies the lists.
        public Decision {
            black = List.copyOf(black);
            clean = List.copyOf(clean);
        }

        /// Black is what was found, but for what the person takes away, and what the person adds.
        ///
        /// @param keep places found that stay to be seen, since they hold nothing of the patient
        /// @param add places to black out besides
        public static Decision on(WaitingImage image, List<TextBox> keep, List<TextBox> add) {
            List<TextBox> black = new ArrayList<>(image.boxes());
            black.removeAll(keep);
            black.addAll(add);
            return new Decision(black, keep);
        }
    }

    /// The images that wait, oldest first.
    ///
    /// @throws IOException if the store fails
    public List<WaitingImage> waiting() throws IOException {
        return waiting(store);
    }

    /// The images that wait in a store, oldest first.
    ///
    /// @throws IOException if the store fails
    public static List<WaitingImage> waiting(Store store) throws IOException {
        return new WaitingImages(store).all();
    }

    /// One of them.
    ///
    /// @throws ReviewException if none of that number waits
    /// @throws IOException if the store fails
    public WaitingImage image(int number) throws IOException {
        return waiting().stream()
                .filter(w -> w.number() == number)
                .findFirst()
                .orElseThrow(() -> new ReviewException("no image of that number waits; see `loupe queue`"));
    }

    /// A frame as bare pixels, from memory, for the person who decides.
    ///
    /// @param frame from 0
    /// @throws IOException if the source is not where it lay, or cannot be decoded
    public GrayImage picture(WaitingImage image, int frame, JobContext context) throws IOException {
        Arrival.Instance source = source(image, context);
        return PixelPreview.frame(source.source().data(), source.source().syntax(), frame);
    }

    /// What is read in a frame and how surely, for the person who decides; in memory only, kept nowhere.
    ///
    /// @param frame from 0
    /// @throws IOException if the source is not where it lay, or cannot be decoded
    public List<PixelPreview.Found> readings(WaitingImage image, int frame, JobContext context) throws IOException {
        return deidentifier.read(source(image, context).source(), frame, context);
    }

    /// Imports an image as a person decided. Where text is found besides, it goes on waiting with what was found.
    ///
    /// The person imaged must allow what the import was for.
    ///
    /// @return whether it is in the store now
    /// @throws IOException if the source is not where it lay, or the store fails
    public boolean decide(WaitingImage image, Decision decision, JobContext context) throws IOException {
        Arrival.Instance source = source(image, context);
        Optional<FaceRegion> face = FacePass.of(neighbours(image, context), source.source());
        DeidOutcome outcome = deidentifier.deidentify(
                source.source(), deidentifier.plan().decided(decision.black, decision.clean).with(face), context);
        return switch (outcome) {
            case DeidOutcome.Cleaned c -> {
                try (Intake intake = new Intake(store)) {
                    if (!intake.allows(c.instance(), image.purpose())) {
                        throw new ReviewException("the person has not agreed to this use; the image goes on waiting");
                    }
                    intake.add(c.instance(), c.report(), source.warnings());
                    intake.commit();
                }
                forget(image, "pixels decided by a person: " + decision.black.size() + " places black, "
                        + decision.clean.size() + " judged clean");
                yield true;
            }
            case DeidOutcome.Waiting w -> false;
            case DeidOutcome.Refused r -> throw new ReviewException(r.sentence());
        };
    }

    /// Takes an image off the queue without importing it.
    ///
    /// @throws IOException if the store fails
    public void leaveOut(WaitingImage image) throws IOException {
        forget(image, "an image left out by a person");
    }

    /// Faces in what lies beside an image, where the profile takes faces out.
    private Faces neighbours(WaitingImage image, JobContext context) throws IOException {
        Path path = Path.of(image.path());
        Path parent = path.getParent();
        Path around = image.entry() > 0 || parent == null ? path : parent;
        return FacePass.over(IncomingFiles.below(List.of(around)), deidentifier, context);
    }

    private void forget(WaitingImage image, String what) throws IOException {
        WaitingImages queue = new WaitingImages(store);
        queue.remove(image);
        queue.keep();
        store.log(AuditEntry.of(AuditEvent.NOTED, what));
    }

    private static Arrival.Instance source(WaitingImage image, JobContext context) throws IOException {
        Path path = Path.of(image.path());
        if (!Files.isRegularFile(path)) {
            throw new ReviewException("the image is not where it lay any more; import it again from where it is now");
        }
        List<Arrival.Instance> found = new ArrayList<>();
        IncomingFiles.below(List.of(path)).<Arrival>each(1, context, (at, arrival, job) -> arrival, (at, arrival) -> {
            if (at.entry() == image.entry() && arrival instanceof Arrival.Instance i) {
                found.add(i);
            }
        });
        if (found.isEmpty()) {
            throw new ReviewException("the image is not where it lay any more; import it again from where it is now");
        }
        return found.getFirst();
    }
}
