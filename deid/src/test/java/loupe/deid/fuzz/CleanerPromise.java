package loupe.deid.fuzz;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.image.Frame;
import loupe.core.work.JobContext;
import loupe.deid.pixel.PixelCleaner;
import loupe.deid.pixel.PixelOutcome;
import loupe.deid.pixel.PixelPlan;

/// What the pixel cleaner promises: what it looked at and let go has no text that its finder finds, with as many frames as
/// before; what it did not look at keeps every sample.
final class CleanerPromise {
    private CleanerPromise() {}

    static void isKept(DescribedPixels image) {
        PixelCleaner cleaner = new PixelCleaner(BrightText.FINDER);
        JobContext job = JobContext.unattended();
        cleaner.clean(image.data(), image.syntax(), PixelPlan.AUTO, job);
        if (cleaner.clean(image.data(), image.syntax(), PixelPlan.DETECT, job) instanceof PixelOutcome.Checked c) {
            DataSet after = changed(image.data(), c);
            PixelOutcome again = new PixelCleaner(BrightText.FINDER).clean(after, c.syntax(), PixelPlan.DETECT, job);
            if (!(again instanceof PixelOutcome.Checked twice) || !twice.boxes().isEmpty()) {
                throw new IllegalStateException("text is found in what was let go");
            }
        }
        if (cleaner.clean(image.data(), image.syntax(), PixelPlan.OFF, job) instanceof PixelOutcome.Checked c) {
            keepsSamples(image, changed(image.data(), c), c.syntax());
        }
    }

    private static DataSet changed(DataSet before, PixelOutcome.Checked c) {
        DataSet.Builder out = before.toBuilder();
        c.changed().forEach(out::put);
        if (!c.changed().isEmpty()) {
            out.remove(Tag.ExtendedOffsetTable).remove(Tag.ExtendedOffsetTableLengths);
        }
        return out.build();
    }

    private static void keepsSamples(DescribedPixels image, DataSet after, TransferSyntax syntax) {
        EncodedFrames before;
        try {
            before = EncodedFrames.of(image.data(), image.syntax());
            PixelDecoder.decode(before, image.syntax(), 0);
        } catch (DicomException e) {
            return; // What cannot be read before need not be read after.
        }
        try {
            EncodedFrames now = EncodedFrames.of(after, syntax);
            if (now.count() != before.count()) {
                throw new IllegalStateException(before.count() + " frames became " + now.count());
            }
            for (int i = 0; i < now.count(); i++) {
                same(PixelDecoder.decode(before, image.syntax(), i), PixelDecoder.decode(now, syntax, i));
            }
        } catch (DicomException e) {
            throw new IllegalStateException("pixels that could be read cannot be read any more", e);
        }
    }

    private static void same(Frame a, Frame b) {
        long n = (long) a.columns() * a.rows() * a.samplesPerPixel();
        for (long i = 0; i < n; i++) {
            if (Double.compare(a.sample(i), b.sample(i)) != 0) {
                throw new IllegalStateException("a sample is another though nobody looked");
            }
        }
    }
}
