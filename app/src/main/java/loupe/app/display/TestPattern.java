package loupe.app.display;

import java.util.Arrays;

/// A pattern in the manner of TG18-QC (AAPM On-line Report 03), for the screen's own pixels: sixteen patches, inlays of 5 % in black and
/// white, ramps, line pairs of one and two pixels, steps of the Grayscale Standard Display Function, a border. Its gray values are the
/// screen's own.
///
/// @param width in pixels
/// @param height in pixels
/// @param gray value of each pixel, 0 to 255, row by row
@SuppressWarnings("ArrayRecordComponent")
record TestPattern(int width, int height, byte[] gray) {
    static final int WIDTH = 640;
    static final int HEIGHT = 470;
    static final int PATCHES = 16;

    private static final int MIDDLE = 77; // 30 % of white, so that neither end is flooded by what is around it
    private static final int PATCH = 64;
    private static final int LEFT = 64;
    private static final int TOP = 28;
    private static final int WHITE = 255;
    private static final double SHARE = 0.05;
    private static final int STEPS = 16;
    /// What the steps are drawn for: a screen with the tone curve of sRGB (IEC 61966-2-1), 350 cd/m² and a ratio of 350.
    private static final double BRIGHTEST = 350;

    private static final double DARKEST = 1;

    /// Draws it.
    static TestPattern drawn() {
        TestPattern p = new TestPattern(WIDTH, HEIGHT, new byte[WIDTH * HEIGHT]);
        Arrays.fill(p.gray, (byte) MIDDLE);
        p.patches();
        p.inlays();
        p.ramps();
        p.lines();
        p.steps();
        p.border();
        return p;
    }

    /// Value of a pixel, 0 to 255.
    int at(int x, int y) {
        return gray[y * width + x] & WHITE;
    }

    private void fill(int x, int y, int w, int h, int value) {
        for (int row = y; row < y + h; row++) {
            Arrays.fill(gray, row * width + x, row * width + x + w, (byte) value);
        }
    }

    /// From black to white in sixteen even steps, eight above and eight below.
    private void patches() {
        for (int i = 0; i < PATCHES; i++) {
            fill(LEFT + i % 8 * PATCH, TOP + i / 8 * PATCH, PATCH, PATCH, value(i));
        }
    }

    /// Value of a patch.
    static int value(int patch) {
        return Math.round(patch * WHITE / (float) (PATCHES - 1));
    }

    /// A square of 5 % of white in black, and one of 95 % in white.
    private void inlays() {
        int y = TOP + 2 * PATCH + 16;
        fill(LEFT, y, 96, 72, 0);
        fill(LEFT + 32, y + 20, 32, 32, (int) Math.round(SHARE * WHITE));
        fill(LEFT + 112, y, 96, 72, WHITE);
        fill(LEFT + 144, y + 20, 32, 32, (int) Math.round((1 - SHARE) * WHITE));
    }

    /// Two pixels a value, from black to white and back.
    private void ramps() {
        int y = TOP + 2 * PATCH + 104;
        for (int x = 0; x < 512; x++) {
            fill(LEFT + x, y, 1, 32, x / 2);
            fill(LEFT + x, y + 40, 1, 32, WHITE - x / 2);
        }
    }

    /// Pairs of black and white lines, upright and lying, of one pixel and of two.
    private void lines() {
        int y = TOP + 2 * PATCH + 16;
        for (int k = 1; k <= 2; k++) {
            for (int i = 0; i < 72; i++) {
                int value = i / k % 2 == 0 ? 0 : WHITE;
                fill(LEFT + 224 + (k - 1) * 152 + i, y, 1, 72, value);
                if (i < 64) {
                    fill(LEFT + 224 + (k - 1) * 152 + 76, y + i, 60, 1, value);
                }
            }
        }
    }

    /// Steps of equally many just-noticeable differences from black to white.
    private void steps() {
        int y = TOP + 2 * PATCH + 192;
        for (int i = 0; i < STEPS; i++) {
            fill(LEFT + i * 32, y, 32, 48, step(i));
        }
    }

    /// Value of a step.
    static int step(int i) {
        double from = GrayFunction.index(DARKEST);
        double to = GrayFunction.index(BRIGHTEST);
        double wanted = GrayFunction.luminance(from + (to - from) * i / (STEPS - 1));
        double linear = Math.clamp((wanted - DARKEST) / (BRIGHTEST - DARKEST), 0, 1);
        double curved = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (int) Math.round(curved * WHITE);
    }

    /// A white line of one pixel around all.
    private void border() {
        fill(0, 0, width, 1, WHITE);
        fill(0, height - 1, width, 1, WHITE);
        fill(0, 0, 1, height, WHITE);
        fill(width - 1, 0, 1, height, WHITE);
    }
}
