package loupe.core.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.image.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams made by gdcm and dcmtk from phantoms with known samples; the cells of docs/conformance.md.
class CodecsTest {
    @TempDir Path folder;

    static List<Phantom> phantoms() {
        return List.of(
                new Phantom(66, 44, 1, 8, 8, false),
                new Phantom(66, 44, 1, 16, 12, false),
                new Phantom(66, 44, 1, 16, 16, false),
                new Phantom(66, 44, 1, 16, 16, true),
                new Phantom(66, 44, 1, 16, 12, true),
                new Phantom(66, 44, 3, 8, 8, false));
    }

    static List<Phantom> oddSizes() {
        return List.of(
                new Phantom(1, 1, 1, 8, 8, false),
                new Phantom(1, 9, 1, 16, 16, false),
                new Phantom(257, 1, 3, 8, 8, false),
                new Phantom(67, 45, 1, 16, 10, false));
    }

    private Path made(Phantom p, String... command) throws IOException {
        Path made = Oracle.converted(Oracle.write(p.dataSet(), folder.resolve("raw.dcm")), command);
        assertThat(DicomReader.usual().read(made).syntax().encapsulated()).isTrue();
        return made;
    }

    private void comesBack(Phantom p, String... command) throws IOException {
        isWithin(p, Oracle.frame(made(p, command), 0), 0);
    }

    private static void isWithin(Phantom p, Frame frame, int levels) {
        for (int y = 0; y < p.rows(); y++) {
            for (int x = 0; x < p.columns(); x++) {
                for (int s = 0; s < p.samples(); s++) {
                    int i = (y * p.columns() + x) * p.samples() + s;
                    assertThat(frame.sample(i)).as("column %d, row %d, channel %d", x, y, s)
                            .isCloseTo(p.value(x, y, s), within((double) levels));
                }
            }
        }
    }

    /// Without signed samples, at which dcmtk's cooked mode stops by its own assertion.
    static List<Phantom> unsignedPhantoms() {
        return phantoms().stream().filter(p -> !p.signed()).toList();
    }

    @ParameterizedTest
    @MethodSource("phantoms")
    void jpeg_ls_lossless_by_gdcm_comes_back_exactly(Phantom p) throws IOException {
        comesBack(p, "gdcmconv", "-L");
    }

    @ParameterizedTest
    @MethodSource({"phantoms", "oddSizes"})
    void jpeg_ls_lossless_by_dcmtk_comes_back_exactly_in_each_interleaving(Phantom p) throws IOException {
        comesBack(p, "dcmcjpls", "+el", "+il");
        comesBack(p, "dcmcjpls", "+el", "+is");
        comesBack(p, "dcmcjpls", "+el", "+in");
    }

