package loupe.deid.pixel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.codec.PixelDescription;
import loupe.core.image.Frame;
import loupe.core.work.JobContext;

/// Looks for text in a run of neighbouring slices at once: for drawn strokes on each of them, without a net, and, where
/// none has any, at their mean, where text that stands on all of them stays
/// sharp, and at the largest steps from slice to slice up and down, where text that begins or ends anywhere in the run
/// stands alone. Slices that differ more from one to the next than faint text would are not judged. Thread-safe if its
/// finder is.
public final class SeriesScreen {
    /// Slices looked at together at most.
    public static final int MOST = 16;

    private static final int LEAST = 4;
    /// A tenth of the range: the faintest text there is to be found.
    private static final int FAINT = 25;
    private static final double QUIET_SHARE = 0.95;
    private static final double SOMEWHAT_ALIKE = 0.4;

    private final TextFinder finder;

    /// A screen that asks this finder.
    public SeriesScreen(TextFinder finder) {
        this.finder = finder;
    }

    /// Whether an instance can stand in a run: one gray frame of CT or MR.
    public static boolean takes(SourceInstance s) {
        DataSet d = s.data();
        String modality = d.string(Tag.Modality, "");
        return (modality.equals("CT") || modality.equals("MR"))
                && d.integer(Tag.NumberOfFrames, 1) == 1
                && d.integer(Tag.SamplesPerPixel, 0) == 1
                && d.contains(Tag.PixelData)
                && d.string(Tag.PhotometricInterpretation, "").equals("MONOCHROME2")
                && d.integer(Tag.BitsAllocated, 0) <= 16;
    }

    /// Whether two instances are slices of one series that can stand in one run.
    public static boolean together(SourceInstance a, SourceInstance b) {
        for (int tag : new int[] {
            Tag.SeriesInstanceUID, Tag.Rows, Tag.Columns, Tag.BitsAllocated, Tag.BitsStored, Tag.PixelRepresentation
        }) {
            if (!a.data().strings(tag).equals(b.data().strings(tag))) {
                return false;
            }
        }
        return true;
    }

    /// Whether a run surely holds no text; if not, each of its slices is to be looked at.
    ///
    /// @param run neighbouring slices
    /// @param before the slice right before the run, if it is of the same series
    /// @param job cancel is honoured
    public boolean isClean(List<SourceInstance> run, Optional<SourceInstance> before, JobContext job) {
        if (run.size() < LEAST) {
            return false;
        }
        List<SourceInstance> all = new ArrayList<>(run);
        before.ifPresent(b -> all.add(0, b));
        try {
            List<int[]> slices = new ArrayList<>();
            PixelDescription p = PixelDescription.of(run.getFirst().data());
            for (SourceInstance s : all) {
                job.checkCancelled();
                Frame f = PixelDecoder.decode(EncodedFrames.of(s.data(), s.syntax()), s.syntax(), 0);
                int[] stored = Graying.stored(f);
                if (Strokes.of(stored, f.columns(), f.rows()).most() >= Strokes.HARD) {
                    return false;
                }
                slices.add(stored);
            }
            CommonWindow.of(slices).apply(slices);
            return isClean(slices, p, job);
        } catch (DicomException e) {
            return false;
        }
    }

    private boolean isClean(List<int[]> slices, PixelDescription p, JobContext job) {
        int n = slices.getFirst().length;
        byte[] mean = new byte[n];
        byte[] up = new byte[n];
        byte[] down = new byte[n];
        int quiet = 0;
        for (int i = 0; i < n; i++) {
            int sum = slices.getFirst()[i];
            int most = 0;
            int least = 0;
            for (int k = 1; k < slices.size(); k++) {
                int step = slices.get(k)[i] - slices.get(k - 1)[i];
                most = Math.max(most, step);
                least = Math.min(least, step);
                sum += slices.get(k)[i];
            }
            mean[i] = (byte) (sum / slices.size());
            up[i] = (byte) most;
            down[i] = (byte) -least;
            quiet += most < FAINT && -least < FAINT ? 1 : 0;
        }
        if (quiet < QUIET_SHARE * n) {
            return false;
        }
        for (byte[] picture : new byte[][] {mean, up, down}) {
            job.checkCancelled();
            GrayImage image = GrayImage.over(p.columns(), p.rows(), picture);
            if (finder.read(image, job).stream().anyMatch(SeriesScreen::mayBeText)) {
                return false;
            }
        }
        return true;
    }

    /// Anatomy reads otherwise each time it is looked at a little differently.
    private static boolean mayBeText(TextPlace place) {
        return place.reading().isEmpty() || place.reading().get().likeness() >= SOMEWHAT_ALIKE;
    }
}
