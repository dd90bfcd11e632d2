package loupe.core.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
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

/// Files that end too early, as dcmtk and gdcm wrote them whole.
class WholeFramesTest {
    private static final int FRAMES = 6;
    private static final int TRAILING_PADDING = 0xfffcfffc;
    private static final Phantom TALL = new Phantom(61, 29 * FRAMES, 1, 16, 12, false);

    @TempDir Path folder;

    private static Phantom frame(int i) {
        return TALL.strip(29 * i, 29);
    }

    private static DataSet movie() {
        byte[] all = TALL.dataSet().bytes(Tag.PixelData).orElseThrow().toArray(ValueLayout.JAVA_BYTE);
        return frame(0).dataSet().toBuilder()
                .put(Tag.NumberOfFrames, Vr.IS, "" + FRAMES)
                .put(Tag.FrameTimeVector, Vr.DS, "0", "40", "40", "40", "40", "40")
                .put(Tag.PixelData, Vr.OW, all)
                .put(TRAILING_PADDING, Vr.OB, new byte[400])
                .build();
    }

    static Stream<List<String>> encoders() {
        return Stream.of(
                List.of("dcmconv", "+te"),
                List.of("dcmcrle"),
                List.of("dcmcjpeg", "+e1"),
                List.of("dcmcjpeg", "+e1", "-ot"),
                List.of("dcmcjpeg", "+e1", "+fs", "1"),
                List.of("dcmcjpls", "+el"),
                List.of("gdcmconv", "-K"));
    }

    private static void holds(DicomFile f, WholeFrames kept) throws DicomException {
        for (int i = 0; i < kept.frames(); i++) {
            Frame decoded = PixelDecoder.decode(kept.data(), f.syntax(), i);
            Phantom p = frame(i);
            for (int k = 0; k < 61 * 29; k++) {
                assertThat(decoded.sample(k)).as("frame %d, pixel %d", i, k).isEqualTo(p.value(k % 61, k / 61, 0));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void wherever_it_is_cut_keeps_frames_that_are_exactly_whole_and_no_others(List<String> encoder) throws IOException {
        Path raw = Oracle.write(movie(), folder.resolve("raw.dcm"));
        byte[] all = Files.readAllBytes(Oracle.converted(raw, encoder.toArray(String[]::new)));
        int before = 0;
        int most = 0;
        for (int n = 600; n < all.length; n += 53) {
            DicomFile f = DicomReader.usual().read(MemorySegment.ofArray(Arrays.copyOf(all, n)));
            if (!f.truncated()) {
                continue;
            }
            WholeFrames kept;
            try {
                kept = WholeFrames.of(f);
            } catch (DicomException e) {
                assertThat(e).hasMessageContaining("cut short");
                assertThat(before).as("frames that were whole before, cut at %d", n).isZero();
                continue;
            }
            holds(f, kept);
            assertThat(kept.of()).isEqualTo(FRAMES);
            assertThat(kept.frames()).isGreaterThanOrEqualTo(before);
            before = kept.frames();
            most = Math.max(most, before);
            assertThat(kept.data().integer(Tag.NumberOfFrames, -1)).isEqualTo(before);
            assertThat(kept.data().doubles(Tag.FrameTimeVector)).hasSize(before);
        }
        assertThat(most).isEqualTo(FRAMES);
    }

    @Test
    void of_uncompressed_ones_keeps_as_many_as_the_bytes_hold() throws IOException {
        Path raw = Oracle.write(movie(), folder.resolve("raw.dcm"));
        byte[] all = Files.readAllBytes(raw);
        int pixels = FRAMES * 29 * 61 * 2;
        int end = all.length - 412;
        for (int whole = 1; whole < FRAMES; whole++) {
            for (int off : new int[] {-1, 0, 1}) {
                int cut = end - pixels + whole * 29 * 61 * 2 + off;
                DicomFile f = DicomReader.usual().read(MemorySegment.ofArray(Arrays.copyOf(all, cut)));
                int expected = off < 0 ? whole - 1 : whole;
                if (expected == 0) {
                    assertThatThrownBy(() -> WholeFrames.of(f)).hasMessageContaining("inside its first frame");
                } else {
                    assertThat(WholeFrames.of(f).frames()).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void refuses_parts_of_a_slide() throws IOException {
        DataSet slide = movie().toBuilder().put(Tag.TotalPixelMatrixColumns, Vr.UL, 122).build();
        byte[] all = Files.readAllBytes(Oracle.write(slide, folder.resolve("slide.dcm")));
        DicomFile f = DicomReader.usual().read(MemorySegment.ofArray(Arrays.copyOf(all, all.length - 5000)));
        assertThatThrownBy(() -> WholeFrames.of(f)).hasMessageContaining("belong together");
    }

    @Test
    void refuses_fragments_of_which_none_begins_a_frame() {
        DataSet header = frame(0).dataSet().toBuilder()
                .put(Tag.NumberOfFrames, Vr.IS, "" + FRAMES)
                .remove(Tag.PixelData)
                .build();
        Element pixels = new Element.Fragments(
                Tag.PixelData, Vr.OB, MemorySegment.ofArray(new byte[0]), List.of(MemorySegment.ofArray(new byte[20])));
        DicomFile file = new DicomFile(
                TransferSyntax.of(TransferSyntax.JPEG_BASELINE), DataSet.empty(), header, true, Optional.of(pixels), List.of());
        assertThatThrownBy(() -> WholeFrames.of(file))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("inside its first frame");
    }
}
