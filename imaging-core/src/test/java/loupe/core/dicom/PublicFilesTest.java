package loupe.core.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.Shared;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import org.junit.jupiter.api.Test;

class PublicFilesTest {

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> all = Files.walk(Shared.path(folder))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void each_file_is_read_or_refused_with_a_dicom_exception_and_nothing_else() throws IOException {
        int read = 0;
        List<String> refused = new ArrayList<>();
        for (String folder : List.of("data/pydicom", "data/wg04", "data/dcmqi", "data/ct_dicom_totalseg", "data/wsi_cmu1")) {
            for (Path p : files(folder)) {
                try {
                    DicomFile f = DicomReader.usual().read(p);
                    read++;
                    if (EncodedFrames.present(f.data()) && PixelDecoder.supports(f.syntax())) {
                        PixelDecoder.decode(f.data(), f.syntax(), 0);
                    }
                } catch (DicomException e) {
                    refused.add(p.getFileName() + ": " + e.getMessage());
                }
            }
        }
        Files.writeString(Path.of("target/public-files.txt"), String.join("\n", refused), StandardCharsets.UTF_8);
        assertThat(read).isGreaterThan(150);
    }
}
