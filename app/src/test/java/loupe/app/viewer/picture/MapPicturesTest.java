package loupe.app.viewer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import loupe.app.reading.FusionChoice;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.look.Fusion;
import loupe.app.viewer.look.UpperSeries;
import loupe.app.wiring.Places;
import loupe.app.wiring.Workplace;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.geometry.PatientPoint;
import loupe.core.image.RasterImage;
import loupe.core.plane.Axis;
import loupe.core.plane.Slab;
import loupe.core.render.LayerStack;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
import loupe.core.render.Toning;
import loupe.core.render.UpperImage;
import loupe.core.render.Viewport;
import loupe.core.render.colour.ColourMap;
import loupe.core.work.JobContext;
import loupe.review.came.CameMap;
import loupe.review.came.CameWithStudy;
import loupe.review.session.StudyImages;
import loupe.store.keys.KdfCost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Maps that came with a study, after the door and the store, have on its images and planes the values and colours of their place.
class MapPicturesTest {
    @TempDir Path folder;
    private Workplace workplace;
    private StudyPictures pictures;
    private List<ShownSeries> series;
    private CameWithStudy came;

    private void open(boolean probability, UnaryOperator<DataSet.Builder> change) throws IOException {
        Places places = new Places(folder.resolve("device"), folder.resolve("loupe.log"), folder.resolve("store"));
        workplace = Workplace.create(
                new Workplace.Opening(places.store(), places, "reader", KdfCost.forTests(), 0), "a long enough passphrase".toCharArray());
        List<Path> files = new ArrayList<>(SentPetCt.write(folder.resolve("sent")));
        files.add(SentMap.write(folder.resolve("sent"), probability, change));
        workplace.importing().run(files, JobContext.unattended());
        StudyImages images = StudyImages.of(workplace.store(), workplace.store().studies().getFirst().studyUid());
        pictures = new StudyPictures(images, workplace.volumes()::take, 1 << 28);
        series = ShownSeries.of(images);
        came = CameWithStudy.of(images, JobContext.unattended());
    }

    @AfterEach
    void close() throws IOException {
        pictures.close();
        workplace.close();
    }

    private ShownSeries ct() {
        return series.getFirst();
    }

    private static UpperSeries upper(CameMap m) {
        return new UpperSeries(m.seriesUid(), m.title(), m.quantity().stack(), Optional.of(m.quantity()));
    }

    /// Compares pixels with the values worked out for their places: values inside, 0 outside, none beyond the map.
    private static int compare(UpperPicture p, ImageSite site) {
        int n = 0;
        for (int r = 0; r < site.raster().rows(); r++) {
            for (int c = 0; c < site.raster().columns(); c++) {
                PatientPoint at = site.at(c, r);
                double v = p.image().values()[r * site.raster().columns() + c];
                if (SentMap.clearly(at.xMm(), at.yMm(), at.zMm(), true)) {
                    assertThat(v).as("at %s", at).isCloseTo(SentMap.adcAt(at.xMm(), at.yMm(), at.zMm()), within(1e-2));
                    n++;
                } else if (SentMap.clearly(at.xMm(), at.yMm(), at.zMm(), false)) {
                    assertThat(v).as("at %s", at).isZero();
                } else if (Math.abs(at.xMm()) > 125) {
                    assertThat(v).as("at %s", at).isNaN();
                }
            }
        }
        return n;
    }

    @Test
    void have_the_values_of_their_place_in_their_unit_on_images_and_planes() throws IOException {
        open(true, b -> b);
        assertThat(came.notes()).isEmpty();
        assertThat(came.maps()).extracting(m -> m.quantity().text())
                .containsExactly("Apparent Diffusion Coefficient  10-6 mm2/s", "PROBABILITY");
        UpperSeries adc = upper(came.maps().getFirst());
        assertThat(pictures.holds(adc)).isFalse();
        for (int slice : new int[] {3, 10, 18}) {
            ImageSite site = ct().site(slice).orElseThrow();
            assertThat(compare(pictures.upper(adc, site, 1, () -> false), site)).isGreaterThan(500);
        }
        for (Axis axis : Axis.values()) {
            ShownSeries planes = ct().seen(axis, 0, Slab.Projection.MEAN).orElseThrow();
            ImageSite site = planes.site(planes.places().size() / 2).orElseThrow();
            UpperPicture p = pictures.upper(adc, site, 1, () -> false);
            assertThat(compare(p, site)).isGreaterThan(300);
            assertThat(p.page().unit()).isEqualTo("10-6 mm2/s");
        }
        assertThat(pictures.holds(adc)).isTrue();
    }

