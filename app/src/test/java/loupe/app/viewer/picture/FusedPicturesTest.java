package loupe.app.viewer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import loupe.app.reading.FusionChoice;
import loupe.app.viewer.ShownSeries;
import loupe.app.viewer.look.Fusion;
import loupe.app.wiring.Places;
import loupe.app.wiring.Workplace;
import loupe.core.dicom.pet.Suv;
import loupe.core.geometry.PatientPoint;
import loupe.core.image.Fidelity;
import loupe.core.plane.Axis;
import loupe.core.plane.Slab;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.review.session.StudyImages;
import loupe.store.keys.KdfCost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A PET laid over a CT: 8 mm pixels and 6 mm slices over 4 mm pixels and 5 mm slices, shifted by no whole number of either.
class FusedPicturesTest {
    @TempDir Path folder;
    private Workplace workplace;
    private StudyPictures pictures;
    private List<ShownSeries> series;

    @BeforeEach
    void fill() throws IOException {
        Places places = new Places(folder.resolve("device"), folder.resolve("loupe.log"), folder.resolve("store"));
        workplace = Workplace.create(
                new Workplace.Opening(places.store(), places, "reader", KdfCost.forTests(), 0), "a long enough passphrase".toCharArray());
        workplace.importing().run(SentPetCt.write(folder.resolve("sent")), JobContext.unattended());
        StudyImages images = StudyImages.of(workplace.store(), workplace.store().studies().getFirst().studyUid());
        pictures = new StudyPictures(images, workplace.volumes()::take, 1 << 28);
        series = ShownSeries.of(images);
    }

    @AfterEach
    void close() throws IOException {
        pictures.close();
        workplace.close();
    }

    private ShownSeries ct() {
        return series.getFirst();
    }

    private Stack pet() {
        return series.get(1).stack().orElseThrow();
    }

    private static boolean nearTheBall(PatientPoint p) {
        return Math.hypot(Math.hypot(p.xMm() - 65, p.yMm() + 10), p.zMm() - 60) < 16 + 12;
    }

    /// Compares every pixel with the value worked out for its place.
    ///
    /// @return how many pixels had a value
    private static int compare(UpperPicture p, ImageSite site) {
        int n = 0;
        for (int r = 0; r < site.raster().rows(); r++) {
            for (int c = 0; c < site.raster().columns(); c++) {
                PatientPoint at = site.at(c, r);
                float v = p.image().values()[r * site.raster().columns() + c];
                boolean within = at.xMm() >= -155 && at.xMm() <= -155 + 39 * 8 && at.yMm() >= -147 && at.yMm() <= -147 + 39 * 8
                        && at.zMm() >= 2 && at.zMm() <= 2 + 19 * 6;
                if (within && !nearTheBall(at)) {
                    double expected = SentPetCt.petAt(at.xMm(), at.yMm(), at.zMm());
                    assertThat((double) v).as("at %s", at).isCloseTo(expected, within(1e-3));
                    n++;
                }
            }
        }
        return n;
    }

    @Test
    void have_on_every_slice_the_values_of_their_place() throws IOException {
        for (int slice : new int[] {1, 9, 23}) {
            ImageSite site = ct().site(slice).orElseThrow();
            assertThat(compare(pictures.upper(pet(), site, 1, () -> false), site)).isGreaterThan(4000);
        }
    }

    @Test
    void have_on_planes_the_values_of_their_place_and_none_beyond_the_volume() throws IOException {
        for (Axis axis : Axis.values()) {
            ShownSeries planes = ct().seen(axis, 0, Slab.Projection.MEAN).orElseThrow();
            ImageSite site = planes.site(planes.places().size() / 2).orElseThrow();
            UpperPicture p = pictures.upper(pet(), site, 1, () -> false);
            assertThat(compare(p, site)).isGreaterThan(400);
            assertThat(p.image().values()[0]).as("the CT's corner lies beside the PET").isNaN();
            assertThat(p.fidelity()).isEqualTo(Fidelity.COMPLETE);
        }
    }

    /// Of a value that rises along the normal the greatest in a slab is that of its upper face.
    @Test
    void are_projected_through_the_same_slab() throws IOException {
        ShownSeries thick = ct().seen(Axis.AXIAL, 20, Slab.Projection.MAXIMUM).orElseThrow();
        int slab = 4;
        ImageSite site = thick.site(slab).orElseThrow();
        UpperPicture p = pictures.upper(pet(), site, 1, () -> false);
        double z = site.at(0, 0).zMm();
        int column = (int) Math.rint(site.raster().column(site.slab().plane(), new PatientPoint(-60, 60, z)));
        int row = (int) Math.rint(site.raster().row(site.slab().plane(), new PatientPoint(-60, 60, z)));
        PatientPoint at = site.at(column, row);
        assertThat((double) p.image().values()[row * site.raster().columns() + column])
                .isCloseTo(SentPetCt.petAt(at.xMm(), at.yMm(), z + 10), within(1e-3));
    }

    @Test
    void know_uptake_as_the_door_keeps_weight_dose_and_times() throws IOException {
        UpperPicture p = pictures.upper(pet(), ct().site(0).orElseThrow(), 1, () -> false);
        double expected = 75_000 / (3.7e8 * Math.pow(0.5, 3600.0 / 6588));
        assertThat(p.page().probe().suv()).hasValueSatisfying(s -> assertThat(((Suv.Factor) s).value()).isCloseTo(expected, within(1e-10)));
    }

    @Test
    void are_refused_where_the_frames_of_reference_differ() {
        ShownSeries other = series.get(2);
        assertThat(other.stack().orElseThrow().grid().frameOfReferenceUid()).isNotEqualTo(pet().grid().frameOfReferenceUid());
        assertThat(FusionChoice.next(other, series, Optional.empty()))
                .isInstanceOfSatisfying(FusionChoice.Next.Refused.class, r -> assertThat(r.why()).contains("another frame of reference"));
        assertThatThrownBy(() -> pictures.upper(pet(), other.site(0).orElseThrow(), 1, () -> false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void are_offered_one_after_the_other_and_then_none() {
        FusionChoice.Next first = FusionChoice.next(ct(), series, Optional.empty());
        Fusion pet = ((FusionChoice.Next.Above) first).fusion();
        assertThat(pet.upper().stack()).isEqualTo(pet());
        assertThat(FusionChoice.next(ct(), series, Optional.of(pet))).isInstanceOf(FusionChoice.Next.Alone.class);
    }

    @Test
    void say_the_stored_value_a_pixel_came_from() throws IOException {
        PictureCache.Picture p = pictures.picture(ct().places().get(3));
        assertThat(p.page().probe().storedValue(-1000)).hasValue(24);
        PictureCache.Picture uptake = pictures.picture(series.get(1).places().get(3));
        assertThat(uptake.page().probe().storedValue(5000)).hasValue(500);
        assertThat(uptake.page().probe().storedValue(5004)).as("no stored value gives this").isEmpty();
    }
}
