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
    void gives_the_uids_pydicom_reads_from_each_public_file_both_read() throws IOException {
        Peer.Answer a = Peer.python(
                """
                import sys, os, warnings, pydicom
                warnings.simplefilter('ignore')
                for n in sorted(os.listdir(sys.argv[1])):
                    try:
                        d = pydicom.dcmread(os.path.join(sys.argv[1], n), stop_before_pixels=True)
                        print(n, d.get('SOPInstanceUID', ''), d.get('SeriesInstanceUID', ''))
                    except Exception:
                        pass
                """,
                Shared.path("data/pydicom/test_files").toString());
        HeaderScan scan = new HeaderScan(Tag.SOPInstanceUID, Tag.SeriesInstanceUID);
        List<String> ours = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        for (String line : a.output().lines().toList()) {
            String name = line.substring(0, line.indexOf(' '));
            Path file = Shared.path("data/pydicom/test_files/" + name);
            if (!Files.isDirectory(file)) {
                ours.add(name + " " + String.join(" ", scan.of(file)));
                theirs.add(line);
            }
        }
        assertThat(ours).hasSizeGreaterThan(60).isEqualTo(theirs);
    }
}
