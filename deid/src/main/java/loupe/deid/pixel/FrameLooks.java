package loupe.deid.pixel;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.codec.PixelDescription;
import loupe.core.image.Frame;
import loupe.core.work.JobContext;
import loupe.core.work.SharedLoop;
import loupe.deid.barcode.LinearCodes;

/// Looks at frames for text: every picture a frame shows text in, judged by [PlaceJudge]. Thread-safe if its finder is.
final class FrameLooks {
    private static final int MARGIN_PIXELS = 2;
    private static final double SAME_LINE = 1.5;

    private final TextFinder finder;
    private final Seen seen = new Seen();

    FrameLooks(TextFinder finder) {
        this.finder = finder;
    }

    /// An instance's frames as they are at some point of the cleaning.
    record Source(DataSet data, EncodedFrames frames, TransferSyntax syntax) {}

    /// What the frames hold.
    ///
    /// @param text boxes by frame; frames without text are left out
    /// @param asked boxes a person must decide on, of all frames
    record Looked(Map<Integer, List<TextBox>> text, List<TextBox> asked) {
        static final Looked NOTHING = new Looked(Map.of(), List.of());
    }

    /// Looks at all frames, several at a time; what looks like one that was read is not read again.
    ///
    /// @throws DicomException if a frame cannot be decoded or its colours cannot be read
    Looked look(Source s, PixelPlan plan, JobContext job) throws DicomException {
        int frames = s.frames.count();
        Found[] found = new Found[frames];
        PlaceJudge judge = PlaceJudge.of(s.data);
        IntConsumer look = i -> found[i] = found(s, i, judge, plan, job);
        try {
            if (frames > 1) {
                SharedLoop.each(0, frames - 1, "frames", job, look);
            } else {
                SharedLoop.quietly(0, frames - 1, job, look);
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof DicomException d) {
                throw d;
            }
            throw e;
        }
        Map<Integer, List<TextBox>> text = new HashMap<>();
        for (int i = 0; i < frames; i++) {
            if (!found[i].text.isEmpty()) {
                text.put(i, found[i].text);
            }
        }
        List<TextBox> asked = Stream.of(found).flatMap(f -> f.asked.stream()).distinct().toList();
        return new Looked(Spread.toFramesThatShowIt(text, s.frames, s.syntax), asked);
    }

    /// What one frame holds.
    private record Found(List<TextBox> text, List<TextBox> asked) {}

    private Found found(Source s, int index, PlaceJudge judge, PixelPlan plan, JobContext job) {
        List<TextBox> boxes = new ArrayList<>();
        List<TextBox> unsure = new ArrayList<>();
        try {
            for (JudgedPlace place : frame(s, index, judge, job)) {
                if (place.verdict() != PlaceJudge.Verdict.ANATOMY && !plan.isJudgedClean(place.place().box())) {
                    (place.verdict() == PlaceJudge.Verdict.TEXT ? boxes : unsure).add(place.place().box());
                }
            }
        } catch (DicomException e) {
            throw new UncheckedIOException(e);
        }
        List<TextBox> lines = List.copyOf(boxes);
        List<TextBox> asked = new ArrayList<>();
        for (TextBox b : unsure) {
            (lines.stream().anyMatch(line -> isPartOf(b, line)) ? boxes : asked).add(b);
        }
        return new Found(boxes.stream().distinct().toList(), asked);
    }

    /// Whether a place that alone would be doubtful is a piece of a line that is not: it meets it and is about as high.
    private static boolean isPartOf(TextBox place, TextBox line) {
        int high = Math.min(place.width(), place.height());
        return place.meets(line) && high <= SAME_LINE * Math.min(line.width(), line.height());
    }

    /// A place and what it was taken for.
    record JudgedPlace(TextPlace place, PlaceJudge.Verdict verdict) {}

    /// All places of one frame that read at all.
    ///
    /// @throws DicomException if the frame cannot be decoded or its colours cannot be read
    List<JudgedPlace> frame(Source s, int index, PlaceJudge judge, JobContext job) throws DicomException {
        PixelDescription p = s.frames.description();
        Frame frame = PixelDecoder.decode(s.frames, s.syntax, index);
        List<GrayImage> views = Graying.views(frame, p, s.data);
        List<JudgedPlace> out = new ArrayList<>();
        if (!judge.judgesSlices()) {
            barCode(views.getFirst()).ifPresent(b -> out.add(new JudgedPlace(TextPlace.of(b), PlaceJudge.Verdict.ASK)));
        }
        Optional<Strokes> strokes = Optional.empty();
        List<List<TextPlace>> read = new ArrayList<>();
        for (GrayImage view : views) {
            read.add(seen.places(view, image -> finder.read(image, job)).stream()
                    .map(place -> place.within(p.columns(), p.rows(), MARGIN_PIXELS))
                    .toList());
        }
        for (int v = 0; v < read.size(); v++) {
            List<List<TextPlace>> others = new ArrayList<>(read);
            others.remove(v);
            for (TextPlace place : read.get(v)) {
                if (strokes.isEmpty() && judge.judgesSlices()) {
                    strokes = Optional.of(Strokes.of(Graying.whole(frame), p.columns(), p.rows()));
                }
                out.add(new JudgedPlace(place, judge.of(place, strokes, views.get(v), others)));
            }
        }
        return out;
    }

    /// What a code says is for a person to judge.
    private static Optional<TextBox> barCode(GrayImage g) {
        return LinearCodes.find(g.columns(), g.rows(), g::at).map(b -> new TextBox(b[0], b[1], b[2], b[3]));
    }
}
