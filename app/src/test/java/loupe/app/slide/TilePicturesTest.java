package loupe.app.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.stage.Stage;
import loupe.core.slide.ViewRaster;
import loupe.core.slide.ZoomLevels;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// A view of more tiles than the budget holds, as on a screen of 3840 x 2160.
@Tag("display")
@ExtendWith(ApplicationExtension.class)
class TilePicturesTest {
    private static final long TILE = 4L * ZoomLevels.TILE * ZoomLevels.TILE;

    private final AtomicInteger made = new AtomicInteger();

    @Start
    void start(Stage unused) {
        // Pictures that came are told on the toolkit's thread.
    }

    private ViewRaster.TilePixels pixels(ZoomLevels.Tile tile, int[] spare) {
        made.incrementAndGet();
        int[] out = spare.length > 0 ? spare : new int[ZoomLevels.TILE * ZoomLevels.TILE];
        return new ViewRaster.TilePixels(out, ZoomLevels.TILE, tile.box());
    }

    private static void until(Callable<Boolean> holds) throws TimeoutException {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, holds);
    }

    private static List<ZoomLevels.Tile> tiles(int from, int count) {
        List<ZoomLevels.Tile> out = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            out.add(new ZoomLevels.Tile(0, i, 0));
        }
        return out;
    }

    @Test
    void what_is_in_view_is_made_once_however_small_the_budget_and_what_lies_ahead_only_as_far_as_it_goes() throws TimeoutException {
        try (TilePictures pictures = new TilePictures(this::pixels, 2, 4 * TILE, () -> {}, fault -> {})) {
            pictures.want(new ZoomLevels.Wanted(tiles(0, 12), 9));
            until(() -> tiles(0, 9).stream().allMatch(pictures::fresh));
            assertThat(made).hasValue(9);
            assertThat(pictures.bytes()).isEqualTo(9 * TILE);
            pictures.want(new ZoomLevels.Wanted(tiles(20, 6), 2));
            until(() -> tiles(20, 4).stream().allMatch(pictures::fresh));
            until(() -> pictures.bytes() == 4 * TILE);
            assertThat(made).hasValue(13);
            assertThat(tiles(24, 2)).noneMatch(pictures::fresh);
        }
    }
}
