package loupe.deid.check;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.work.JobContext;

/// Searches outputs for what any of the sources said of persons, places and times: every identifying value of five or
/// more characters, in every character set, inflated, decoded from UN and text, and in file names. Dates are compared by
/// attribute with those of the output's own source. Values inside pixel data count from eight bytes on.
public final class LeakCheck {
    private final Set<LeakKind> allowed;

    /// @param allowed kinds that were retained on purpose
    public LeakCheck(Set<LeakKind> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /// A source and what became of it.
    ///
    /// @param source the identified file
    /// @param output the de-identified file
    /// @param name the output's name below its folder, as it is reported
    public record Pair(Path source, Path output, String name) {}

    /// Runs.
    ///
    /// @param pairs sources with their outputs
    /// @param others files beside the outputs that came from no single source, such as a DICOMDIR
    /// @throws IOException if an output cannot be read; a source that is no DICOM file is passed over
    /// @throws loupe.core.work.CancelledException if cancelled
    public LeakReport run(List<Pair> pairs, List<Pair> others, JobContext context) throws IOException {
        SourceValues values = new SourceValues();
        Map<Path, Map<String, Set<String>>> days = new HashMap<>();
        int dates = 0;
        long done = 0;
        for (Pair p : pairs) {
            context.checkCancelled();
            Map<String, Set<String>> own = source(p.source, values);
            dates += own.values().stream().mapToInt(Set::size).sum();
            days.put(p.output, own);
            context.progress(++done, 2L * pairs.size(), "files");
        }
        LeakSearch search = new LeakSearch(new ByteForms(values.all()), allowed);
        Set<Leak> leaks = new LinkedHashSet<>();
        List<Pair> all = new ArrayList<>(pairs);
        all.addAll(others);
        for (Pair p : all) {
            context.checkCancelled();
            leaks.addAll(search.leaks(p.name, bytes(p.output), days.getOrDefault(p.output, Map.of())));
            context.progress(Math.min(++done, 2L * pairs.size()), 2L * pairs.size(), "files");
        }
        return new LeakReport(all.size(), values.all().size(), dates, List.copyOf(leaks));
    }

    private static Map<String, Set<String>> source(Path file, SourceValues values) throws IOException {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.\\w{1,4}$", "");
        if (name.matches(".*\\d{4}.*|.*\\p{Lu}\\p{Ll}{3}.*") && name.length() >= 8) {
            values.addName(name);
        }
        try {
            DataSet data = DicomReader.usual().read(bytes(file)).data();
            return values.add(data.toBuilder().remove(Tag.PixelData).build());
        } catch (DicomException e) {
            return Map.of();
        }
    }

    /// A file's bytes, mapped.
    private static MemorySegment bytes(Path file) throws IOException {
        if (Files.size(file) < 1 << 20) {
            return MemorySegment.ofArray(Files.readAllBytes(file));
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), java.lang.foreign.Arena.ofAuto());
        }
    }
}
