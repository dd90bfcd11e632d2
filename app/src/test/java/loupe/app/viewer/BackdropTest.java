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
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
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

    private LayerStack blot() {
        Mask mask = Mask.builder(GRID).addRun(0, random.nextInt(300), 1 + random.nextInt(200)).build();
        return new LayerStack(List.of(new Layer.MaskLayer(mask, random.nextInt(0x1000000), 0.4, Layer.Style.SOLID)));
    }

    @Test
    void every_picture_is_the_one_drawn_anew() {
        Backdrop backdrop = new Backdrop();
        RasterImage image = image();
        Viewport part = Viewport.fit(40, 30, SIDE, SIDE, 1, 1);
        ValueWindow window = ValueWindow.of(128, 256);
        for (int i = 0; i < 400; i++) {
            switch (random.nextInt(12)) {
                case 0 -> image = image();
                case 1 -> part = part.panned(random.nextInt(5) - 2, 1);
                case 2 -> window = ValueWindow.of(100 + random.nextInt(50), 200);
                case 3 -> part = part.resized(30 + random.nextInt(20), 30 + random.nextInt(20));
                case 4 -> backdrop.blacken();
                default -> { }
            }
            RenderRequest r = new RenderRequest(image, 0, window, false, part, blot());
            int[] kept = new int[part.width() * part.height()];
            int[] anew = new int[kept.length];
            backdrop.draw(r, r, kept);
            SliceRenderer.render(r, anew);
            assertThat(kept).as("picture %d", i).isEqualTo(anew);
        }
    }
}
