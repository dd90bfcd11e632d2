package loupe.core.dicom.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import loupe.core.Peer;
import loupe.core.Shared;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import org.junit.jupiter.api.Test;

/// dcmqi's report as dcmtk's dsrdump prints it.
class MeasurementReportTest {
    private static Path file() {
        return Shared.path("data/dcmqi/sr-example/sr.dcm");
    }

    private static DataSet report() throws IOException {
        return DicomReader.usual().read(file()).data();
    }

    private static String dsrdump() throws IOException {
        return Peer.run(List.of("dsrdump", file().toString())).output();
    }

    @Test
    void numbers_units_and_meanings_are_those_dsrdump_prints() throws IOException {
        List<String> theirs = Pattern.compile(
                        "<contains NUM:\\(,,\"([^\"]*)\"\\)=\"([^\"]*)\" \\(([^,]*),UCUM,\"[^\"]*\"\\)>")
                .matcher(dsrdump())
                .results()
                .map(m -> m.group(1) + " " + Double.parseDouble(m.group(2)) + " " + m.group(3))
                .toList();
        List<String> ours = MeasurementReport.of(report()).groups().stream()
                .flatMap(g -> g.measurements().stream())
                .map(n -> n.measurement().concept().meaning() + " " + n.measurement().value() + " "
                        + n.measurement().unit().value())
                .toList();
        assertThat(ours).hasSizeGreaterThan(20).isEqualTo(theirs);
    }

    @Test
    void a_number_says_how_it_was_derived_and_a_group_what_was_found_where() throws IOException {
        MeasurementReport.Group g = MeasurementReport.of(report()).groups().getFirst();
        assertThat(g.measurements().getFirst().derivation().orElseThrow().meaning()).isEqualTo("Mean");
        assertThat(g.finding().orElseThrow().meaning()).isEqualTo("Neoplasm, Primary");
        assertThat(g.site().orElseThrow().meaning()).isEqualTo("pharyngeal tonsil (adenoid)");
        assertThat(g.segmentationUid()).isNotEmpty();
        assertThat(g.segment()).isEqualTo(1);
        assertThat(MeasurementReport.of(report()).complete()).isFalse();
    }

    @Test
    void the_whole_tree_has_the_items_dsrdump_prints() throws IOException {
        List<String> theirs = Pattern.compile("^ *<(?:[a-z ]+ )?([A-Z0-9]+):", Pattern.MULTILINE)
                .matcher(dsrdump())
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
        List<String> ours =
                SrDocument.of(report()).root().all().stream().map(SrDocument.Item::type).toList();
        assertThat(ours).isEqualTo(theirs);
    }

    @Test
    void what_is_no_report_is_refused() {
        assertThatThrownBy(() -> MeasurementReport.of(DataSet.empty())).isInstanceOf(DicomException.class);
        DataSet other = DataSet.builder().put(Tag.ValueType, Vr.CS, "CONTAINER").build();
        assertThatThrownBy(() -> MeasurementReport.of(other))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("no imaging measurement report");
    }
}
