package loupe.core.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.core.Peer;
import loupe.core.Shared;
import org.junit.jupiter.api.Test;

class HeaderScanTest {
    @Test
    void gives_the_uids_dcmdump_prints_of_each_public_file_both_read() throws IOException {
        HeaderScan scan = new HeaderScan(Tag.SOPInstanceUID, Tag.SeriesInstanceUID);
        List<String> ours = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        try (var files = Files.list(Shared.path("data/pydicom/test_files"))) {
            for (Path p : files.filter(Files::isRegularFile).sorted().toList()) {
                List<String> values;
                try {
                    values = scan.of(p);
                } catch (DicomException e) {
                    continue;
                }
                Peer.Answer a = Peer.run(List.of("dcmdump", "-q", "-s", "+P", "0008,0018", "+P", "0020,000e", p.toString()));
                if (a.exit() == 0) {
                    ours.add(p.getFileName() + " " + String.join(" ", values));
                    theirs.add(p.getFileName() + " " + printed(a.output(), "(0008,0018)") + " " + printed(a.output(), "(0020,000e)"));
                }
            }
        }
        assertThat(ours).hasSizeGreaterThan(60).isEqualTo(theirs);
    }

    private static String printed(String dump, String tag) {
        return dump.lines()
                .filter(l -> l.startsWith(tag) && l.contains("["))
                .map(l -> l.substring(l.indexOf('[') + 1, l.indexOf(']')))
                .findFirst()
                .orElse("");
    }
}
