package loupe.inference.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// FINDINGS B14: pictures of decrypted images went through the folder for temporary files.
class PicturesOfCasesTest {
    @TempDir Path folder;

    @Test
    void go_through_no_file() throws IOException {
        VoxelGrid grid = VoxelGrid.axial(16, 12, 3, new PatientPoint(0, 0, 0), 1, 1, "1.2");
        Mask truth = Mask.builder(grid).add(5, 5, 1).build();
        Path cache = Files.createDirectories(folder.resolve("cache"));
        ImageIO.setUseCache(true);
        ImageIO.setCacheDirectory(cache.toFile());
        try (Volume volume = Volume.builder(grid, Volume.SampleType.INT16, "HU").build()) {
            // Whatever would be cached there cannot be written now.
            Files.delete(cache);
            Prediction nothing = new Prediction(
                    "1.2.3", new Provenance("m", "1", "", Instant.EPOCH, "test"), List.of(), Optional.empty());
            byte[] png = CasePicture.png(volume, nothing, truth);
            assertThat(ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(png))).getRGB(5, 5) & 0xffffff)
                    .isEqualTo(0x20d040);
        } finally {
            ImageIO.setCacheDirectory(null);
        }
    }
}
