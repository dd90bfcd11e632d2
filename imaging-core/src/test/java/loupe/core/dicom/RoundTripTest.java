package loupe.core.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import loupe.core.Peer;
import loupe.core.Shared;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    @TempDir Path folder;

    static List<TransferSyntax> syntaxes() {
        return List.of(
                TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_LE, TransferSyntax.EXPLICIT_BE, TransferSyntax.DEFLATED_LE);
    }

    private static DataSet everyKind() {
        DataSet inner = DataSet.builder().put(Tag.CodeMeaning, Vr.LO, "inner").build();
        DataSet item = DataSet.builder()
                .put(Tag.CodeValue, Vr.SH, "121311")
                .put(0x00081140, List.of(inner, DataSet.empty()))
                .build();
        return DataSet.builder()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.12345")
                .put(Tag.PatientName, Vr.PN, "Größe^Ärztin=山田^太郎")
                .put(Tag.ImageType, Vr.CS, "DERIVED", "SECONDARY")
                .putEmpty(Tag.StudyDate, Vr.DA)
                .put(0x00080119, Vr.UC, "a long text of odd size")
                .put(0x00189305, Vr.FD, 1 / 3.0)
                .put(0x00280009, Vr.AT, new byte[] {0x54, 0, 0x10, 0, 0x54, 0, 0x20, 0})
                .put(Tag.Rows, Vr.US, 2.0)
                .put(Tag.Columns, Vr.US, 3.0)
                .put(Tag.PixelRepresentation, Vr.US, 1.0)
                .put(0x00280106, Vr.SS, -300.0)
                .put(0x00186060, Vr.FL, 0.25)
                .put(0x00082112, List.of(item, item))
                .put(0x00091010, Vr.UN, new byte[] {1, 2, 3, 4})
                .put(0x00090010, Vr.LO, "LOUPE TEST")
                .put(Tag.PixelData, Vr.OW, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
                .build();
    }

    private static byte[] written(TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeFile(everyKind(), syntax, out);
        return out.toByteArray();
    }

    private Path file(TransferSyntax syntax) throws IOException {
        Path p = folder.resolve("written.dcm");
        try (OutputStream out = Files.newOutputStream(p)) {
            DicomWriter.writeFile(everyKind(), syntax, out);
        }
        return p;
    }

    /// Text form of a data set by tag: values decoded, so that byte order does not matter.
    private static String shown(DataSet d) {
        return d.elements().stream()
                .map(e -> Tag.format(e.tag()) + " "
                        + switch (e) {
                            case Element.Sequence s ->
                                s.items().stream().map(RoundTripTest::shown).toList().toString();
                            case Element.Value v when v.vr().kind() == Vr.Kind.TEXT -> d.strings(e.tag()).toString();
                            case Element.Value v -> Arrays.toString(d.doubles(e.tag()));
                            case Element.Fragments f -> "fragments";
                        })
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void what_is_written_is_read_with_the_same_values(TransferSyntax syntax) throws IOException {
        DicomFile f = DicomReader.usual().read(MemorySegment.ofArray(written(syntax)));
        assertThat(f.syntax()).isEqualTo(syntax);
        assertThat(f.warnings()).isEmpty();
        assertThat(shown(f.data())).isEqualTo(shown(everyKind()));
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void pydicom_reads_the_same_values(TransferSyntax syntax) throws IOException {
        Peer.Answer a = Peer.python(
                """
                import sys, pydicom
                d = pydicom.dcmread(sys.argv[1])
                s = d[0x0008,0x2112].value
                print(d.PatientName, list(d.ImageType), repr(d[0x0018,0x9305].value), d[0x0028,0x0009].value, d.Rows,
                      d[0x0028,0x0106].value, d[0x0018,0x6060].value, len(s), s[1].CodeValue,
                      s[0][0x0008,0x1140].value[0].CodeMeaning, len(s[0][0x0008,0x1140].value[1]),
                      d[0x0009,0x1010].value.hex(), d[0x0008,0x0119].value, repr(d.StudyDate), len(d.PixelData))
                """,
                file(syntax).toString());
        assertThat(a.output().strip())
                .isEqualTo("Größe^Ärztin=山田^太郎 ['DERIVED', 'SECONDARY'] 0.3333333333333333"
                        + " [(0054, 0010), (0054, 0020)] 2 -300 0.25 2 121311 inner 0 01020304 a long text of odd size '' 12");
    }

    @ParameterizedTest
    @MethodSource("syntaxes")
    void dcmdump_reads_every_element_without_complaint(TransferSyntax syntax) throws IOException {
        Peer.Answer a = Peer.run(List.of("dcmdump", "-q", "+P", "0028,0010", "+P", "0028,0106", file(syntax).toString()));
        assertThat(a.exit()).isZero();
        assertThat(a.output()).contains("US 2 ").contains("SS -300 ").doesNotContain("W:").doesNotContain("E:");
    }

    @Test
    void a_dicomdir_is_recognised_and_an_image_is_not_taken_for_one() throws IOException {
        Path folder = Shared.path("data/pydicom/test_files/dicomdirtests");
        for (String name : List.of("DICOMDIR", "DICOMDIR-bigEnd", "DICOMDIR-implicit", "DICOMDIR-empty.dcm")) {
            assertThat(DicomReader.usual().read(folder.resolve(name)).isDirectory()).as(name).isTrue();
        }
        assertThat(DicomReader.usual().read(folder.resolve("77654033/CR1/6154")).isDirectory()).isFalse();
    }

    @Nested
    class A_truncated_file {
        @Test
        void keeps_every_element_that_is_complete_wherever_it_is_cut() throws IOException {
            for (TransferSyntax syntax : List.of(TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_LE)) {
                byte[] all = written(syntax);
                int before = 0;
                for (int n = 420; n < all.length; n++) {
                    DicomFile f = DicomReader.usual().read(MemorySegment.ofArray(Arrays.copyOf(all, n)));
                    assertThat(f.data().elements().size()).isGreaterThanOrEqualTo(before);
                    before = f.data().elements().size();
                    assertThat(f.data().contains(Tag.PixelData)).isFalse();
                    f.data().bytes(Tag.PatientName).ifPresent(b -> assertThat(b.toArray(ValueLayout.JAVA_BYTE))
                            .isEqualTo(everyKind().bytes(Tag.PatientName).orElseThrow().toArray(ValueLayout.JAVA_BYTE)));
                }
                assertThat(before).isEqualTo(everyKind().elements().size() - 1);
            }
        }

        @Test
        void says_that_it_is_truncated() throws IOException {
            byte[] all = written(TransferSyntax.EXPLICIT_LE);
            DicomFile f = DicomReader.usual().read(MemorySegment.ofArray(Arrays.copyOf(all, all.length - 5)));
            assertThat(f.truncated()).isTrue();
            assertThat(f.warnings()).containsExactly("the file ends inside an element; what was complete is kept");
        }
    }

    @Nested
    class A_file_without {
        @Test
        void preamble_is_read_with_a_warning() throws IOException {
            byte[] all = written(TransferSyntax.EXPLICIT_LE);
            DicomFile f = DicomReader.usual().read(MemorySegment.ofArray(Arrays.copyOfRange(all, 128, all.length)));
            assertThat(f.warnings()).hasSize(1);
            assertThat(shown(f.data())).isEqualTo(shown(everyKind()));
        }

        @ParameterizedTest
        @MethodSource("loupe.core.dicom.RoundTripTest#syntaxes")
        void meta_information_is_read_with_a_guessed_syntax_and_a_warning(TransferSyntax syntax) throws IOException {
            if (syntax.deflated()) {
                return;
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.write(everyKind(), syntax, out);
            DicomFile f = DicomReader.usual().read(MemorySegment.ofArray(out.toByteArray()));
            assertThat(f.syntax()).isEqualTo(syntax);
            assertThat(f.warnings()).anyMatch(w -> w.contains("guessed"));
            assertThat(shown(f.data())).isEqualTo(shown(everyKind()));
        }
    }
}
