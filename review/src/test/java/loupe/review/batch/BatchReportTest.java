package loupe.review.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchReportTest {
    private static final BatchItem DONE = BatchItem.fresh(1, "Muster.dcm", new ManifestLine(2, "H-0815", "BLK-9", "Ki67", 3))
            .in(ItemState.DONE, "")
            .counted(2, 2, Set.of("2.25.7"));
    private static final BatchItem FAILED = BatchItem.fresh(2, "b", new ManifestLine(3, "H-0815", "", "", 0))
            .in(ItemState.FAILED, "=cmd|' /C calc'!A0, \"quoted\" & <b>");
    private static final BatchItem OTHER =
            BatchItem.fresh(3, "c", new ManifestLine(5, "H-0816", "", "", 0)).in(ItemState.HELD, "@SUM(1)");

    private final BatchReport report =
            new BatchReport(4, List.of(DONE, FAILED, OTHER), List.of(new Manifest.Fault(4, "it names no slide")));

    @Test
    void tells_items_by_number_and_line_cases_by_a_number_and_studies_by_pseudonym() {
        assertThat(report.csv().lines()).contains(
                "item,line,case,state,reason,attempts,files,instances,studies",
                "1,2,1,done,,0,2,2,2.25.7",
                "3,5,2,held,'@SUM(1),0,0,0,",
                "\"\",4,,failed,it names no slide,,,,");
        assertThat(report.csv() + report.html()).doesNotContain("Muster", "0815", "0816", "BLK", "Ki67");
        assertThat(report.sum()).isEqualTo("3 items: 1 done, 1 failed, 1 held, 1 lines of the manifest wrong");
    }

    @Test
    void lets_no_value_be_a_formula_or_markup() {
        assertThat(report.csv()).contains("2,3,1,failed,\"'=cmd|' /C calc'!A0, \"\"quoted\"\" & <b>\",0,0,0,");
        assertThat(report.html()).contains("&quot;quoted&quot; &amp; &lt;b&gt;").doesNotContain("<b>", "<script", "http:", "https:");
        for (String formula : List.of("=1", "+1", "-1", "@x", "\tx", "\rx")) {
            BatchItem odd = FAILED.in(ItemState.FAILED, formula);
            assertThat(new BatchReport(1, List.of(odd), List.of()).csv()).as(formula).contains("'" + formula);
        }
    }

    @Test
    void is_written_whole_in_place_of_the_one_before(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("out");
        report.write(out);
        report.write(out);
        try (Stream<Path> all = Files.list(out)) {
            assertThat(all.map(p -> p.getFileName().toString())).containsExactlyInAnyOrder("batch-4.csv", "batch-4.html");
        }
        assertThat(Files.readString(out.resolve("batch-4.csv"))).isEqualTo(report.csv());
    }
}
