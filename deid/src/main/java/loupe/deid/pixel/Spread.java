package loupe.deid.pixel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.image.Frame;

/// Text that was found in one frame stands in every frame that shows the very same pixels there.
final class Spread {
    private Spread() {}

    /// The boxes found, and each of them in every other frame whose pixels inside it are equal.
    static Map<Integer, List<TextBox>> toFramesThatShowIt(
            Map<Integer, List<TextBox>> found, EncodedFrames frames, TransferSyntax syntax) throws DicomException {
        if (found.isEmpty() || frames.count() == 1) {
            return found;
        }
        Map<TextBox, Set<List<Double>>> shown = new HashMap<>();
        for (Map.Entry<Integer, List<TextBox>> e : found.entrySet()) {
            Frame f = PixelDecoder.decode(frames, syntax, e.getKey());
            for (TextBox box : e.getValue()) {
                shown.merge(box, Set.of(inside(f, box)), Spread::union);
            }
        }
        Map<Integer, List<TextBox>> out = new HashMap<>(found);
        for (int i = 0; i < frames.count(); i++) {
            Frame f = PixelDecoder.decode(frames, syntax, i);
            List<TextBox> boxes = new ArrayList<>(found.getOrDefault(i, List.of()));
            shown.forEach((box, pictures) -> {
                if (!boxes.contains(box) && pictures.contains(inside(f, box))) {
                    boxes.add(box);
                }
            });
            if (!boxes.isEmpty()) {
                out.put(i, boxes);
            }
        }
        return out;
    }

    private static Set<List<Double>> union(Set<List<Double>> a, Set<List<Double>> b) {
        return java.util.stream.Stream.concat(a.stream(), b.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static List<Double> inside(Frame f, TextBox box) {
        List<Double> out = new ArrayList<>();
        int spp = f.samplesPerPixel();
        for (int row = box.row(); row < box.row() + box.height(); row++) {
            long at = ((long) row * f.columns() + box.column()) * spp;
            for (int i = 0; i < box.width() * spp; i++) {
                out.add(f.sample(at + i));
            }
        }
        return out;
    }
}
