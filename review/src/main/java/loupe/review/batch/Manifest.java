package loupe.review.batch;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import loupe.review.ReviewException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A lab's list of slides: comma- or semicolon-separated (RFC 4180), UTF-8 with or without byte order mark, its first line names the
/// columns. `slide` is needed: where the slide lies below the batch's folder. `case`, `block`, `stain` and `priority` are taken where
/// they are there; other columns are not kept.
///
/// @param slides what each good line says, by where its slide lies below the folder, in the order of the lines
/// @param faults what is wrong with the other lines, in their order
public record Manifest(Map<String, ManifestLine> slides, List<Fault> faults) {
    /// A manifest larger than this is none.
    private static final long MOST_BYTES = 64L << 20;
    /// A value longer than this is none.
    private static final int LONGEST = 1000;

    private static final String SLIDE = "slide";
    private static final String PRIORITY = "priority";

    /// Copies; the order stays.
    public Manifest {
        slides = Collections.unmodifiableMap(new LinkedHashMap<>(slides));
        faults = List.copyOf(faults);
    }

    /// A line that names no slide.
    ///
    /// @param line its number, from 1
    /// @param sentence what is wrong and what to do; without a value of the line
    public record Fault(int line, String sentence) {}

    /// Reads a manifest.
    ///
    /// @param folder what slides lie below
    /// @throws ReviewException if it cannot be read as a whole; a line that is wrong is only that line's fault
    public static Manifest read(Path file, Path folder) throws ReviewException {
        String text = text(file);
        int end = text.indexOf('\n');
        String head = end < 0 ? text : text.substring(0, end);
        char separator = head.chars().filter(c -> c == ';').count() > head.chars().filter(c -> c == ',').count() ? ';' : ',';
        CSVFormat format = CSVFormat.RFC4180.builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .setTrim(true)
                .build();
        Reading reading = new Reading(folder);
        // Where a record begins: a value in quotes may go over several lines.
        int begins = 1;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            for (CSVRecord r : parser) {
                reading.take(begins, r);
                begins = (int) parser.getCurrentLineNumber() + 1;
            }
        } catch (ReviewException e) {
            throw e;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new ReviewException("the quotes of the manifest are wrong from line " + begins + " on; mend them", e);
        }
        if (reading.columns.isEmpty()) {
            throw new ReviewException("the manifest is empty; its first line must name its columns: slide, case, block, stain, priority");
        }
        return new Manifest(reading.slides, reading.faults);
    }

    private static String text(Path file) throws ReviewException {
        byte[] bytes;
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                throw new ReviewException("the manifest is no file of at most 64 MB; give a table with a line a slide");
            }
            bytes = Files.readAllBytes(file);
        } catch (ReviewException e) {
            throw e;
        } catch (IOException e) {
            throw new ReviewException("the manifest cannot be read; check that it is there and your rights", e);
        }
        int mark = bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf ? 3 : 0;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, mark, bytes.length - mark))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ReviewException("the manifest is not UTF-8; save it again as CSV in UTF-8", e);
        }
    }

    /// Goes over the lines.
    private static final class Reading {
        private final Path folder;
        private final Map<String, Integer> columns = new HashMap<>();
        private final Map<String, ManifestLine> slides = new LinkedHashMap<>();
        private final List<Fault> faults = new ArrayList<>();
        private int width;

        Reading(Path folder) {
            this.folder = folder;
        }

        void take(int line, CSVRecord r) throws ReviewException {
            if (columns.isEmpty()) {
                head(r);
                return;
            }
            boolean blank = r.stream().allMatch(String::isBlank);
            if (!blank) {
                String wrong = wrong(line, r);
                if (!wrong.isEmpty()) {
                    faults.add(new Fault(line, wrong));
                }
            }
        }

        private void head(CSVRecord r) throws ReviewException {
            width = r.size();
            for (int i = 0; i < r.size(); i++) {
                String name = r.get(i).strip().toLowerCase(Locale.ROOT);
                if (columns.put(name, i) != null && !name.isEmpty()) {
                    throw new ReviewException("the manifest's first line names a column twice; each once");
                }
            }
            if (!columns.containsKey(SLIDE)) {
                throw new ReviewException("the manifest's first line names no column slide; it must say slide, and may say case, block, "
                        + "stain and priority");
            }
        }

        private String value(CSVRecord r, String column) {
            Integer at = columns.get(column);
            return at == null || at >= r.size() ? "" : r.get(at).strip();
        }

        /// Takes a line; what is wrong with it, or nothing.
        private String wrong(int line, CSVRecord r) {
            if (r.size() != width) {
                return "it has " + r.size() + " values, the first line names " + width + " columns";
            }
            if (r.stream().anyMatch(v -> v.length() > LONGEST)) {
                return "a value is longer than " + LONGEST + " characters";
            }
            String priority = value(r, PRIORITY);
            if (!priority.matches("\\d{0,4}") || !priority.isEmpty() && Integer.parseInt(priority) > ManifestLine.HIGHEST) {
                return "its priority is no whole number from 0 to " + ManifestLine.HIGHEST + ", higher first";
            }
            String slide = value(r, SLIDE);
            if (slide.isEmpty()) {
                return "it names no slide";
            }
            Path at;
            try {
                at = folder.resolve(slide).normalize();
            } catch (InvalidPathException e) {
                return "its slide is no name of a file or folder";
            }
            if (!at.startsWith(folder) || at.equals(folder)) {
                return "its slide does not lie in the batch's folder; name it as it lies below that";
            }
            ManifestLine said = new ManifestLine(
                    line, value(r, "case"), value(r, "block"), value(r, "stain"), priority.isEmpty() ? 0 : Integer.parseInt(priority));
            ManifestLine before = slides.putIfAbsent(folder.relativize(at).toString(), said);
            return before == null ? "" : "line " + before.number() + " names the same slide";
        }
    }

    /// Says nothing of what it holds, so that no log can.
    @Override
    public String toString() {
        return "Manifest of " + slides.size() + " slides";
    }
}
