package loupe.core.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import loupe.core.Peer;
import loupe.core.Shared;
import org.junit.jupiter.api.Test;

class CharacterSetTest {
    private static void names(DataSet d, List<String> out) {
        for (Element e : d.elements()) {
            switch (e) {
                case Element.Sequence s -> s.items().forEach(i -> names(i, out));
                case Element.Value v when v.vr() == Vr.PN -> out.addAll(d.strings(e.tag()));
                default -> {}
            }
        }
    }

    @Test
    void names_in_all_of_pydicoms_character_sets_read_as_pydicom_reads_them() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Shared.path("data/pydicom/charset_files"))) {
            files = all.filter(p -> p.toString().endsWith(".dcm")).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(15);
        Peer.Answer a = Peer.python(
                """
                import sys, warnings, pydicom
                warnings.simplefilter('ignore')
                def names(d):
                    for e in d:
                        if e.VR == 'SQ':
                            for i in e.value:
                                names(i)
                        elif e.VR == 'PN':
                            for v in (e.value if e.VM > 1 else [e.value]):
                                print(str(v).rstrip())
                for f in sys.argv[1:]:
                    d = pydicom.dcmread(f)
                    d.decode()
                    names(d)
                """,
                files.stream().map(Path::toString).toArray(String[]::new));
        assertThat(a.exit()).as(a.output()).isZero();
        List<String> ours = new ArrayList<>();
        for (Path p : files) {
            names(DicomReader.usual().read(p).data(), ours);
        }
        // pydicom's text of a name leaves empty component groups at its end out.
        ours.replaceAll(n -> n.replaceFirst("=+$", ""));
        assertThat(ours)
                .containsExactlyElementsOf(
                        a.output().lines().filter(n -> !n.isEmpty()).toList());
    }

    @Test
    void text_written_in_a_set_reads_back() {
        for (String set : List.of("ISO_IR 192", "GB18030")) {
            DataSet d = DataSet.builder()
                    .put(Tag.SpecificCharacterSet, Vr.CS, set)
                    .put(Tag.PatientName, Vr.PN, "Wang^XiaoDong=王^小东")
                    .build();
            assertThat(d.string(Tag.PatientName)).contains("Wang^XiaoDong=王^小东");
        }
    }
}
