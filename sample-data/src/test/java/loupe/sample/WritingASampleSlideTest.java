package loupe.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Tag;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.series.PixelSupply;
import loupe.core.dicom.slide.SlidePyramid;
import loupe.core.dicom.slide.SlideReader;
import loupe.core.dicom.slide.TileCache;
import loupe.core.dicom.slide.TiledImage;
import loupe.core.image.Frame;
import loupe.sample.slide.SlideRegion;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritingASampleSlideTest {
    @TempDir Path folder;

    private record Opened(SlideReader reader, SampleSlide.Written written) {}

    private Opened open(boolean lossless) throws IOException {
        SampleSlide.Written w =
                SampleSlide.write(folder, 5, new SampleSlide.Settings(600, 500, 0.5, lossless));
        Map<String, DicomFile> files = new HashMap<>();
        List<DataSet> headers = new ArrayList<>();
        for (Path p : w.files()) {
            DicomFile f = DicomReader.usual().read(p);
            files.put(f.data().string(Tag.SOPInstanceUID, ""), f);
            headers.add(f.data());
        }
        PixelSupply pixels = new PixelSupply() {
            @Override
            public DataSet header(String uid) {
                return files.getOrDefault(uid, files.values().iterator().next()).data();
            }

            @Override
            public Frame frame(String uid, int frame) throws IOException {
                DicomFile f = files.getOrDefault(uid, files.values().iterator().next());
                return PixelDecoder.decode(f.data(), f.syntax(), frame);
            }
        };
        return new Opened(new SlideReader(SlidePyramid.of(headers), new TileCache(pixels, 1 << 26)), w);
    }

    @Test
    void the_finest_level_shows_the_phantom_exactly_when_lossless() throws IOException {
        Opened o = open(true);
        int[] ours = o.reader
                .read(o.reader.pyramid().levels().getFirst(), 0, new SlideReader.Area(500, 400, 300, 200))
                .argb();
        int[] truth = o.written.slide().rgb(new SlideRegion(250, 200, 0.5, 300, 200));
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i] & 0xffffff).isEqualTo(truth[i]);
        }
    }

    @Test
    void jpeg_tiles_stay_close_to_the_phantom() throws IOException {
        Opened o = open(false);
        int[] ours = o.reader
                .read(o.reader.pyramid().levels().getFirst(), 0, new SlideReader.Area(500, 400, 300, 200))
                .argb();
        int[] truth = o.written.slide().rgb(new SlideRegion(250, 200, 0.5, 300, 200));
        double sum = 0;
        for (int i = 0; i < ours.length; i++) {
            sum += Math.abs((ours[i] >> 8 & 0xff) - (truth[i] >> 8 & 0xff));
        }
        assertThat(sum / ours.length).isCloseTo(0, within(6.0));
    }

    @Test
    void dciodvfy_finds_no_error_in_any_of_its_files() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/usr/bin/dciodvfy")), "dciodvfy is not installed");
        for (boolean lossless : new boolean[] {false, true}) {
            for (Path file : open(lossless).written.files()) {
                Process run = new ProcessBuilder("/usr/bin/dciodvfy", file.toString()).redirectErrorStream(true).start();
                String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(said.lines().filter(l -> l.startsWith("Error")).toList()).as(file.getFileName().toString()).isEmpty();
            }
        }
    }

    @Test
    void it_is_a_pyramid_with_a_label_that_bears_a_name() throws IOException {
        Opened o = open(false);
        assertThat(o.reader.pyramid().levels()).hasSize(3);
        assertThat(o.reader.pyramid().downsampling(2)).isCloseTo(4, within(1e-6));
        assertThat(o.reader.pyramid().others())
                .extracting(TiledImage::kind)
                .containsExactlyInAnyOrder(
                        TiledImage.Kind.THUMBNAIL, TiledImage.Kind.LABEL, TiledImage.Kind.OVERVIEW);
        String raw = Files.readString(o.written.files().getFirst(), StandardCharsets.ISO_8859_1);
        assertThat(o.written.identity()).anyMatch(raw::contains);
    }
}
