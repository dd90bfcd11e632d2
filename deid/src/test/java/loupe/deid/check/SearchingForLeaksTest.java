package loupe.deid.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.work.JobContext;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchingForLeaksTest {
    @TempDir
    Path folder = Path.of("");

    private static DataSet.Builder empty() {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "2.25.1");
    }

    private static DataSet.Builder person(String name) {
        return empty()
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.PatientName, Vr.PN, name)
                .put(Tag.PatientID, Vr.LO, "ZQ-4711-99")
                .put(Tag.StudyDate, Vr.DA, "20190203");
    }

    private Path file(String name, DataSet data, TransferSyntax syntax) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(data, syntax, out);
        }
        return file;
    }

    private List<Leak> leaks(DataSet source, DataSet output, TransferSyntax syntax, String name) throws IOException {
        Path before = file("before", source, TransferSyntax.EXPLICIT_LE);
        Path after = file("after", output, syntax);
        return new LeakCheck(Set.of())
                .run(List.of(new LeakCheck.Pair(before, after, name)), List.of(), JobContext.unattended())
                .leaks();
    }

    private List<Leak> leaks(DataSet source, DataSet output) throws IOException {
        return leaks(source, output, TransferSyntax.EXPLICIT_LE, "A");
    }

    @Nested
    class A_name_is_found {

        @ParameterizedTest
        @CsvSource({"ISO-8859-1,Größenwald^Jörg", "ISO-8859-5,Люксембург^Иван", "ISO-8859-7,Διονυσίου^Παν",
            "GB18030,王小东^山田", "EUC-KR,김희중^길동", "Shift_JIS,ﾔﾏﾀﾞ山田^太郎", "UTF-8,Größenwald^Jörg", "UTF-16LE,Quexington^Ann"})
        void in_the_bytes_of_any_character_set(String charset, String name) throws IOException {
            DataSet out = empty()
                    .put(new Element.Value(0x00104000, Vr.LT, MemorySegment.ofArray(
                            ("seen " + name).getBytes(Charset.forName(charset))), false))
                    .build();
            assertThat(leaks(person(name).build(), out)).anyMatch(l -> l.kind() == LeakKind.PERSON);
        }

        @ParameterizedTest
        @ValueSource(strings = {"quexington", "QUEXINGTON", "Dr.Quexington", "Quexington^Ann"})
        void whatever_its_case_and_by_its_parts(String written) throws IOException {
            DataSet out = empty().put(Tag.StudyDescription, Vr.LO, written).build();
            assertThat(leaks(person("Quexington^Ann").build(), out)).isNotEmpty();
        }

        @Test
        void in_a_deflated_file_in_private_bytes_in_UN_and_in_pixels() throws IOException {
            byte[] hidden = "xxQuexington^Annxx".getBytes(StandardCharsets.US_ASCII);
            DataSet source = person("Quexington^Ann").build();
            assertThat(leaks(source, empty().put(Tag.StudyDescription, Vr.LO, "Quexington").build(),
                            TransferSyntax.DEFLATED_LE, "A")).isNotEmpty();
            for (Element e : List.of(
                    new Element.Value(0x00091001, Vr.OB, MemorySegment.ofArray(hidden), false),
                    new Element.Value(0x00081115, Vr.UN, MemorySegment.ofArray(hidden), false),
                    new Element.Value(Tag.PixelData, Vr.OB, MemorySegment.ofArray(hidden), false))) {
                assertThat(leaks(source, empty().put(e).build())).as(Tag.format(e.tag())).isNotEmpty();
            }
        }

        @Test
        void where_the_source_hides_it_in_a_sequence_encoded_as_UN() throws IOException {
            ByteArrayOutputStream item = new ByteArrayOutputStream();
            item.writeBytes(new byte[] {(byte) 0xFE, (byte) 0xFF, 0, (byte) 0xE0, -1, -1, -1, -1});
            DicomWriter.write(DataSet.builder().put(0x00081070, Vr.PN, "Operator^Quentin").build(), TransferSyntax.IMPLICIT_LE, item);
            item.writeBytes(new byte[] {(byte) 0xFE, (byte) 0xFF, 0x0D, (byte) 0xE0, 0, 0, 0, 0});
            DataSet source = empty()
                    .put(new Element.Value(0x00400275, Vr.UN, MemorySegment.ofArray(item.toByteArray()), false))
                    .build();
            assertThat(leaks(source, empty().put(Tag.StudyDescription, Vr.LO, "by Quentin").build())).isNotEmpty();
        }

        @Test
        void in_the_name_of_the_output() throws IOException {
            assertThat(leaks(person("Quexington^Ann").build(), empty().build(), TransferSyntax.EXPLICIT_LE, "quexington/A"))
                    .singleElement().satisfies(l -> assertThat(l.where()).isEqualTo("name"));
        }
    }

    @Nested
    class A_date_is_found {

        @Test
        void where_its_attribute_still_says_it_or_a_text_does() throws IOException {
            DataSet source = person("Quexington^Ann").build();
            assertThat(leaks(source, empty().put(Tag.StudyDate, Vr.DA, "20190203").build()))
                    .singleElement().satisfies(l -> assertThat(l.kind()).isEqualTo(LeakKind.DATE));
            assertThat(leaks(source, empty().put(Tag.StudyDescription, Vr.LO, "of 2019-02-03").build()))
                    .singleElement().satisfies(l -> assertThat(l.kind()).isEqualTo(LeakKind.DATE));
        }

        @Test
        void not_where_another_attribute_happens_to_be_shifted_to_it() throws IOException {
            assertThat(leaks(person("Quexington^Ann").build(), empty().put(0x00080021, Vr.DA, "20190203").build())).isEmpty();
        }
    }

    @Nested
    class Nothing_is_found {

        @Test
        void where_small_values_of_16_bit_pixels_look_like_five_letters_and_earlier_work_put_REMOVED_for_a_name()
                throws IOException {
            DataSet source = person("REMOVED").put(Tag.PatientID, Vr.LO, "44712").build();
            byte[] pixels = (" ".repeat(1000) + "\u0001\u000244712\u0003\u0004").getBytes(StandardCharsets.UTF_16LE);
            DataSet output = empty()
                    .put(Tag.LongitudinalTemporalInformationModified, Vr.CS, "REMOVED")
                    .put(Tag.PixelData, Vr.OW, pixels)
                    .build();
            assertThat(leaks(source, output)).isEmpty();
        }

        @Test
        void where_nothing_stayed_or_it_was_allowed() throws IOException {
            DataSet source = person("Quexington^Ann").build();
            assertThat(leaks(source, empty().put(Tag.StudyDescription, Vr.LO, "CT CHEST").build())).isEmpty();
            Path before = file("b", source, TransferSyntax.EXPLICIT_LE);
            Path after = file("a", empty().put(Tag.StudyDate, Vr.DA, "20190203").build(), TransferSyntax.EXPLICIT_LE);
            assertThat(new LeakCheck(Set.of(LeakKind.DATE))
                            .run(List.of(new LeakCheck.Pair(before, after, "A")), List.of(), JobContext.unattended())
                            .leaks())
                    .isEmpty();
        }
    }
}