    @ParameterizedTest
    @MethodSource("unsignedPhantoms")
    void jpeg_ls_with_its_own_thresholds_comes_back_exactly(Phantom p) throws IOException {
        comesBack(p, "dcmcjpls", "+el", "+pc", "+t1", "5", "+t2", "11", "+t3", "40", "+rs", "31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "7"})
    void jpeg_ls_near_lossless_equals_what_dcmtk_and_gdcm_decode(String near) throws IOException {
        for (Phantom p : phantoms()) {
            if (p.signed()) {
                // dcmtk codes two's complement as unsigned, so nearness does not hold across zero.
                continue;
            }
            for (String interleave : List.of("+il", "+is", "+in")) {
                Path made = made(p, "dcmcjpls", "+en", "+md", near, interleave);
                Frame ours = Oracle.frame(made, 0);
                isWithin(p, ours, Integer.parseInt(near));
                assertThat(Oracle.difference(ours, Oracle.frame(Oracle.converted(made, "dcmdjpls"), 0))).isZero();
                assertThat(Oracle.difference(ours, Oracle.frame(Oracle.converted(made, "gdcmconv", "--raw"), 0)))
                        .isZero();
            }
        }
    }

    @Test
    void jpeg_ls_with_restart_markers_equals_its_intervals_coded_apart() throws IOException {
        // Each interval is coded like an image of its own (T.87 annex D), so strips coded by dcmtk make such a stream.
        Phantom whole = new Phantom(50, 40, 1, 16, 12, false);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int strip = 0; strip < 5; strip++) {
            byte[] coded = codestream(made(whole.strip(8 * strip, 8), "dcmcjpls", "+el"));
            int scan = indexOf(coded, 0xDA, 0);
            int data = scan + 2 + (coded[scan + 2] << 8 | coded[scan + 3]);
            if (strip == 0) {
                byte[] head = Arrays.copyOf(coded, scan);
                head[indexOf(coded, 0xF7, 0) + 6] = 40;
                stream.write(head);
                stream.write(new byte[] {(byte) 0xff, (byte) 0xdd, 0, 4, 0, 8});
                stream.write(coded, scan, data - scan);
            } else {
                stream.write(new byte[] {(byte) 0xff, (byte) (0xd0 + strip - 1)});
            }
            stream.write(coded, data, indexOf(coded, 0xD9, data) - data);
        }
        stream.write(new byte[] {(byte) 0xff, (byte) 0xd9});
        Frame frame = PixelDecoder.decode(new PixelDecoder.EncodedFrame(
                PixelDescription.of(whole.dataSet()),
                TransferSyntax.of(TransferSyntax.JPEG_LS_LOSSLESS),
                MemorySegment.ofArray(stream.toByteArray()),
                false,
                0));
        isWithin(whole, frame, 0);
    }

    private static byte[] codestream(Path file) throws IOException {
        DicomFile f = DicomReader.usual().read(file);
        return EncodedFrames.of(f.data(), f.syntax()).bytes(0).toArray(ValueLayout.JAVA_BYTE);
    }

    private static int indexOf(byte[] b, int marker, int from) {
        int i = from;
        while ((b[i] & 0xff) != 0xff || (b[i + 1] & 0xff) != marker) {
            i++;
        }
        return i;
    }

    @ParameterizedTest
    @MethodSource("phantoms")
    void jpeg_lossless_comes_back_exactly(Phantom p) throws IOException {
        comesBack(p, "gdcmconv", "-J");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "4", "5", "6", "7"})
    void jpeg_lossless_comes_back_exactly_with_each_predictor(String predictor) throws IOException {
        for (Phantom p : phantoms()) {
            comesBack(p, "dcmcjpeg", "+el", "+sv", predictor);
        }
    }

    @ParameterizedTest
    @MethodSource("phantoms")
    void jpeg_2000_lossless_comes_back_exactly(Phantom p) throws IOException {
        comesBack(p, "gdcmconv", "-K");
    }

    @ParameterizedTest
    @MethodSource("phantoms")
    void jpeg_2000_in_several_fragments_comes_back_exactly(Phantom p) throws IOException {
        DicomFile f = DicomReader.usual().read(made(p, "gdcmconv", "-K"));
        Element.Fragments one = (Element.Fragments) f.data().get(Tag.PixelData).orElseThrow();
        MemorySegment stream = one.fragments().getFirst();
        List<MemorySegment> parts =
                List.of(stream.asSlice(0, 40), stream.asSlice(40, 300), stream.asSlice(340, stream.byteSize() - 340));
        DataSet split = f.data().toBuilder()
                .put(new Element.Fragments(Tag.PixelData, Vr.OB, one.offsetTable(), parts))
                .build();
        isWithin(p, PixelDecoder.decode(split, f.syntax(), 0), 0);
    }

