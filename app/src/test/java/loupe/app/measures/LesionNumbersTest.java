package loupe.app.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import loupe.app.viewer.picture.SentPetCt;
import loupe.app.wiring.Places;
import loupe.app.wiring.Workplace;
import loupe.core.dicom.pet.Suv;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.PeakValue;
import loupe.core.measure.Shape;
import loupe.core.segment.Mask;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.review.measuring.LesionValues;
import loupe.review.measuring.MeasuredValues;
import loupe.review.session.StudyImages;
import loupe.store.keys.KdfCost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The hot ball of the PET phantom: 16 mm about (65, -10, 60), 40000 Bq/ml in all its voxels, 75 kg, 370 MBq an hour before.
class LesionNumbersTest {
    @TempDir Path folder;

    private static Mask ball(VoxelGrid g) {
        Mask.Builder b = Mask.builder(g);
        for (int s = 0; s < g.slices(); s++) {
            for (int r = 0; r < g.rows(); r++) {
                for (int c = 0; c < g.columns(); c++) {
                    PatientPoint p = g.toPatient(c, r, s);
                    if (Math.hypot(Math.hypot(p.xMm() - 65, p.yMm() + 10), p.zMm() - 60) <= 16) {
                        b.add(c, r, s);
                    }
                }
            }
        }
        return b.build();
    }

    @Test
    void are_the_uptake_of_the_ball_and_its_axes_on_one_slice() throws IOException {
        Places places = new Places(folder.resolve("device"), folder.resolve("loupe.log"), folder.resolve("store"));
        try (Workplace w = Workplace.create(
                new Workplace.Opening(places.store(), places, "reader", KdfCost.forTests(), 0), "a long enough passphrase".toCharArray())) {
            w.importing().run(SentPetCt.write(folder.resolve("sent")), JobContext.unattended());
            StudyImages images = StudyImages.of(w.store(), w.store().studies().getFirst().studyUid());
            Series pet = images.series().stream().filter(s -> s.modality().equals("PT")).findFirst().orElseThrow();
            Stack stack = pet.stacks().getFirst();
            Mask mask = ball(stack.grid());
            LesionValues v = new MeasuredValues(images, w.volumes()).lesion(pet.uid(), mask, JobContext.unattended()).orElseThrow();
            double factor = ((Suv.Factor) v.suv().orElseThrow()).value();
            assertThat(((PeakValue.Found) v.peak()).value() * factor)
                    .as("no ball of 1 cm3 about its middle leaves it")
                    .isCloseTo(40_000.0 * 75_000 / (3.7e8 * Math.pow(0.5, 3600.0 / 6588)), within(1e-4));
            assertThat(v.millilitres().orElseThrow()).isCloseTo(mask.millilitres(), within(1e-9));
            Shape.Bidirectional b = v.axes().orElseThrow().lines();
            double longest = b.longAxis().from().distanceMm(b.longAxis().to());
            assertThat(longest).as("a disc of 32 mm in pixels of 8 mm").isBetween(26.0, 40.0);
            assertThat(b.shortAxis().from().distanceMm(b.shortAxis().to())).isLessThanOrEqualTo(longest);
            assertThat(stack.grid().toIndex(b.longAxis().from())[2]).isCloseTo(v.axes().get().slice(), within(1e-6));
            assertThat(new MeasuredValues(images, w.volumes()).lesion("1.2.3", mask, JobContext.unattended())).isEqualTo(Optional.empty());
        }
    }
}
