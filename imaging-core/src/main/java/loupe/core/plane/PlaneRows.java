package loupe.core.plane;

import java.util.Arrays;
import loupe.core.image.Sampler;
import loupe.core.plane.Slab.Projection;

/// Fills the rows of one request; different rows may be filled by different threads.
///
/// @param sampler reads the volume
/// @param request what is asked for
/// @param layers where samples lie, from the near face to the far one
/// @param into the pixels
record PlaneRows(Sampler sampler, PlaneRequest request, SampleLayer[] layers, float[] into) {
    /// What a row may turn from the volume's columns over its whole length to be read along them, in voxels.
    private static final double STRAIGHT = 1e-7;

    /// Fills the rows of a step that begins at this row.
    void fill(int row) {
        int step = request.reading().step();
        Raster raster = request.raster();
        int width = Math.ceilDiv(raster.columns(), step);
        double[] values = layers.length == 1 ? thin(row, width) : through(row, width);
        int to = row * raster.columns();
        for (int c = 0; c < raster.columns(); c++) {
            double v = values[c / step];
            into[to + c] = Double.isNaN(v) ? request.reading().outside() : (float) v;
        }
        CoarseRows.repeat(into, row, step, raster);
    }

    /// NaN where there is nothing.
    private double[] thin(int row, int width) {
        double[] out = new double[width];
        read(layers[0], row, out);
        return out;
    }

    private double[] through(int row, int width) {
        double[] samples = new double[width];
        double[] sum = new double[width];
        double[] weight = new double[width];
        Projection how = request.slab().projection();
        if (how != Projection.MEAN) {
            Arrays.fill(sum, Double.NaN);
        }
        for (SampleLayer layer : layers) {
            read(layer, row, samples);
            switch (how) {
                case MEAN -> add(samples, layer.weight(), sum, weight);
                case MAXIMUM -> greatest(samples, sum);
                case MINIMUM -> least(samples, sum);
            }
        }
        if (how == Projection.MEAN) {
            for (int c = 0; c < width; c++) {
                sum[c] /= weight[c];
            }
        }
        return sum;
    }

    private static void add(double[] samples, double share, double[] sum, double[] weight) {
        for (int c = 0; c < samples.length; c++) {
            if (!Double.isNaN(samples[c])) {
                sum[c] += share * samples[c];
                weight[c] += share;
            }
        }
    }

    /// What is not a number loses against everything.
    private static void greatest(double[] samples, double[] best) {
        for (int c = 0; c < samples.length; c++) {
            if (samples[c] > best[c] || Double.isNaN(best[c])) {
                best[c] = samples[c];
            }
        }
    }

    private static void least(double[] samples, double[] best) {
        for (int c = 0; c < samples.length; c++) {
            if (samples[c] < best[c] || Double.isNaN(best[c])) {
                best[c] = samples[c];
            }
        }
    }

    private void read(SampleLayer m, int row, double[] samples) {
        int step = request.reading().step();
        if (m.onVoxels()) {
            double x = m.origin()[0] + row * m.down()[0];
            double y = m.origin()[1] + row * m.down()[1];
            double z = m.origin()[2] + row * m.down()[2];
            for (int c = 0; c < samples.length; c++) {
                samples[c] = sampler.voxel(
                        (int) (x + c * m.across()[0]), (int) (y + c * m.across()[1]), (int) (z + c * m.across()[2]));
            }
            return;
        }
        double downTo = CoarseRows.middle(row, step, request.raster().rows());
        double right = CoarseRows.middle(0, step, request.raster().columns());
        double[] first = new double[3];
        double[] apart = new double[3];
        for (int k = 0; k < 3; k++) {
            first[k] = m.origin()[k] + right * m.across()[k] + (row + downTo) * m.down()[k];
            double whole = samples.length * step * Math.abs(m.across()[k]);
            apart[k] = whole < STRAIGHT ? 0 : step * m.across()[k];
        }
        sampler.along(first, apart, samples);
        if (request.raster().columns() % step == 0) {
            return;
        }
        int last = (samples.length - 1) * step;
        double at = last + CoarseRows.middle(last, step, request.raster().columns()) - right;
        samples[samples.length - 1] = sampler.at(
                first[0] + at * m.across()[0], first[1] + at * m.across()[1], first[2] + at * m.across()[2]);
    }
}