    @ParameterizedTest
    @MethodSource("phantoms")
    void jpeg_2000_lossy_is_within_a_level_of_what_gdcm_decodes(Phantom p) throws IOException {
        Path made = made(p, "gdcmconv", "-K", "-Y", "-r", "10");
        Frame gdcm = Oracle.frame(Oracle.converted(made, "gdcmconv", "--raw"), 0);
        Frame ours = Oracle.frame(made, 0);
        // gdcm codes 12 bits as 16 and lets the overshoot stand; ours is held at the ends of Bits Stored.
        double low = p.signed() ? -(1 << p.stored() - 1) : 0;
        double high = low + (1 << p.stored()) - 1;
        for (long i = 0; i < 66 * 44 * p.samples(); i++) {
            assertThat(ours.sample(i)).isCloseTo(Math.clamp(gdcm.sample(i), low, high), within(1.0));
        }
    }

    @ParameterizedTest
    @MethodSource({"phantoms", "oddSizes"})
    void rle_comes_back_exactly(Phantom p) throws IOException {
        comesBack(p, "dcmcrle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "100"})
    void jpeg_extended_of_12_bits_is_within_a_level_of_what_dcmtk_and_gdcm_decode(String quality) throws IOException {
        for (Phantom p : List.of(
                new Phantom(66, 44, 1, 16, 12, false),
                new Phantom(1, 1, 1, 16, 12, false),
                new Phantom(67, 45, 1, 16, 10, false))) {
            Path made = made(p, "dcmcjpeg", "+ee", "+q", quality);
            assertThat(DicomReader.usual().read(made).syntax().uid()).isEqualTo(TransferSyntax.JPEG_EXTENDED);
            Frame ours = Oracle.frame(made, 0);
            assertThat(Oracle.difference(ours, Oracle.frame(Oracle.converted(made, "dcmdjpeg"), 0)))
                    .isLessThanOrEqualTo(1);
            assertThat(Oracle.difference(ours, Oracle.frame(Oracle.converted(made, "gdcmconv", "--raw"), 0)))
                    .isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "100"})
    void jpeg_baseline_is_within_a_level_of_what_dcmtk_decodes_by_both_of_our_decoders(String quality)
            throws IOException {
        for (Phantom p : List.of(new Phantom(66, 44, 1, 8, 8, false), new Phantom(67, 45, 1, 8, 8, false))) {
            Path made = made(p, "dcmcjpeg", "+eb", "+q", quality);
            Frame dcmtk = Oracle.frame(Oracle.converted(made, "dcmdjpeg"), 0);
            DicomFile f = DicomReader.usual().read(made);
            EncodedFrames frames = EncodedFrames.of(f.data(), f.syntax());
            PixelDecoder.EncodedFrame frame = new PixelDecoder.EncodedFrame(
                    frames.description(), f.syntax(), frames.bytes(0), false, 0);
            assertThat(Oracle.difference(JpegPixels.decode(frame), dcmtk)).isLessThanOrEqualTo(1);
            assertThat(Oracle.difference(JpegDctPixels.decode(frame), dcmtk)).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+s4", "+s2", "+n2", "+n1"})
    void sub_sampled_jpeg_is_read_alike_by_the_jdk_and_our_decoder_where_chroma_is_even(String sampling)
            throws IOException {
        Phantom p = new Phantom(64, 48, 3, 8, 8, false);
        Path made = made(p, "dcmcjpeg", "+eb", "+q", "95", "+cy", sampling);
        DicomFile f = DicomReader.usual().read(made);
        EncodedFrames frames = EncodedFrames.of(f.data(), f.syntax());
        PixelDecoder.EncodedFrame frame =
                new PixelDecoder.EncodedFrame(frames.description(), f.syntax(), frames.bytes(0), false, 0);
        Frame jdk = JpegPixels.decode(frame);
        Frame ours = JpegDctPixels.decode(frame);
        for (long i = 0; i < 64 * 48; i++) {
            assertThat(ours.sample(3 * i)).isCloseTo(jdk.sample(3 * i), within(1.0));
        }
        if (sampling.equals("+s4")) {
            assertThat(Oracle.difference(ours, jdk)).isLessThanOrEqualTo(1);
        }
    }
}
