package loupe.core.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import loupe.core.Peer;
import loupe.core.dicom.TransferSyntax;
import loupe.core.image.Frame;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// High-throughput JPEG 2000 made and decoded by OpenJPH.
class HtJ2kTest {
    @TempDir Path folder;

    static List<Phantom> phantoms() {
        return List.of(
                new Phantom(66, 44, 1, 8, 8, false),
                new Phantom(66, 44, 1, 16, 10, false),
                new Phantom(66, 44, 1, 16, 12, false),
                new Phantom(66, 44, 1, 16, 16, false),
                new Phantom(66, 44, 1, 16, 12, true),
                new Phantom(66, 44, 1, 16, 16, true),
                new Phantom(66, 44, 1, 8, 8, true),
                new Phantom(1, 9, 1, 16, 16, false),
                new Phantom(257, 1, 3, 8, 8, false),
                new Phantom(66, 44, 3, 8, 8, false));
    }

    /// Samples as OpenJPH takes and gives them: raw for grey, PPM without its header for colours.
    private static byte[] samples(Phantom p) {
        int unit = p.stored() > 8 ? 2 : 1;
        ByteBuffer b = ByteBuffer.allocate(p.columns() * p.rows() * p.samples() * unit).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < p.columns() * p.rows() * p.samples(); i++) {
            int pixel = i / p.samples();
            // ojph_compress reads no negative numbers; see signed().
            int v = p.value(pixel % p.columns(), pixel / p.columns(), i % p.samples())
                    + (p.signed() ? 1 << p.stored() - 1 : 0);
            if (unit == 1) {
                b.put((byte) v);
            } else {
                b.putShort((short) v);
            }
        }
        return b.array();
    }

    private Path compressed(Phantom p, boolean reversible, String order) throws IOException {
        boolean colour = p.samples() == 3;
        Path in = folder.resolve(colour ? "in.ppm" : "in.yuv");
        Path stream = folder.resolve("out.j2c");
        try (OutputStream out = Files.newOutputStream(in)) {
            if (colour) {
                out.write(("P6\n" + p.columns() + " " + p.rows() + "\n255\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.write(samples(p));
        }
        List<String> command = new ArrayList<>(List.of(
                "ojph_compress", "-i", in.toString(), "-o", stream.toString(), "-reversible", "" + reversible,
                "-prog_order", order, "-num_decomps", "3"));
        command.addAll(
                colour
                        ? List.of("-colour_trans", "true")
                        : List.of(
                                "-dims", "{" + p.columns() + "," + p.rows() + "}", "-num_comps", "1",
                                "-signed", "false", "-bit_depth", "" + p.stored(), "-downsamp", "{1,1}"));
        if (!reversible) {
            command.addAll(List.of("-qstep", p.stored() == 16 ? "0.00002" : "0.001"));
        }
        Peer.Answer a = Peer.run(command);
        assertThat(a.exit()).as(a.output()).isZero();
        return stream;
    }

    /// A signed component lacks the DC level shift and has its sign bit set (ISO/IEC 15444-1 A.5.1, G.1.2), so samples
    /// lifted by half the range and that bit make the stream of the signed ones.
    private static byte[] signed(Phantom p, byte[] stream) {
        stream[42] |= (byte) (p.signed() ? 0x80 : 0);
        return stream;
    }

    private static Frame ours(Phantom p, Path stream, String syntax) throws IOException {
        return PixelDecoder.decode(new PixelDecoder.EncodedFrame(
                PixelDescription.of(p.dataSet()), TransferSyntax.of(syntax),
                MemorySegment.ofArray(signed(p, Files.readAllBytes(stream))), false, 0));
    }

    @ParameterizedTest
    @MethodSource("phantoms")
    void lossless_htj2k_by_openjph_comes_back_exactly_in_both_progressions(Phantom p) throws IOException {
        isWithin(p, ours(p, compressed(p, true, "LRCP"), TransferSyntax.HTJ2K_LOSSLESS), 0);
        isWithin(p, ours(p, compressed(p, true, "RPCL"), TransferSyntax.HTJ2K_LOSSLESS_RPCL), 0);
    }

    @ParameterizedTest
    @MethodSource("phantoms")
    void lossy_htj2k_is_within_a_level_of_what_openjph_decodes(Phantom p) throws IOException {
        Path stream = compressed(p, false, "RPCL");
        Frame ours = ours(p, stream, TransferSyntax.HTJ2K);
        Path out = folder.resolve(p.samples() == 3 ? "back.ppm" : "back.yuv");
        Peer.Answer a = Peer.run(List.of("ojph_expand", "-i", stream.toString(), "-o", out.toString()));
        assertThat(a.exit()).as(a.output()).isZero();
        byte[] all = Files.readAllBytes(out);
        int n = p.columns() * p.rows() * p.samples();
        int unit = p.stored() > 8 ? 2 : 1;
        ByteBuffer b = ByteBuffer.wrap(all, all.length - n * unit, n * unit).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n; i++) {
            int v = unit == 2 ? b.getShort() : b.get();
            double peer = (v & (unit == 2 ? 0xffff : 0xff)) - (p.signed() ? 1 << p.stored() - 1 : 0);
            // In 16 bits the two libraries' arithmetic in floats differs by up to four levels of 65536.
            assertThat(ours.sample(i)).isCloseTo(peer, within(p.stored() == 16 ? 4.0 : 1.0));
        }
    }

    private static void isWithin(Phantom p, Frame frame, int levels) {
        for (int i = 0; i < p.columns() * p.rows(); i++) {
            for (int s = 0; s < p.samples(); s++) {
                assertThat(frame.sample((long) i * p.samples() + s))
                        .isCloseTo(p.value(i % p.columns(), i / p.columns(), s), within((double) levels));
            }
        }
    }
}
