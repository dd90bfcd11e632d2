package loupe.core.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import loupe.core.Peer;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.TransferSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sound streams of syntaxes that are not decoded, made by the programs that know them, name the way out.
class RefusedSyntaxesTest {
    @TempDir Path folder;

    private Path picture() throws IOException {
        byte[] head = "P5\n64 48\n255\n".getBytes(StandardCharsets.US_ASCII);
        byte[] all = java.util.Arrays.copyOf(head, head.length + 64 * 48);
        return Files.write(folder.resolve("in.pgm"), all);
    }

    private void isRefused(Path stream, String uid, String way) throws IOException {
        PixelDecoder.EncodedFrame f = new PixelDecoder.EncodedFrame(
                PixelDescription.of(new Phantom(64, 48, 1, 8, 8, false).dataSet()),
                TransferSyntax.of(uid), MemorySegment.ofArray(Files.readAllBytes(stream)), false, 0);
        assertThat(PixelDecoder.supports(f.syntax())).isFalse();
        assertThatThrownBy(() -> PixelDecoder.decode(f))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining(way)
                .hasMessageContaining(uid);
    }

    private Path made(String name, String... command) throws IOException {
        Peer.Answer a = Peer.run(List.of(command));
        assertThat(a.exit()).as(a.output()).isZero();
        return folder.resolve(name);
    }

    @Test
    void jpeg_xl_is_refused_with_the_way_out() throws IOException {
        String in = picture().toString();
        Path stream = made("out.jxl", "cjxl", in, folder.resolve("out.jxl").toString(), "-d", "0");
        for (String uid : List.of("1.2.840.10008.1.2.4.110", "1.2.840.10008.1.2.4.111", "1.2.840.10008.1.2.4.112")) {
            isRefused(stream, uid, "transcode it to JPEG 2000");
        }
    }

    @Test
    void video_is_refused_with_the_way_out() throws IOException {
        String in = picture().toString();
        Path mpeg2 = made("out.m2v", "ffmpeg", "-v", "error", "-i", in, "-r", "25", folder.resolve("out.m2v").toString());
        isRefused(mpeg2, "1.2.840.10008.1.2.4.100", "ffmpeg");
        Path h264 = made("out.h264", "ffmpeg", "-v", "error", "-i", in, "-r", "25", folder.resolve("out.h264").toString());
        isRefused(h264, "1.2.840.10008.1.2.4.102", "ffmpeg");
    }

    @Test
    void a_syntax_nobody_knows_is_refused_with_a_converter_named() throws IOException {
        isRefused(picture(), "1.2.3.4", "gdcmconv");
        isRefused(picture(), "1.2.840.10008.1.2.4.94", "JPIP");
    }
}
