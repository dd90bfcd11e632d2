package loupe.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritingSampleStudiesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void gives_a_ct_of_120_slices_and_a_film_of_one_patient_that_read_back() throws Exception {
        SampleStudies.Written w = SampleStudies.write(folder, 7);
        assertThat(w.ctFiles()).hasSize(120);
        DataSet ct = DicomReader.usual().read(w.ctFiles().get(59)).data();
        DataSet film = DicomReader.usual().read(w.filmFiles().getFirst()).data();
        assertThat(ct.string(Tag.Modality)).contains("CT");
        assertThat(ct.doubles(Tag.ImagePositionPatient)[2]).isEqualTo(59 * 2.5);
        assertThat(film.bytes(Tag.PixelData).orElseThrow().byteSize()).isEqualTo(1024 * 1024 * 2);
        assertThat(film.string(Tag.PatientName)).isEqualTo(ct.string(Tag.PatientName));
        assertThat(film.string(Tag.StudyInstanceUID)).isNotEqualTo(ct.string(Tag.StudyInstanceUID));
    }

    @Test
    void plants_every_identity_string_it_lists_in_a_file_name_a_value_or_the_pixels() throws Exception {
        SampleStudies.Written w = SampleStudies.write(folder, 7);
        List<String> places = new ArrayList<>();
        for (Path file : List.of(w.ctFiles().getFirst(), w.filmFiles().getFirst())) {
            places.add(file.toString());
            places.add(text(file, StandardCharsets.ISO_8859_1));
            places.add(text(file, StandardCharsets.UTF_8));
        }
        List<String> missing = w.identity().stream()
                .filter(s -> !s.startsWith("2.25.") && !s.matches("\\d{4}-\\d\\d-\\d\\d"))
                .filter(s -> places.stream().noneMatch(p -> p.contains(s)))
                .toList();
        assertThat(missing).isEmpty();
        assertThat(w.identity()).hasSizeGreaterThan(150).allMatch(s -> s.length() >= 5);
    }

    private static String text(Path file, Charset charset) throws IOException {
        byte[] all = Files.readAllBytes(file);
        return new String(all, 0, Math.min(all.length, 12_000), charset);
    }

    @Test
    void writes_the_same_bytes_for_the_same_seed() throws Exception {
        SampleStudies.Written one = SampleStudies.write(folder.resolve("a"), 8);
        SampleStudies.Written two = SampleStudies.write(folder.resolve("b"), 8);
        assertThat(Files.mismatch(one.ctFiles().get(10), two.ctFiles().get(10))).isEqualTo(-1);
        assertThat(Files.mismatch(one.filmFiles().getFirst(), two.filmFiles().getFirst())).isEqualTo(-1);
        try (Stream<Path> files = Files.walk(one.studies())) {
            assertThat(files.filter(Files::isRegularFile).count()).isEqualTo(121);
        }
    }
}
