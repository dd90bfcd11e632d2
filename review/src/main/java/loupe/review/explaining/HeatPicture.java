package loupe.review.explaining;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.render.Png;
import loupe.inference.tensor.Field;

/// A slice in grey with a map from 0 to 1 over it: the more, the redder.
final class HeatPicture {
    private HeatPicture() {}

    static byte[] png(Volume volume, PatientPoint at, Field map) throws IOException {
        VoxelGrid g = volume.grid();
        int slice = (int) Math.clamp(Math.rint(g.toIndex(at)[2]), 0, g.slices() - 1);
        float[] values = new float[g.voxelsPerSlice()];
        volume.slice(slice, values);
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float low = sorted[sorted.length / 50];
        float high = Math.max(low + 1e-6f, sorted[sorted.length * 49 / 50]);
        BufferedImage image = new BufferedImage(g.columns(), g.rows(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < values.length; i++) {
            double[] in = map.grid().toIndex(g.toPatient(i % g.columns(), i / g.columns(), slice));
            double heat = Math.clamp(map.linear(in[0], in[1], in[2]), 0, 1);
            double gray = 255 * Math.clamp((values[i] - low) / (high - low), 0, 1);
            int red = (int) (gray + (255 - gray) * heat);
            int rest = (int) (gray * (1 - heat));
            image.setRGB(i % g.columns(), i / g.columns(), red << 16 | rest << 8 | rest);
        }
        return Png.bytes(image);
    }
}
