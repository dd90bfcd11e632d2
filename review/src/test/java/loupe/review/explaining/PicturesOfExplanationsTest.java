package loupe.review.explaining;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.inference.tensor.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// FINDINGS B14: pictures of decrypted images went through the folder for temporary files.
class PicturesOfExplanationsTest {
    @TempDir Path folder;

    @Test
    void go_through_no_file() throws IOException {
        VoxelGrid grid = VoxelGrid.axial(16, 12, 1, new PatientPoint(0, 0, 0), 1, 1, "1.2");
        float[] map = new float[16 * 12];
        map[5 * 16 + 5] = 1;
        Path cache = Files.createDirectories(folder.resolve("cache"));
        ImageIO.setUseCache(true);
        ImageIO.setCacheDirectory(cache.toFile());
        try (Volume volume = Volume.builder(grid, Volume.SampleType.INT16, "HU").build()) {
            // Whatever would be cached there cannot be written now.
            Files.delete(cache);
            byte[] png = HeatPicture.png(volume, new PatientPoint(0, 0, 0), new Field(grid, map));
            assertThat(ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(png))).getRGB(5, 5) & 0xffffff)
                    .isEqualTo(0xff0000);
        } finally {
            ImageIO.setCacheDirectory(null);
        }
    }
}
