package loupe.review.batch;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.core.encoding.CsvText;
import loupe.core.encoding.HtmlText;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// What became of a batch's items, as a table for programs and as one page for people, without scripts. It says no file's name, no case
/// and no block: an item is told by its number and its line of the manifest, a case by a number of the batch's own, a study by its
/// pseudonymous UID.
///
/// @param batch number of the batch
/// @param items its items
/// @param faults lines of the manifest that name no slide
public record BatchReport(int batch, List<BatchItem> items, List<Manifest.Fault> faults) {
    private static final List<String> COLUMNS =
            List.of("item", "line", "case", "state", "reason", "attempts", "files", "instances", "studies");

    private static final String PAGE = """
            <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Batch %d</title>
            <style>body{font:15px/1.5 sans-serif;margin:2em}table{border-collapse:collapse}td,th{padding:.2em .8em;
            border-bottom:1px solid #ccc;text-align:left;vertical-align:top}.failed,.held{color:#a00;font-weight:bold}</style>
            <h1>Batch %d</h1>
            <p>%s. Files, cases and blocks are not named here; <code>loupe batch status %d</code> names them. Not a medical device.</p>
            """;

    /// Copies the lists.
    public BatchReport {
        items = List.copyOf(items);
        faults = List.copyOf(faults);
    }

    /// How many items are in each state that there is, in words.
    public String sum() {
        return StateCounts.of(items).sentence(faults.size());
    }

    /// As comma-separated values (RFC 4180), a line an item. A value that a spreadsheet would take for a formula has an apostrophe
    /// before it.
    public String csv() {
        StringWriter out = new StringWriter();
        try (CSVPrinter table = new CSVPrinter(out, CSVFormat.RFC4180)) {
            table.printRecord(COLUMNS);
            for (List<String> row : rows()) {
                table.printRecord(row.stream().map(CsvText::of).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail", e);
        }
        return out.toString();
    }

    /// As one page for people that needs nothing else.
    public String html() {
        StringBuilder out = new StringBuilder(PAGE.formatted(batch, batch, HtmlText.of(sum()), batch));
        out.append("<table><tr>");
        COLUMNS.forEach(c -> out.append("<th>").append(c));
        for (List<String> row : rows()) {
            out.append("\n<tr class=\"").append(HtmlText.of(row.get(COLUMNS.indexOf("state")))).append("\">");
            row.forEach(v -> out.append("<td>").append(HtmlText.of(v)));
        }
        return out.append("\n</table></html>\n").toString();
    }

    /// Writes `batch-N.csv` and `batch-N.html`, each whole or not at all, in place of earlier ones.
    ///
    /// @param folder made if absent
    /// @throws IOException if they cannot be written
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        put(folder, "batch-" + batch + ".csv", csv());
        put(folder, "batch-" + batch + ".html", html());
    }

    private static void put(Path folder, String name, String text) throws IOException {
        Path draft = Files.createTempFile(folder, "." + name, ".tmp");
        try {
            Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
            Files.move(draft, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private List<List<String>> rows() {
        Map<String, Integer> cases = new HashMap<>();
        List<List<String>> out = new ArrayList<>();
        for (BatchItem i : items) {
            String said = i.line().caseId();
            String number = said.isEmpty() ? "" : String.valueOf(cases.computeIfAbsent(said, k -> cases.size() + 1));
            out.add(List.of(
                    String.valueOf(i.number()),
                    i.line().number() == 0 ? "" : String.valueOf(i.line().number()),
                    number,
                    i.state().word(),
                    i.reason(),
                    String.valueOf(i.attempts()),
                    String.valueOf(i.files()),
                    String.valueOf(i.instances()),
                    String.join(" ", i.studies())));
        }
        for (Manifest.Fault f : faults) {
            out.add(List.of("", String.valueOf(f.line()), "", ItemState.FAILED.word(), f.sentence(), "", "", "", ""));
        }
        return out;
    }

    /// Says nothing of where items lie, so that no log can.
    @Override
    public String toString() {
        return "BatchReport of " + items.size() + " items";
    }
}
