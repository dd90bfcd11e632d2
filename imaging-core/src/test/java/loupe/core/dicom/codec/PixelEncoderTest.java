package loupe.core.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.image.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PixelEncoderTest {
    private static final TransferSyntax JPEG_LS = TransferSyntax.of(TransferSyntax.JPEG_LS_LOSSLESS);

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource({"loupe.core.dicom.codec.CodecsTest#phantoms", "loupe.core.dicom.codec.CodecsTest#oddSizes"})
    void dcmtk_and_gdcm_decode_our_jpeg_ls_exactly(Phantom p) throws IOException {
        Frame frame = PixelDecoder.decode(p.dataSet(), TransferSyntax.EXPLICIT_LE, 0);
        byte[] stream = PixelEncoder.jpegLs(frame, p.stored());
        DataSet d = p.dataSet().toBuilder()
                .put(new Element.Fragments(
                        Tag.PixelData,
                        Vr.OB,
                        MemorySegment.ofArray(new byte[0]),
                        List.of(MemorySegment.ofArray(stream))))
                .build();
        Path file = folder.resolve("ours.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(d, JPEG_LS, out);
        }
        assertThat(Oracle.difference(frame, Oracle.frame(Oracle.converted(file, "dcmdjpls"), 0))).isZero();
        if (p.rows() > 1 && p.columns() > 1) {
            assertThat(Oracle.difference(frame, Oracle.frame(Oracle.converted(file, "gdcmconv", "--raw"), 0)))
                    .isZero();
        }
        assertThat(Oracle.difference(frame, PixelDecoder.decode(d, JPEG_LS, 0))).isZero();
    }

    @ParameterizedTest
    @MethodSource({"loupe.core.dicom.codec.CodecsTest#phantoms", "loupe.core.dicom.codec.CodecsTest#oddSizes"})
    void dcmtk_and_gdcm_decode_our_rle_exactly(Phantom p) throws IOException {
        Frame frame = PixelDecoder.decode(p.dataSet(), TransferSyntax.EXPLICIT_LE, 0);
        DataSet d = p.dataSet().toBuilder()
                .put(new Element.Fragments(
                        Tag.PixelData,
                        Vr.OB,
                        MemorySegment.ofArray(new byte[0]),
                        List.of(MemorySegment.ofArray(PixelEncoder.rle(frame)))))
                .build();
        Path file = folder.resolve("ours.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(d, TransferSyntax.of(TransferSyntax.RLE), out);
        }
        assertThat(Oracle.difference(frame, Oracle.frame(Oracle.converted(file, "dcmdrle"), 0))).isZero();
        assertThat(Oracle.difference(frame, Oracle.frame(Oracle.converted(file, "gdcmconv", "--raw"), 0))).isZero();
        assertThat(Oracle.difference(frame, Oracle.frame(file, 0))).isZero();
    }

    @Test
    void samples_that_are_no_whole_numbers_of_16_bits_are_refused() {
        Frame f = new Frame(1, 1, 1, Frame.Format.F32, MemorySegment.ofArray(new byte[4]));
        assertThatThrownBy(() -> PixelEncoder.jpegLs(f, 16)).isInstanceOf(DicomException.class);
    }
}
