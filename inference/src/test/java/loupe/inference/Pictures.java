package loupe.inference;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;
import loupe.core.finding.Prediction;
import loupe.core.image.Volume;
import loupe.core.segment.Segment;

/// Pictures of results for a person to look at, written where the system property `loupe.pictures` names a folder.
final class Pictures {
    private Pictures() {}

    static void writeIfWanted(String name, Volume volume, Prediction p) throws IOException {
        String folder = System.getProperty("loupe.pictures", "");
        if (folder.isEmpty()) {
            return;
        }
        int n = volume.grid().slices();
        for (int k = 1; k <= 5; k++) {
            int slice = n * k / 6;
            ImageIO.write(picture(volume, p, slice), "png", new File(folder, name + "-" + slice + ".png"));
        }
    }

    private static BufferedImage picture(Volume volume, Prediction p, int slice) {
        int columns = volume.grid().columns();
        float[] values = new float[volume.grid().voxelsPerSlice()];
        volume.slice(slice, values);
        boolean hu = volume.unit().equals("HU");
        float low = hu ? -1250 : 0;
        float high = hu ? 250 : brightest(values);
        BufferedImage image = new BufferedImage(columns, volume.grid().rows(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < values.length; i++) {
            int g = (int) Math.clamp((values[i] - low) / (high - low) * 255, 0, 255);
            int rgb = g << 16 | g << 8 | g;
            for (Segment s : p.segmentation().map(all -> all.segments()).orElse(java.util.List.of())) {
                boolean in = s.mask().contains(slice, i);
                boolean inner = in && i > columns && i < values.length - columns && s.mask().contains(slice, i - 1)
                        && s.mask().contains(slice, i + 1) && s.mask().contains(slice, i - columns)
                        && s.mask().contains(slice, i + columns);
                rgb = in && !inner ? s.rgb() : rgb;
            }
            image.setRGB(i % columns, i / columns, rgb);
        }
        return image;
    }

    private static float brightest(float[] values) {
        float high = 1;
        for (float v : values) {
            high = Math.max(high, v);
        }
        return high * 0.7f;
    }
}
