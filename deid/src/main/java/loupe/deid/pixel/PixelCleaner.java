package loupe.deid.pixel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
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
import loupe.deid.face.FaceRegion;

/// Looks at every frame for text, blacks it out in the stored pixels and looks again. Thread-safe if its finder is.
public final class PixelCleaner {
    private static final int ROUNDS = 3;
    private static final int MARGIN_PIXELS = 2;

    /// Segmentation, label map and dose: their samples are classes or doses, never a picture somebody wrote on.
    private static final Set<String> NO_PICTURES = Set.of(
            "1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.66.7", "1.2.840.10008.5.1.4.1.1.481.2");

    private final TextFinder finder;
    private final DeviceRegions devices = DeviceRegions.builtIn();
    private final Seen seen = new Seen();

    /// A cleaner that asks this finder.
    public PixelCleaner(TextFinder finder) {
        this.finder = finder;
    }

    /// Cleans the pixels of one instance; the source is not changed.
    ///
    /// @param job cancel is honoured between frames
    public PixelOutcome clean(DataSet data, TransferSyntax syntax, PixelPlan plan, JobContext job) {
        if (!EncodedFrames.present(data)) {
            return new PixelOutcome.Checked(syntax, List.of(), List.of(), false, false);
        }
        if (plan.face().isPresent()) {
            return withoutFace(new Faced(data, syntax, plan.face().get()), plan, job);
        }
        if (plan.isNothing() || NO_PICTURES.contains(data.string(Tag.SOPClassUID, ""))) {
            return notLookedAt(data, syntax);
        }
        try {
            Source source = new Source(data, EncodedFrames.of(data, syntax), syntax);
            Map<Integer, List<TextBox>> found = merged(source, known(source, plan), first(source, plan, job));
            if (!found.isEmpty() || hidesOverlay(data, source.frames.description())) {
                return blackOut(source, plan, found, job);
            }
            return new PixelOutcome.Checked(
                    syntax, PixelBytes.tidied(data, source.frames.description()), List.of(), true, plan.look());
        } catch (DicomException e) {
            return new PixelOutcome.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private record Faced(DataSet data, TransferSyntax syntax, FaceRegion region) {}

    /// The face first, then what is written.
    private PixelOutcome withoutFace(Faced source, PixelPlan plan, JobContext job) {
        try {
            Canvas canvas = canvas(source.data, source.syntax);
            long blanked = FacePaint.over(source.data, canvas, source.region, job);
            TransferSyntax plain = source.syntax.encapsulated() ? TransferSyntax.EXPLICIT_LE : source.syntax;
            DataSet painted = PixelBytes.replaced(source.data, canvas);
            return switch (clean(painted, plain, plan.with(Optional.empty()), job)) {
                case PixelOutcome.Checked c ->
                    new PixelOutcome.Checked(
                            c.syntax(),
                            c.changed().isEmpty() ? PixelBytes.elements(source.data, canvas) : c.changed(),
                            c.boxes(), true, c.lookedAt(), OptionalLong.of(blanked));
                case PixelOutcome.Unreadable u -> u;
                case PixelOutcome.TextRemains r -> r;
            };
        } catch (DicomException e) {
            return new PixelOutcome.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /// An instance's frames as they are at some point of the cleaning.
    private record Source(DataSet data, EncodedFrames frames, TransferSyntax syntax) {}

    /// Places that are black whatever stands there.
    private List<TextBox> known(Source s, PixelPlan plan) {
        PixelDescription p = s.frames.description();
        List<TextBox> out = new ArrayList<>();
        if (plan.recipes()) {
            out.addAll(devices.of(s.data, p.columns(), p.rows()));
        }
        List<TextBox> regions = UltrasoundRegions.of(s.data, p.columns(), p.rows());
        if (plan.onlyRegions() && !regions.isEmpty()) {
            out.addAll(UltrasoundRegions.outside(regions, p.columns(), p.rows()));
        }
        plan.black().stream()
                .filter(b -> b.column() < p.columns() && b.row() < p.rows())
                .forEach(b -> out.add(b.within(p.columns(), p.rows(), 0)));
        return out;
    }

    /// Text found before anything is black; with text outside an ultrasound's regions goes all that is outside.
    private Map<Integer, List<TextBox>> first(Source s, PixelPlan plan, JobContext job) throws DicomException {
        if (!plan.look() || plan.screened()) {
            return Map.of();
        }
        Map<Integer, List<TextBox>> found = look(s, plan, job);
        PixelDescription p = s.frames.description();
        List<TextBox> regions = plan.recipes() ? UltrasoundRegions.of(s.data, p.columns(), p.rows()) : List.of();
        if (regions.isEmpty()) {
            return found;
        }
        List<TextBox> outside = UltrasoundRegions.outside(regions, p.columns(), p.rows());
        boolean framed = found.values().stream().anyMatch(b -> UltrasoundRegions.reachOutside(b, outside));
        return framed ? merged(s, outside, found) : found;
    }

    private static Map<Integer, List<TextBox>> merged(
            Source s, List<TextBox> everywhere, Map<Integer, List<TextBox>> found) {
        if (everywhere.isEmpty()) {
            return found;
        }
        Map<Integer, List<TextBox>> out = new HashMap<>();
        for (int i = 0; i < s.frames.count(); i++) {
            List<TextBox> boxes = new ArrayList<>(everywhere);
            boxes.addAll(found.getOrDefault(i, List.of()));
            out.put(i, boxes);
        }
        return out;
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
    private Map<Integer, List<TextBox>> look(Source s, PixelPlan plan, JobContext job) throws DicomException {
        Map<Integer, List<TextBox>> found = new HashMap<>();
        PixelDescription p = s.frames.description();
        for (int i = 0; i < s.frames.count(); i++) {
            job.checkCancelled();
            if (s.frames.count() > 1) {
                job.progress(i, s.frames.count(), "frames");
            }
            GrayImage gray = Graying.of(PixelDecoder.decode(s.frames, s.syntax, i), p, s.data);
            List<TextBox> boxes = seen.boxes(gray, image -> finder.find(image, job)).stream()
                    .map(b -> b.within(p.columns(), p.rows(), MARGIN_PIXELS))
                    .filter(b -> plan.clean().stream().noneMatch(c -> c.covers(b)))
                    .toList();
            if (!boxes.isEmpty()) {
                found.put(i, boxes);
            }
        }
        return Spread.toFramesThatShowIt(found, s.frames, s.syntax);
    }

    private PixelOutcome blackOut(Source source, PixelPlan plan, Map<Integer, List<TextBox>> first, JobContext job)
            throws DicomException {
        DataSet data = source.data;
        Canvas canvas = canvas(data, source.syntax);
        TransferSyntax plain = source.syntax.encapsulated() ? TransferSyntax.EXPLICIT_LE : source.syntax;
        List<TextBox> all = new ArrayList<>();
        Map<Integer, List<TextBox>> found = first;
        Source current = source;
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<Integer, List<TextBox>> e : found.entrySet()) {
                Frame shown = PixelDecoder.decode(current.frames, current.syntax, e.getKey());
                double[] black = BlackValue.of(canvas.layout(), data, shown);
                e.getValue().forEach(box -> canvas.fill(e.getKey(), box, black));
                all.addAll(e.getValue());
            }
            DataSet painted = PixelBytes.replaced(data, canvas);
            current = new Source(painted, EncodedFrames.of(painted, plain), plain);
            found = plan.look() ? look(current, plan, job) : Map.of();
            if (found.isEmpty()) {
                return new PixelOutcome.Checked(
                        plain, PixelBytes.elements(data, canvas), all.stream().distinct().toList(), true, plan.look());
            }
        }
        return new PixelOutcome.TextRemains(Stream.concat(
                        all.stream(), found.values().stream().flatMap(List::stream))
                .distinct()
                .toList());
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
