package loupe.core.plane;

import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Sampler;

/// How a volume is shown as lit surfaces: which values are seen, how dense and of which colour they are.
///
/// Values below `from` are clear, those from `to` on as dense as `densityPerMm` says, between them in proportion; light falls with the
/// eye (Levoy 1988: emission and absorption from front to back, shaded by the gradient). A picture for finding one's way: nothing can be
/// measured on it.
///
/// @param from values up to this are not seen, in the volume's unit
/// @param to values from this on are dense; above `from`
/// @param densityPerMm absorption of dense values a millimetre, positive; 1 lets a third through a millimetre
/// @param rgbFrom colour of the least values seen, 0xRRGGBB
/// @param rgbTo colour of values at `to` and above
public record VolumeShading(double from, double to, double densityPerMm, int rgbFrom, int rgbTo) {
    /// Checks the values.
    public VolumeShading {
        if (!(to > from) || !(densityPerMm > 0) || Double.isInfinite(to - from)) {
            throw new IllegalArgumentException("from must be below to and density positive, was " + from + ", " + to);
        }
    }

    /// Bones and calcium of a CT, in HU.
    public static VolumeShading bone() {
        return new VolumeShading(150, 450, 1.2, 0xB0704A, 0xF6EEDD);
    }

    /// Skin and the walls of air of a CT, in HU.
    public static VolumeShading skin() {
        return new VolumeShading(-500, -150, 1.5, 0xC68E6E, 0xE8C4A4);
    }

    /// Vessels filled with contrast medium in a CT, and what is denser, in HU.
    public static VolumeShading vessels() {
        return new VolumeShading(130, 300, 0.35, 0xB23A2E, 0xF4E3C8);
    }

    /// The surface between what is dark and what is bright.
    ///
    /// @param threshold where one parts from the other
    /// @param most greatest value; above the threshold
    public static VolumeShading surface(double threshold, double most) {
        return new VolumeShading(threshold, threshold + 0.25 * (most - threshold), 0.8, 0x9A9A9A, 0xF0F0F0);
    }

    /// What one ray after the other gathers.
    static final class Light {
        private static final double OPAQUE = 0.97;
        private static final double AMBIENT = 0.25;
        private static final double DIFFUSE = 0.75;

        private final VolumeShading how;
        private final Rays rays;
        private final Sampler sampler;
        private final BlockRange blocks;
        private final PatientVector[] reciprocal;

        Light(VolumeShading how, Rays rays, Sampler sampler, BlockRange blocks) {
            this.how = how;
            this.rays = rays;
            this.sampler = sampler;
            this.blocks = blocks;
            VoxelGrid g = rays.grid();
            this.reciprocal = new PatientVector[] {
                reciprocal(g.rowStep(), g.sliceStep(), g.columnStep()),
                reciprocal(g.sliceStep(), g.columnStep(), g.rowStep()),
                reciprocal(g.columnStep(), g.rowStep(), g.sliceStep())
            };
        }

        /// What a difference along an index is as a gradient in the patient, whichever way the grid leans.
        private static PatientVector reciprocal(PatientVector a, PatientVector b, PatientVector along) {
            PatientVector n = a.cross(b);
            return n.times(1 / (2 * n.dot(along)));
        }

        /// The colour at the end of a ray, opaque; black where it meets nothing.
        ///
        /// @param walk the calling thread's own
        int ray(double[] start, BlockWalk walk) {
            double[] lit = new double[4];
            long[] within = rays.within(start);
            double[] d = rays.along();
            walk.along(start, d, within[0], within[1]);
            for (int i = 0; i < walk.count(); i++) {
                if (blocks.greatest(walk.block(i)) > how.from) {
                    for (int k = walk.first(i); k < walk.end(i) && lit[3] < OPAQUE; k++) {
                        sample(start[0] + k * d[0], start[1] + k * d[1], start[2] + k * d[2], lit);
                    }
                }
            }
            return 0xff000000 | level(lit[0]) << 16 | level(lit[1]) << 8 | level(lit[2]);
        }

        private static int level(double v) {
            return (int) Math.rint(255 * Math.clamp(v, 0, 1));
        }

        /// Adds one sample behind what was gathered: red, green, blue, and how much of what lies behind is hidden.
        private void sample(double x, double y, double z, double[] lit) {
            double v = sampler.at(x, y, z);
            if (!(v > how.from)) {
                return;
            }
            double share = Math.min(1, (v - how.from) / (how.to - how.from));
            double hides = 1 - Math.exp(-share * how.densityPerMm * rays.alongMm());
            double weight = (1 - lit[3]) * hides * brightness(x, y, z);
            for (int i = 0; i < 3; i++) {
                int shift = 16 - 8 * i;
                double low = how.rgbFrom >> shift & 0xff;
                double high = how.rgbTo >> shift & 0xff;
                lit[i] += weight * (low + (high - low) * share) / 255;
            }
            lit[3] += (1 - lit[3]) * hides;
        }

        /// How squarely the surface at a place is looked at; a place without a gradient is lit from all sides.
        private double brightness(double x, double y, double z) {
            double gx = difference(x - 1, y, z, x + 1, y, z);
            double gy = difference(x, y - 1, z, x, y + 1, z);
            double gz = difference(x, y, z - 1, x, y, z + 1);
            double length = reciprocal[0].times(gx).plus(reciprocal[1].times(gy)).plus(reciprocal[2].times(gz)).lengthMm();
            double[] d = rays.along();
            double along = Math.abs(gx * d[0] + gy * d[1] + gz * d[2]) / (2 * rays.alongMm());
            return length > 0 ? AMBIENT + DIFFUSE * Math.min(1, along / length) : AMBIENT + DIFFUSE / 2;
        }

        /// 0 where one of the two lies outside of the volume.
        private double difference(double x0, double y0, double z0, double x1, double y1, double z1) {
            double d = sampler.at(x1, y1, z1) - sampler.at(x0, y0, z0);
            return Double.isNaN(d) ? 0 : d;
        }
    }
}
