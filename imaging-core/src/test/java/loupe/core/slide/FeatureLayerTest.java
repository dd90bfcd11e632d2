package loupe.core.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FeatureLayerTest {
    private static SlideFeature square(int n, double x, double y, double side) {
        return SlideFeature.plain(new UUID(1, n), SlideFeature.Type.DETECTION,
                FeatureOutline.polygon(x, y, x + side, y, x + side, y + side, x, y + side), n % 2 == 0 ? "Tumor" : "");
    }

    private static List<SlideFeature> scattered(int n) {
        SplittableRandom random = new SplittableRandom(7);
        List<SlideFeature> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            out.add(square(i, random.nextDouble(1e5), random.nextDouble(1e5), 1 + random.nextDouble(40)));
        }
        return out;
    }

    @Test
    void the_tree_finds_what_a_search_one_by_one_finds() {
        for (int n : new int[] {0, 1, 15, 16, 17, 300, 5000}) {
            List<SlideFeature> all = scattered(n);
            FeatureSet set = new FeatureSet("s", "", all);
            SplittableRandom random = new SplittableRandom(n);
            for (int k = 0; k < 50; k++) {
                double x = random.nextDouble(1e5);
                double y = random.nextDouble(1e5);
                SlideView.Box box = new SlideView.Box(x, y, x + random.nextDouble(20_000), y + random.nextDouble(20_000));
                Set<Integer> found = new TreeSet<>();
                set.touching(box, i -> assertThat(found.add(i)).isTrue());
                Set<Integer> truth = new TreeSet<>();
                for (int i = 0; i < n; i++) {
                    if (all.get(i).outline().box().touches(box)) {
                        truth.add(i);
                    }
                }
                assertThat(found).isEqualTo(truth);
            }
        }
    }

    @Test
    void marks_change_what_stands_and_a_change_back_gives_what_was() {
        FeatureSet set = new FeatureSet("s", "", scattered(100));
        FeatureMarks deleted = FeatureMarks.NONE.with(new int[] {3, 40}, FeatureMark.AS_IT_CAME, FeatureMark.DELETED);
        FeatureLayer layer = new FeatureLayer(List.of(set), Map.of("s", deleted));
        assertThat(layer.counts()).containsEntry("Tumor", 49).containsEntry("", 49);
        FeatureMarks back = deleted.with(new int[] {3, 40}, FeatureMark.DELETED, FeatureMark.AS_IT_CAME);
        assertThat(back).isEqualTo(FeatureMarks.NONE);
        assertThatThrownBy(() -> deleted.with(new int[] {3}, FeatureMark.AS_IT_CAME, FeatureMark.DELETED))
                .isInstanceOf(IllegalArgumentException.class);
        List<SlideView.Box> differing = new ArrayList<>();
        layer.differing(new FeatureLayer(List.of(set), Map.of()), differing::add);
        assertThat(differing).hasSize(2);
    }

    @Test
    void of_features_over_one_another_the_smallest_is_taken() {
        FeatureSet set = new FeatureSet("s", "", List.of(square(0, 0, 0, 100), square(1, 10, 10, 20), square(2, 5, 5, 60)));
        FeatureLayer layer = new FeatureLayer(List.of(set), Map.of());
        assertThat(layer.at(15, 15, 1).map(FeatureLayer.Standing::index)).contains(1);
        assertThat(layer.at(50, 50, 1).map(FeatureLayer.Standing::index)).contains(2);
        assertThat(layer.at(200, 50, 1)).isEmpty();
    }

    /// Frames side by side count every object once (Gundersen 1977); those cut by the left or lower edge belong to the neighbour.
    @Test
    void frames_side_by_side_count_every_object_once() {
        List<SlideFeature> all = scattered(4000);
        FeatureLayer layer = new FeatureLayer(List.of(new FeatureSet("s", "", all)), Map.of());
        int sum = 0;
        for (double x = -10_000; x < 120_000; x += 7919) {
            for (double y = -10_000; y < 120_000; y += 7919) {
                CountingFrame f = new CountingFrame(new SlideView.Box(x, y, x + 7919, y + 7919));
                sum += f.counted(layer).values().stream().mapToInt(Integer::intValue).sum();
            }
        }
        assertThat(sum).isEqualTo(4000);
        CountingFrame f = new CountingFrame(new SlideView.Box(0, 0, 100, 100));
        assertThat(f.counts(square(0, -5, 50, 10).outline())).as("left edge").isFalse();
        assertThat(f.counts(square(0, 50, 95, 10).outline())).as("lower edge").isFalse();
        assertThat(f.counts(square(0, 95, 50, 10).outline())).as("right edge").isTrue();
        assertThat(f.counts(square(0, 50, -5, 10).outline())).as("upper edge").isTrue();
        assertThat(f.counts(square(0, 95, 95, 10).outline())).as("lower right corner").isFalse();
    }

    @Test
    void packed_features_come_back_as_they_were() throws IOException {
        SlideFeature rich = new SlideFeature(
                new UUID(5, 6), SlideFeature.Type.CELL, FeatureOutline.of(FeatureOutline.Kind.POLYGON, new double[][][] {
                    {{0, 0, 10.1, 0, 10.1, 10, 0, 10}, {2, 2, 2, 4, 4, 4}}, {{20, 20, 30, 20, 30, 30}}}),
                "Tumor: positive", Map.of("Area µm²", 12.5, "odd", Double.NaN),
                new SlideFeature.Extras("Ünique", Optional.of(0xff8800), true, false, Map.of("k", "v"),
                        Optional.of(FeatureOutline.polygon(1, 1, 2, 1, 2, 2))));
        List<SlideFeature> all = new ArrayList<>(scattered(1000));
        all.add(rich);
        all.add(SlideFeature.plain(new UUID(9, 9), SlideFeature.Type.ANNOTATION, FeatureOutline.line(0, 0, 1, 0.1, 3, 3), ""));
        byte[] pack = FeaturePack.pack(all);
        assertThat(FeaturePack.unpack(pack)).isEqualTo(all);
        pack[pack.length / 2] ^= 1;
        assertThatThrownBy(() -> assertThat(FeaturePack.unpack(pack)).isEqualTo(all)).isNotNull();
        for (int n : new int[] {0, 1, 20, 200}) {
            byte[] cut = java.util.Arrays.copyOf(pack, n);
            assertThatThrownBy(() -> FeaturePack.unpack(cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_mask_is_traced_along_its_pixels_with_holes_and_corners_apart() {
        String[] rows = {
            "....##",
            ".##.##",
            ".##...",
            "...###",
            "...#.#",
            "...###",
        };
        boolean[] mask = new boolean[36];
        for (int i = 0; i < 36; i++) {
            mask[i] = rows[i / 6].charAt(i % 6) == '#';
        }
        FeatureOutline o = MaskTrace.of(mask, 6).orElseThrow();
        assertThat(o.parts()).hasNumberOfRows(3);
        assertThat(o.area()).isCloseTo(16, within(1e-12));
        assertThat(o.parts()[2]).hasNumberOfRows(2);
        assertThat(Areas.fault(o)).isEmpty();
        for (int i = 0; i < 36; i++) {
            assertThat(o.holds(i % 6 + 0.5, i / 6 + 0.5, 0)).as("pixel " + i).isEqualTo(mask[i]);
        }
        SplittableRandom random = new SplittableRandom(3);
        for (int k = 0; k < 200; k++) {
            boolean[] any = new boolean[400];
            for (int i = 0; i < 400; i++) {
                any[i] = random.nextInt(100) < 55;
            }
            FeatureOutline traced = MaskTrace.of(any, 20).orElseThrow();
            for (int i = 0; i < 400; i++) {
                assertThat(traced.holds(i % 20 + 0.5, i / 20 + 0.5, 0)).isEqualTo(any[i]);
            }
        }
    }

    @Test
    void a_brush_covers_a_capsule_and_unsound_areas_are_named() {
        FeatureOutline stroke = Areas.stroke(new double[] {0, 0, 100, 0}, 10);
        assertThat(stroke.area()).isCloseTo(2000 + Math.PI * 100, within(0.03 * (2000 + Math.PI * 100)));
        FeatureOutline both = Areas.union(stroke, Areas.stroke(new double[] {50, 0}, 20));
        assertThat(both.area()).isGreaterThan(stroke.area());
        assertThat(Areas.difference(stroke, both)).isEmpty();
        assertThat(Areas.fault(FeatureOutline.polygon(0, 0, 10, 10, 10, 0, 0, 10))).get().asString().contains("Self-intersection");
    }

    @Test
    void the_wand_takes_a_dark_disc_on_bright_ground() {
        int n = Wand.SIDE;
        int[] argb = new int[n * n];
        for (int i = 0; i < argb.length; i++) {
            boolean in = Math.hypot(i % n - 74, i / n - 74) <= 30;
            argb[i] = in ? 0xff7040a0 : 0xfff0e0f0;
        }
        FeatureOutline taken = new Wand(4, 2).take(new loupe.core.image.RasterImage.Colour(n, n, argb), 74, 74).orElseThrow();
        assertThat(taken.area()).isBetween(Math.PI * 25 * 25, Math.PI * 28 * 28); // half a deviation lies about 4 px inside the edge
        assertThat(taken.rings()).hasSize(1);
    }
}
