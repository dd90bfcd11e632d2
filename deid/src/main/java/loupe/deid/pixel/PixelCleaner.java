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
import loupe.deid.encoding.UnusedBits;
import loupe.deid.face.FaceRegion;
import loupe.deid.pixel.FrameLooks.Source;

/// Looks at every frame for text, blacks it out in the stored pixels and looks again. Thread-safe if its finder is.
public final class PixelCleaner {
    private static final int ROUNDS = 3;

    /// Segmentation, label map and dose: their samples are classes or doses, never a picture somebody wrote on.
    private static final Set<String> NO_PICTURES = Set.of(
            "1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.66.7", "1.2.840.10008.5.1.4.1.1.481.2");

    private final FrameLooks looks;
    private final DeviceRegions devices = DeviceRegions.builtIn();

    /// A cleaner that asks this finder.
    public PixelCleaner(TextFinder finder) {
        this.looks = new FrameLooks(finder);
    }

    /// Cleans the pixels of one instance; the source is not changed.
    ///
    /// @param job cancel is honoured between frames
    public PixelOutcome clean(DataSet data, TransferSyntax syntax, PixelPlan plan, JobContext job) {
        if (!EncodedFrames.present(data)) {
            return new PixelOutcome.Checked(syntax, List.of(), false, false);
        }
        if (plan.face().isPresent()) {
            return withoutFace(new Faced(data, syntax, plan.face().get()), plan, job);
        }
        if (plan.isNothing() || NO_PICTURES.contains(data.string(Tag.SOPClassUID, ""))) {
            return notLookedAt(data, syntax);
        }
        try {
            Source source = new Source(data, EncodedFrames.of(data, syntax), syntax);
            FrameLooks.Looked first = first(source, plan, job);
            List<TextBox> asked = first.asked().stream().filter(b -> !plan.isWantedBlack(b)).toList();
            if (!asked.isEmpty()) {
                return remaining(first.text().values().stream().flatMap(List::stream), asked.stream(), true);
            }
            Map<Integer, List<TextBox>> found = merged(source, known(source, plan), first.text());
            Optional<List<Element>> tidied = PixelBytes.tidied(data, syntax);
            if (found.isEmpty() && tidied.isPresent()) {
                return new PixelOutcome.Checked(syntax, tidied.get(), true, plan.look());
            }
            return blackOut(source, plan, found, job);
        } catch (DicomException e) {
            return new PixelOutcome.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /// The places of one frame that read as text at all, with what is read there.
    ///
    /// @param frame from 0
    /// @throws DicomException if there is no such frame or it cannot be decoded
    public List<PixelPreview.Found> read(DataSet data, TransferSyntax syntax, int frame, JobContext job) throws DicomException {
        EncodedFrames frames = EncodedFrames.of(data, syntax);
        if (frame < 0 || frame >= frames.count()) {
            throw new DicomException("there is no frame of that number", -1);
        }
        return looks.frame(new Source(data, frames, syntax), frame, PlaceJudge.of(data), job).stream()
                .map(j -> new PixelPreview.Found(
                        j.place().box(),
                        j.place().reading().map(TextPlace.Reading::text).orElse(""),
                        j.place().reading().map(TextPlace.Reading::confidence).orElse(1.0),
                        j.place().reading().map(TextPlace.Reading::likeness).orElse(1.0),
                        j.verdict().name()))
                .toList();
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
                            c.boxes(), c.blackPixels(), true, c.lookedAt(), OptionalLong.of(blanked));
                case PixelOutcome.Unreadable u -> u;
                case PixelOutcome.TextRemains r -> r;
            };
        } catch (DicomException e) {
            return new PixelOutcome.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /// Places that are black whatever stands there.
    private List<TextBox> known(Source s, PixelPlan plan) {
        PixelDescription p = s.frames().description();
        List<TextBox> out = new ArrayList<>();
        if (plan.recipes()) {
            devices.of(s.data(), p.columns(), p.rows()).stream().filter(b -> !plan.isJudgedClean(b)).forEach(out::add);
        }
        List<TextBox> regions = UltrasoundRegions.of(s.data(), p.columns(), p.rows());
        if (plan.onlyRegions() && !regions.isEmpty()) {
            out.addAll(UltrasoundRegions.outside(regions, p.columns(), p.rows()));
        }
        plan.black().stream()
                .filter(b -> b.column() < p.columns() && b.row() < p.rows())
                .forEach(b -> out.add(b.within(p.columns(), p.rows(), 0)));
        return out;
    }

    /// What is found before anything is black; with text outside an ultrasound's regions goes all that is outside.
    private FrameLooks.Looked first(Source s, PixelPlan plan, JobContext job) throws DicomException {
        if (!plan.look() || plan.screened()) {
            return FrameLooks.Looked.NOTHING;
        }
        FrameLooks.Looked found = looks.look(s, plan, job);
        PixelDescription p = s.frames().description();
        List<TextBox> regions = plan.recipes() ? UltrasoundRegions.of(s.data(), p.columns(), p.rows()) : List.of();
        if (regions.isEmpty()) {
            return found;
        }
        List<TextBox> outside = UltrasoundRegions.outside(regions, p.columns(), p.rows());
        boolean framed = found.text().values().stream().anyMatch(b -> UltrasoundRegions.reachOutside(b, outside));
        return framed ? new FrameLooks.Looked(merged(s, outside, found.text()), found.asked()) : found;
    }

    private static Map<Integer, List<TextBox>> merged(
            Source s, List<TextBox> everywhere, Map<Integer, List<TextBox>> found) {
        if (everywhere.isEmpty()) {
            return found;
        }
        Map<Integer, List<TextBox>> out = new HashMap<>();
        for (int i = 0; i < s.frames().count(); i++) {
            List<TextBox> boxes = new ArrayList<>(everywhere);
            boxes.addAll(found.getOrDefault(i, List.of()));
            out.put(i, boxes);
        }
        return out;
    }

    /// The outcome where nobody asks for a look; comments in codestreams, bits that are no part of values and bytes behind
    /// the last frame go all the same.
    public PixelOutcome notLookedAt(DataSet data, TransferSyntax syntax) {
        if (!EncodedFrames.present(data)) {
            return new PixelOutcome.Checked(syntax, List.of(), false, false);
        }
        try {
            Optional<List<Element>> tidied = PixelBytes.tidied(data, syntax);
            if (tidied.isPresent()) {
                return new PixelOutcome.Checked(syntax, tidied.get(), true, false);
            }
            return new PixelOutcome.Checked(
                    uncompressed(syntax), PixelBytes.elements(data, canvas(data, syntax)), true, false);
        } catch (DicomException e) {
            return new PixelOutcome.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static TransferSyntax uncompressed(TransferSyntax syntax) {
        return syntax.encapsulated() ? TransferSyntax.EXPLICIT_LE : syntax;
    }

    private PixelOutcome blackOut(Source source, PixelPlan plan, Map<Integer, List<TextBox>> first, JobContext job)
            throws DicomException {
        DataSet data = source.data();
        Canvas canvas = canvas(data, source.syntax());
        TransferSyntax plain = uncompressed(source.syntax());
        Painted painted = new Painted(canvas.layout().columns());
        Map<Integer, List<TextBox>> found = first;
        Source current = source;
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<Integer, List<TextBox>> e : found.entrySet()) {
                Frame shown = PixelDecoder.decode(current.frames(), current.syntax(), e.getKey());
                double[] black = BlackValue.of(canvas.layout(), data, shown);
                e.getValue().forEach(box -> canvas.fill(e.getKey(), box, black));
                painted.add(e.getKey(), e.getValue());
            }
            DataSet now = PixelBytes.replaced(data, canvas);
            current = new Source(now, EncodedFrames.of(now, plain), plain);
            found = plan.look() && !painted.boxes().isEmpty() ? looks.look(current, plan, job).text() : Map.of();
            if (found.isEmpty()) {
                return new PixelOutcome.Checked(
                        plain, PixelBytes.elements(data, canvas), painted.boxes(), painted.pixels(), true, plan.look(),
                        OptionalLong.empty());
            }
        }
        return remaining(painted.boxes().stream(), found.values().stream().flatMap(List::stream), false);
    }

    private static PixelOutcome remaining(Stream<TextBox> black, Stream<TextBox> besides, boolean unsure) {
        return new PixelOutcome.TextRemains(Stream.concat(black, besides).distinct().toList(), unsure);
    }

    private static Canvas canvas(DataSet data, TransferSyntax syntax) throws DicomException {
        EncodedFrames frames = EncodedFrames.of(data, syntax);
        PixelDescription p = frames.description();
        Optional<Element> pixels = PixelBytes.of(data);
        if (pixels.isPresent() && pixels.get() instanceof Element.Value v && !UnusedBits.areSet(frames, syntax)) {
            return Canvas.copy(p, PixelBytes.trimmed(v.bytes(), p), v.bigEndian());
        }
        Canvas canvas = Canvas.forDecoded(p);
        for (int i = 0; i < frames.count(); i++) {
            canvas.write(i, PixelDecoder.decode(frames, syntax, i));
        }
        return canvas;
    }
}
