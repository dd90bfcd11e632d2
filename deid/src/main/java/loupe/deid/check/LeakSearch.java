package loupe.deid.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// Looks through one output: its name, its bytes as they are and inflated, its decoded text, its dates.
final class LeakSearch {
    private static final int LEAST_IN_PIXELS = 8;

    private final ByteForms forms;
    private final Set<LeakKind> allowed;

    LeakSearch(ByteForms forms, Set<LeakKind> allowed) {
        this.forms = forms;
        this.allowed = allowed;
    }

    /// Different leaks of one output.
    ///
    /// @param days of its own source, by tag path
    List<Leak> leaks(String name, MemorySegment bytes, Map<String, Set<String>> days) throws IOException {
        Set<Leak> out = new LinkedHashSet<>();
        byte[] asName = name.getBytes(StandardCharsets.UTF_8);
        forms.search(MemorySegment.ofArray(asName), 0, (o, at) -> add(out, name, o, "name"));
        forms.search(bytes, LEAST_IN_PIXELS, (o, at) -> add(out, name, o, "bytes"));
        DicomFile file;
        try {
            file = DicomReader.usual().read(bytes);
        } catch (DicomException e) {
            forms.search(bytes, 0, (o, at) -> add(out, name, o, "bytes"));
            return new ArrayList<>(out);
        }
        DataSet withoutPixels = file.data().toBuilder().remove(Tag.PixelData).build();
        forms.search(head(file, bytes, withoutPixels), 0, (o, at) -> add(out, name, o, "bytes"));
        Values.visit(file.data(), (path, tag, vr, texts) -> texts.forEach(t -> text(name, path, t, out)));
        if (!allowed.contains(LeakKind.DATE)) {
            dates(name, file.data(), days, out);
        }
        return new ArrayList<>(out);
    }

    private void add(Set<Leak> out, String name, Original o, String where) {
        if (!allowed.contains(o.kind())) {
            out.add(new Leak(name, o.kind(), o.attribute(), where));
        }
    }

    /// All bytes but those of the pixels: what stands before the data set as it is, the data set inflated.
    private static MemorySegment head(DicomFile file, MemorySegment bytes, DataSet withoutPixels) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long before = Math.min(bytes.byteSize(), 1024);
        all.writeBytes(bytes.asSlice(0, before).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
        DicomWriter.write(file.meta(), TransferSyntax.EXPLICIT_LE, all);
        DicomWriter.write(withoutPixels, TransferSyntax.EXPLICIT_LE, all);
        return MemorySegment.ofArray(all.toByteArray());
    }

    /// Decoded text again as UTF-8, since escapes between character sets can stand inside a value.
    private void text(String name, String path, String text, Set<Leak> out) {
        if (text.chars().anyMatch(c -> c > 127)) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            forms.search(MemorySegment.ofArray(utf8), 0, (o, at) -> add(out, name, o, path));
        }
    }

    private static void dates(String name, DataSet output, Map<String, Set<String>> days, Set<Leak> out) {
        Set<String> all = new LinkedHashSet<>();
        days.values().forEach(all::addAll);
        Values.visit(output, (path, tag, vr, texts) -> {
            for (String text : texts) {
                boolean date = vr == Vr.DA || vr == Vr.DT;
                boolean same = date
                        ? days.getOrDefault(path, Set.of()).stream().anyMatch(text::startsWith)
                        : vr != Vr.UI && vr != Vr.TM && vr != Vr.DS && holds(text, all);
                if (same) {
                    out.add(new Leak(name, LeakKind.DATE, Tag.format(tag), path));
                }
            }
        });
    }

    private static boolean holds(String text, Set<String> days) {
        if (text.length() < 8) {
            return false;
        }
        return days.stream().anyMatch(d -> text.contains(d)
                || text.contains(d.substring(0, 4) + "-" + d.substring(4, 6) + "-" + d.substring(6))
                || text.contains(d.substring(6) + "." + d.substring(4, 6) + "." + d.substring(0, 4))
                || text.contains(d.substring(4, 6) + "/" + d.substring(6) + "/" + d.substring(0, 4)));
    }
}
