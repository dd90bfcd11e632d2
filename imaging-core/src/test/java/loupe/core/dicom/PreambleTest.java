package loupe.core.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreambleTest {
    private static byte[] file(String preamble) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataSet data = DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3")
                .build();
        DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        byte[] bytes = out.toByteArray();
        byte[] head = HexFormat.of().parseHex(preamble);
        System.arraycopy(head, 0, bytes, 0, head.length);
        return bytes;
    }

    @Nested
    class A_file_that_is_something_else_as_well {

        @ParameterizedTest
        @CsvSource({"4d5a9000,a Windows program", "7f454c4602,a Linux program", "25504446,a PDF document", "2321,a script",
            "504b0304,an archive", "49492a00,a TIFF picture"})
        void is_named_as_such_and_its_preamble_is_not_written_again(String head, String what) throws IOException {
            DicomFile read = DicomReader.usual().read(MemorySegment.ofArray(file(head)));
            assertThat(read.warnings()).containsExactly("the file begins like " + what + "; its preamble is not kept");
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            DicomWriter.writeFile(read.data(), read.syntax(), again);
            assertThat(again.toByteArray()).startsWith(new byte[128]);
        }

        @Test
        void is_not_suspected_where_the_preamble_is_zero() throws IOException {
            assertThat(DicomReader.usual().read(MemorySegment.ofArray(file("00"))).warnings()).isEmpty();
        }
    }
}
