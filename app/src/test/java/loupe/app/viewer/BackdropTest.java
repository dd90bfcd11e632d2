package loupe.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.render.Layer;
import loupe.core.render.LayerStack;
import loupe.core.render.PixelBox;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
import loupe.core.render.SpatialTransform;
import loupe.core.render.Viewport;
import loupe.core.segment.Mask;
import org.junit.jupiter.api.Test;

/// What is kept between two pictures never shows in a third that differs in more than its layers.
class BackdropTest {
    private static final int SIDE = 24;
    private static final VoxelGrid GRID = VoxelGrid.axial(SIDE, SIDE, 1, new PatientPoint(0, 0, 0), 1, 1, "");

    private final Random random = new Random(7);

    private RasterImage image() {
        float[] values = new float[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(256);
        }
        return new RasterImage.Gray(SIDE, SIDE, values, false);
    }

    private final Mask[] masks = {mask(), mask(), Mask.empty(GRID)};
    private int rgb = 0x00ff00;

    private Mask mask() {
        return Mask.builder(GRID).addRun(0, random.nextInt(500), 1 + random.nextInt(70)).build();
    }

    private LayerStack blots() {
        return new LayerStack(List.of(
                new Layer.MaskLayer(masks[0], rgb, 0.4, Layer.Style.SOLID), new Layer.MaskLayer(masks[1], 0xff, 0.2, Layer.Style.DASHED),
                new Layer.MaskLayer(masks[2], 0xff0000, 0.3, Layer.Style.HATCHED)));
    }

    @Test
    void every_picture_is_the_one_drawn_anew() {
        Backdrop backdrop = new Backdrop();
        RasterImage image = image();
        Viewport part = Viewport.fit(40, 30, SIDE, SIDE, 1, 1);
        ValueWindow window = ValueWindow.of(128, 256);
        int[][] arrays = new int[2][];
        int parts = 0;
        for (int i = 0; i < 4000; i++) {
            switch (random.nextInt(60)) {
                case 0 -> image = image();
                case 1 -> part = part.panned(random.nextInt(5) - 2, 1);
                case 2 -> window = ValueWindow.of(100 + random.nextInt(50), 200);
                case 3 -> part = part.resized(30 + random.nextInt(20), 30 + random.nextInt(20));
                case 4 -> backdrop.blacken();
                case 5 -> rgb = random.nextInt(0x1000000);
                case 6 -> part = part.with(new SpatialTransform(random.nextInt(4), random.nextBoolean()));
                default -> masks[random.nextInt(3)] = random.nextInt(8) == 0 ? Mask.empty(GRID) : mask();
            }
            RenderRequest r = new RenderRequest(image, 0, window, false, part, blots());
            int which = random.nextInt(2);
            int pixels = part.width() * part.height();
            if (arrays[which] == null || arrays[which].length != pixels) {
                arrays[which] = new int[pixels];
            }
            int[] before = arrays[which].clone();
            int[] anew = new int[pixels];
            backdrop.draw(r, r, arrays[which]);
            SliceRenderer.render(r, anew);
            assertThat(arrays[which]).as("picture %d", i).isEqualTo(anew);
            if (backdrop.part().isPresent()) {
                parts++;
                assertThat(differsOutside(backdrop.part().get(), before, anew, part.width())).as("picture %d", i).isFalse();
            }
        }
        assertThat(parts).isGreaterThan(1000);
    }

    private static boolean differsOutside(PixelBox box, int[] before, int[] now, int width) {
        for (int i = 0; i < now.length; i++) {
            int x = i % width;
            int y = i / width;
            boolean inside = x >= box.firstColumn() && x <= box.lastColumn() && y >= box.firstRow() && y <= box.lastRow();
            if (!inside && before[i] != now[i]) {
                return true;
            }
        }
        return false;
    }
}
