package loupe.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.segment.Mask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Only a part of the screen is looked at; what stands there is what every pixel, asked alone, would have.
class MaskPartTest {
    private static final int COLUMNS = 17;
    private static final int ROWS = 11;
    private static final VoxelGrid GRID = VoxelGrid.axial(COLUMNS, ROWS, 2, new PatientPoint(0, 0, 0), 0.7, 1.3, "");
    private static final ValueWindow BYTE = new ValueWindow(127.5, 255, ValueWindow.Function.LINEAR_EXACT);
    private static final int GREEN = 0xff00ff00;

    private final Random random = new Random(20261130);

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, false", "3, false", "0, true", "1, true", "2, true", "3, true"})
    void a_mask_has_on_the_screen_the_voxel_nearest_to_each_pixel_and_a_line_where_it_ends(int quarters, boolean flipped) {
        SpatialTransform turned = new SpatialTransform(quarters, flipped);
        int lines = 0;
        for (int round = 0; round < 200; round++) {
            Mask mask = blot();
            Viewport v = viewport(turned);
            int[] out = new int[v.width() * v.height()];
            RasterImage image = new RasterImage.Gray(COLUMNS, ROWS, new float[COLUMNS * ROWS], false);
            Layer layer = new Layer.MaskLayer(mask, 0x00ff00, 0.5, Layer.Style.SOLID);
            SliceRenderer.render(new RenderRequest(image, 0, BYTE, false, v, new LayerStack(List.of(layer))), out);
            for (int y = 0; y < v.height(); y++) {
                for (int x = 0; x < v.width(); x++) {
                    boolean in = shows(mask, v, x, y);
                    boolean line = in && (!shows(mask, v, x, y - 1) || !shows(mask, v, x, y + 1) || x == 0 || x == v.width() - 1
                            || !shows(mask, v, x - 1, y) || !shows(mask, v, x + 1, y));
                    int green = out[y * v.width() + x] >> 8 & 0xff;
                    assertThat(out[y * v.width() + x] == GREEN).as("%s round %d at %d, %d", turned, round, x, y).isEqualTo(line);
                    assertThat(green > 100).as("%s round %d at %d, %d", turned, round, x, y).isEqualTo(in);
                    lines += line ? 1 : 0;
                }
            }
        }
        assertThat(lines).isGreaterThan(1000);
    }

    /// Anything from one voxel at a corner to a box with holes.
    private Mask blot() {
        Mask.Builder b = Mask.builder(GRID);
        int column = random.nextInt(COLUMNS);
        int row = random.nextInt(ROWS);
        b.add(column, row, 0);
        int lastColumn = column + random.nextInt(COLUMNS - column);
        int lastRow = row + random.nextInt(ROWS - row);
        for (int r = row; r <= lastRow; r++) {
            for (int c = column; c <= lastColumn; c++) {
                if (random.nextInt(4) > 0) {
                    b.add(c, r, 0);
                }
            }
        }
        return b.build();
    }

    /// Now and then so far away that the image leaves the screen.
    private Viewport viewport(SpatialTransform turned) {
        Viewport all = Viewport.fit(20 + random.nextInt(60), 20 + random.nextInt(60), COLUMNS, ROWS, 0.7, 1.3);
        return all.with(turned)
                .zoomed(0.3 + 4 * random.nextDouble(), random.nextInt(40), random.nextInt(40))
                .panned(random.nextInt(61) - 30, random.nextInt(61) - 30);
    }

    private static boolean shows(Mask mask, Viewport v, int x, int y) {
        int column = (int) Math.rint(v.columnAt(x + 0.5, y + 0.5));
        int row = (int) Math.rint(v.rowAt(x + 0.5, y + 0.5));
        return GRID.contains(column, row, 0) && mask.contains(column, row, 0);
    }
}
