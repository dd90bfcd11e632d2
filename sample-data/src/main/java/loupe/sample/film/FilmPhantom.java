package loupe.sample.film;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A chest film from the front that never was of anybody, drawn from a seed, with the outline of its lungs.
///
/// Bone is bright; the patient's right is at the image's left. Immutable; any thread.
public final class FilmPhantom {
    private final int side;
    private final float[] values;
    private final boolean[] lungs;

    private FilmPhantom(int side, float[] values, boolean[] lungs) {
        this.side = side;
        this.values = values;
        this.lungs = lungs;
    }

    /// Draws one. The same seed and size give the same film.
    ///
    /// @param side pixels a side, 64 to 2048
    public static FilmPhantom generate(long seed, int side) {
        if (side < 64 || side > 2048) {
            throw new IllegalArgumentException("a film has 64 to 2048 pixels a side, was " + side);
        }
        return new Drawing(side, new SplittableRandom(seed)).film();
    }

    /// Pixels a side.
    public int side() {
        return side;
    }

    /// Brightness of each pixel, row by row, 0 to 1 (a copy).
    public float[] values() {
        return values.clone();
    }

    /// Which pixels lie in a lung, as people outline it (a copy).
    public boolean[] lungs() {
        return lungs.clone();
    }

    /// One film while it is being drawn.
    private static final class Drawing {
        private final int side;
        private final RandomGenerator random;
        private final Chest chest;
        private final Bones bones;
        private final Body body;
        private final AffineTransform toPixels;

        Drawing(int side, RandomGenerator random) {
            this.side = side;
            this.random = random;
            this.chest = new Chest(random);
            this.bones = new Bones(chest, random);
            this.body = new Body(chest, random);
            double fieldMm = Math.max(chest.halfWidthMm * 2.12, chest.heightMm * 1.15) * random.nextDouble(1.02, 1.55);
            double scale = side / fieldMm;
            toPixels = new AffineTransform();
            toPixels.translate(side * random.nextDouble(0.46, 0.54), 0);
            toPixels.rotate(Math.clamp(random.nextGaussian() * 0.04, -0.12, 0.12));
            double spare = fieldMm - chest.heightMm * 1.12;
            toPixels.translate(0, scale * spare * random.nextDouble(0.15, 0.6));
            toPixels.scale(scale * chest.halfWidthMm, scale * chest.heightMm);
        }

        FilmPhantom film() {
            byte[] right = covered(chest.right);
            byte[] left = covered(chest.left);
            boolean[] lungs = new boolean[side * side];
            float[] air = new float[side * side];
            for (int i = 0; i < air.length; i++) {
                air[i] = Math.min(255, (right[i] & 0xff) + (left[i] & 0xff)) / 255f;
                lungs[i] = air[i] >= 0.5f;
            }
            float[] vessels = vessels();
            double[] inverse = new double[6];
            inverted().getMatrix(inverse);
            float[] shadow = new float[side * side];
            for (int i = 0; i < shadow.length; i++) {
                double x = i % side + 0.5;
                double y = i / side + 0.5;
                double u = inverse[0] * x + inverse[2] * y + inverse[4];
                double v = inverse[1] * x + inverse[3] * y + inverse[5];
                double inside = body.soft(u, v) - body.air(u, v, air[i]) + bones.shadow(u, v);
                shadow[i] = (float) (inside + vessels[i] * (0.3 + 0.7 * air[i]));
            }
            return new FilmPhantom(side, body.exposed(shadow), lungs);
        }

        private AffineTransform inverted() {
            try {
                return toPixels.createInverse();
            } catch (java.awt.geom.NoninvertibleTransformException e) {
                throw new IllegalStateException("scales are positive", e);
            }
        }

        private byte[] covered(java.awt.Shape lung) {
            BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D g = image.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(Color.WHITE);
            g.fill(toPixels.createTransformedShape(lung));
            g.dispose();
            return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        }

        private float[] vessels() {
            Vessels vessels = new Vessels(side, random);
            for (int hand = -1; hand <= 1; hand += 2) {
                double[] at = {hand * 0.27, random.nextDouble(0.4, 0.5)};
                toPixels.transform(at, 0, at, 0, 1);
                vessels.tree(at[0], at[1], side * 0.35);
            }
            int patches = random.nextInt(3) == 0 ? random.nextInt(1, 5) : 0;
            for (int k = 0; k < patches; k++) {
                double[] at = {random.nextDouble(-0.9, 0.9), random.nextDouble(0.05, 1)};
                toPixels.transform(at, 0, at, 0, 1);
                vessels.blot(at[0], at[1], side * random.nextDouble(0.01, 0.08), random.nextDouble(0.3, 2.5));
            }
            return vessels.map();
        }
    }
}
