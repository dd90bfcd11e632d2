package loupe.deid.pixel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.codec.PixelDescription;
import loupe.core.image.Frame;
import loupe.core.work.JobContext;

/// Looks at every frame for text, blacks it out in the stored pixels and looks again. Thread-safe if its finder is.
public final class PixelCleaner {
    private static final int ROUNDS = 3;
    private static final int MARGIN_PIXELS = 2;

    /// Segmentation, label map and dose: their samples are classes or doses, never a picture somebody wrote on.
    private static final Set<String> NO_PICTURES = Set.of(
            "1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.66.7", "1.2.840.10008.5.1.4.1.1.481.2");

    private final TextFinder finder;

    /// A cleaner that asks this finder.
    public PixelCleaner(TextFinder finder) {
        this.finder = finder;
    }

    /// Cleans the pixels of one instance; the source is not changed.
    ///
    /// @param job cancel is honoured between frames
    public PixelOutcome clean(DataSet data, TransferSyntax syntax, JobContext job) {
        if (!EncodedFrames.present(data)) {
            return new PixelOutcome.Checked(syntax, List.of(), List.of(), false, false);
        }
        if (NO_PICTURES.contains(data.string(Tag.SOPClassUID, ""))) {
            return notLookedAt(data, syntax);
        }
        try {
            EncodedFrames frames = EncodedFrames.of(data, syntax);
            Map<Integer, List<TextBox>> found = look(data, frames, syntax, job);
            if (!found.isEmpty() || hidesOverlay(data, frames.description())) {
                return blackOut(data, syntax, found, job);
            }
            return new PixelOutcome.Checked(
                    syntax, PixelBytes.tidied(data, frames.description()), List.of(), true, true);
        } catch (DicomException e) {
            return new PixelOutcome.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /// The outcome where nobody asks for a look; comments in codestreams and bytes behind the last frame go all the same.
    public PixelOutcome notLookedAt(DataSet data, TransferSyntax syntax) {
        if (!EncodedFrames.present(data)) {
            return new PixelOutcome.Checked(syntax, List.of(), List.of(), false, false);
        }
        try {
            List<Element> tidied = PixelBytes.tidied(data, PixelDescription.of(data));
            return new PixelOutcome.Checked(syntax, tidied, List.of(), true, false);
        } catch (DicomException e) {
            return new PixelOutcome.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /// Boxes by frame; frames without text are left out. Frames that look the same are looked at once.
    private Map<Integer, List<TextBox>> look(
            DataSet data, EncodedFrames frames, TransferSyntax syntax, JobContext job) throws DicomException {
        Map<Integer, List<TextBox>> found = new HashMap<>();
        Seen seen = new Seen();
        PixelDescription p = frames.description();
        for (int i = 0; i < frames.count(); i++) {
            job.checkCancelled();
            if (frames.count() > 1) {
                job.progress(i, frames.count(), "frames");
            }
            GrayImage gray = Graying.of(PixelDecoder.decode(frames, syntax, i), p, data);
            List<TextBox> boxes = seen.boxes(gray, image -> finder.find(image, job));
            if (!boxes.isEmpty()) {
                found.put(i, boxes.stream().map(b -> b.within(p.columns(), p.rows(), MARGIN_PIXELS)).toList());
            }
        }
        return Spread.toFramesThatShowIt(found, frames, syntax);
    }

    private PixelOutcome blackOut(
            DataSet data, TransferSyntax syntax, Map<Integer, List<TextBox>> first, JobContext job)
            throws DicomException {
        Canvas canvas = canvas(data, syntax);
        TransferSyntax plain = syntax.encapsulated() ? TransferSyntax.EXPLICIT_LE : syntax;
        List<TextBox> all = new ArrayList<>();
        Map<Integer, List<TextBox>> found = first;
        DataSet current = data;
        TransferSyntax currentSyntax = syntax;
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<Integer, List<TextBox>> e : found.entrySet()) {
                Frame shown = PixelDecoder.decode(current, currentSyntax, e.getKey());
                double[] black = BlackValue.of(canvas.layout(), data, shown);
                e.getValue().forEach(box -> canvas.fill(e.getKey(), box, black));
                all.addAll(e.getValue());
            }
            current = PixelBytes.replaced(data, canvas);
            currentSyntax = plain;
            found = look(current, EncodedFrames.of(current, plain), plain, job);
            if (found.isEmpty()) {
                return new PixelOutcome.Checked(
                        plain, PixelBytes.elements(data, canvas), all.stream().distinct().toList(), true, true);
            }
        }
        return new PixelOutcome.TextRemains();
    }

    private static Canvas canvas(DataSet data, TransferSyntax syntax) throws DicomException {
        EncodedFrames frames = EncodedFrames.of(data, syntax);
        PixelDescription p = frames.description();
        Optional<Element> pixels = PixelBytes.of(data);
        if (pixels.isPresent() && pixels.get() instanceof Element.Value v && !hidesOverlay(data, p)) {
            return Canvas.copy(p, PixelBytes.trimmed(v.bytes(), p), v.bigEndian());
        }
        Canvas canvas = Canvas.forDecoded(p);
        for (int i = 0; i < frames.count(); i++) {
            canvas.write(i, PixelDecoder.decode(frames, syntax, i));
        }
        return canvas;
    }

    /// Whether an overlay lies in the unused bits of the pixels themselves (PS3.5 8.1.2, retired).
    private static boolean hidesOverlay(DataSet data, PixelDescription p) {
        if (p.floating() || p.bitsAllocated() == 1 || p.bitsStored() == p.bitsAllocated()) {
            return false;
        }
        for (int group = 0x6000; group <= 0x60FE; group += 2) {
            if (data.integer(group << 16 | 0x0102, 0) != 0 || data.integer(group << 16 | 0x0100, 1) > 1) {
                return true;
            }
        }
        return false;
    }
}
