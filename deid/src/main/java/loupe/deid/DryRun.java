package loupe.deid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Element;
import loupe.core.dicom.SourceInstance;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import loupe.deid.pixel.TextBox;
import org.jspecify.annotations.Nullable;

/// What the door would do to one instance, tag by tag. It holds values of the source: for the person's own screen, never
/// for a log or a store.
///
/// @param lines one for each element that would change, in the order of the data set
/// @param boxes places that would be blacked out
/// @param refusal why it would be refused; empty where it would not
public record DryRun(List<Line> lines, List<TextBox> boxes, Optional<String> refusal) {
    private static final int LONGEST = 60;

    /// Copies the lists.
    public DryRun {
        lines = List.copyOf(lines);
        boxes = List.copyOf(boxes);
    }

    /// One element.
    ///
    /// @param path tag path
    /// @param keyword of the dictionary, or blank
    /// @param before value of the source; blank where there is none
    /// @param after value of the result; empty where the element would be gone
    public record Line(String path, String keyword, String before, Optional<String> after) {}

    /// A run that ended at once.
    public static DryRun refused(String why) {
        return new DryRun(List.of(), List.of(), Optional.of(why));
    }

    /// Sends an instance through the door and compares.
    public static DryRun of(Deidentifier door, SourceInstance source, JobContext job) {
        return switch (door.deidentify(source, job)) {
            case DeidOutcome.Refused r -> refused(r.sentence());
            case DeidOutcome.Waiting w -> new DryRun(List.of(), w.boxes(), Optional.of(w.sentence()));
            case DeidOutcome.Cleaned c -> {
                List<Line> lines = new ArrayList<>();
                compare(source.data(), c.instance().data(), null, lines);
                yield new DryRun(lines, c.report().boxes(), Optional.empty());
            }
        };
    }

    private static void compare(DataSet before, DataSet after, @Nullable Path at, List<Line> lines) {
        for (Element e : before.elements()) {
            Optional<Element> now = after.get(e.tag());
            if (now.isEmpty() || !same(e, now.get())) {
                changed(before, after, new Path(at, e.tag()), lines);
            }
        }
        for (Element e : after.elements()) {
            if (!before.contains(e.tag())) {
                changed(before, after, new Path(at, e.tag()), lines);
            }
        }
    }

    private static boolean same(Element a, Element b) {
        return a instanceof Element.Value v && b instanceof Element.Value w && v.bytes().mismatch(w.bytes()) < 0;
    }

    private static void changed(DataSet before, DataSet after, Path path, List<Line> lines) {
        List<DataSet> items = before.items(path.tag());
        List<DataSet> cleaned = after.items(path.tag());
        if (!items.isEmpty() && items.size() == cleaned.size()) {
            for (int i = 0; i < items.size(); i++) {
                compare(items.get(i), cleaned.get(i), path, lines);
            }
            return;
        }
        String keyword = Dictionary.entry(path.tag()).map(Dictionary.Entry::keyword).orElse("");
        Optional<String> now = after.contains(path.tag()) ? Optional.of(shown(after, path.tag())) : Optional.empty();
        String was = shown(before, path.tag());
        if (now.isEmpty() || !now.get().equals(was)) {
            lines.add(new Line(path.toString(), keyword, was, now));
        }
    }

    private static String shown(DataSet data, int tag) {
        return switch (data.get(tag).orElse(null)) {
            case null -> "";
            case Element.Sequence s -> s.items().size() + " items";
            case Element.Fragments f -> "pixels";
            case Element.Value v -> {
                boolean text = v.vr().kind() == Vr.Kind.TEXT;
                String s = text || v.bytes().byteSize() <= 16 && v.vr() != Vr.UN && !Tag.isPrivate(tag)
                        ? String.join("\\", data.strings(tag))
                        : v.bytes().byteSize() + " bytes";
                yield s.length() > LONGEST ? s.substring(0, LONGEST) + "…" : s;
            }
        };
    }
}