    /// The colour of a pixel is the table's entry for the value worked out for it; around the map's thing the CT is seen alone.
    @Test
    void are_shown_in_the_colours_of_the_table_where_they_are_above_0() throws IOException {
        open(false, b -> b);
        ImageSite site = ct().site(10).orElseThrow();
        UpperPicture p = pictures.upper(upper(came.maps().getFirst()), site, 1, () -> false);
        PictureCache.Picture ct = pictures.picture(ct().places().get(10));
        int w = site.raster().columns();
        int h = site.raster().rows();
        int[] alone = drawn(ct, w, h, Optional.empty());
        int[] over = drawn(ct, w, h, Optional.of(
                new UpperImage(p.image(), new Toning(p.ownWindow(), false, ColourMap.VIRIDIS), 1, p.clearUpTo())));
        int n = 0;
        for (int i = 0; i < w * h; i++) {
            PatientPoint at = site.at(i % w, i / w);
            if (SentMap.clearly(at.xMm(), at.yMm(), at.zMm(), true)) {
                double v = SentMap.adcAt(at.xMm(), at.yMm(), at.zMm());
                double level = 255 * Math.clamp((v - p.ownWindow().from()) / p.ownWindow().width(), 0, 1);
                assertThat(over[i]).as("at %s, level %f", at, level).isIn(
                        ColourMap.VIRIDIS.argb((int) Math.floor(level)), ColourMap.VIRIDIS.argb((int) Math.ceil(level)));
                n++;
            } else if (SentMap.clearly(at.xMm(), at.yMm(), at.zMm(), false)) {
                assertThat(over[i]).as("at %s", at).isEqualTo(alone[i]);
            }
        }
        assertThat(n).isGreaterThan(500);
    }

    private static int[] drawn(PictureCache.Picture ct, int w, int h, Optional<UpperImage> upper) {
        int[] out = new int[w * h];
        Viewport v = Viewport.fit(w, h, w, h, 1, 1);
        RasterImage image = ct.image();
        SliceRenderer.render(new RenderRequest(image, 0, Toning.gray(ct.ownWindow()), upper, v, LayerStack.none()), out);
        return out;
    }

    @Test
    void of_shares_count_as_a_programs_and_of_an_adc_alone_do_not() throws IOException {
        open(true, b -> b);
        assertThat(came.withoutPrograms().maps()).extracting(m -> m.quantity().name()).containsExactly("Apparent Diffusion Coefficient");
    }

    /// The least ADC inside is 800: what lies between it and the 0 around it is neither.
    @Test
    void have_no_made_up_values_at_their_edge() throws IOException {
        open(false, b -> b);
        UpperSeries adc = upper(came.maps().getFirst());
        for (ShownSeries s : List.of(ct(), ct().seen(Axis.SAGITTAL, 0, Slab.Projection.MEAN).orElseThrow())) {
            ImageSite site = s.site(s.places().size() / 2).orElseThrow();
            int drawn = 0;
            for (float v : pictures.upper(adc, site, 1, () -> false).image().values()) {
                assertThat(v > 0 && v < 799).as("value %s", v).isFalse();
                drawn += v > 0 ? 1 : 0;
            }
            assertThat(drawn).isGreaterThan(400);
        }
    }

    @Test
    void are_offered_after_the_series_and_not_beside_their_own() throws IOException {
        open(false, b -> b);
        assertThat(came.withoutPrograms().maps()).hasSize(1);
        List<UpperSeries> maps = came.maps().stream().map(MapPicturesTest::upper).toList();
        Optional<Fusion> now = Optional.empty();
        List<String> offered = new ArrayList<>();
        while (FusionChoice.next(ct(), series, maps, now) instanceof FusionChoice.Next.Above a) {
            now = Optional.of(a.fusion());
            offered.add(a.fusion().upper().title());
        }
        assertThat(offered).containsExactly("2  PT  PET", "Apparent Diffusion Coefficient, MR of series 7");
        assertThat(now.orElseThrow().colours()).isEqualTo(ColourMap.VIRIDIS);
    }

    @Test
    void of_a_frame_of_reference_nobody_shares_are_a_series_of_their_own_and_nothing_else() throws IOException {
        open(true, b -> b.put(Tag.FrameOfReferenceUID, Vr.UI, "1.2.4711.77"));
        assertThat(came.maps()).isEmpty();
        assertThat(came.notes()).isEmpty();
        assertThat(series).anyMatch(s -> s.title().startsWith("7  MR"));
    }

    @Test
    void without_places_or_units_are_said_not_to_be_laid_over_anything() throws IOException {
        open(false, b -> b.put(Tag.PerFrameFunctionalGroupsSequence, List.of()));
        assertThat(came.maps()).isEmpty();
        assertThat(came.notes()).singleElement().asString().contains("MR of series 7 is not laid over the images");
    }

    @Test
    void without_a_value_in_their_range_fail_when_they_are_laid_over_and_leave_the_rest() throws IOException {
        byte[] beyond = new byte[2 * 40 * 40 * 12];
        java.util.Arrays.fill(beyond, (byte) 0xff);
        open(false, b -> b.put(Tag.PixelData, Vr.OW, beyond));
        UpperSeries adc = upper(came.maps().getFirst());
        assertThatThrownBy(() -> pictures.read(adc)).isInstanceOf(IOException.class);
        assertThat(pictures.holds(adc)).isFalse();
        assertThat(pictures.picture(ct().places().get(3)).bytes()).isPositive();
    }
}
