package loupe.app.viewer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import loupe.app.viewer.ShownSeries;
import loupe.app.wiring.Places;
import loupe.app.wiring.Workplace;
import loupe.core.dicom.BlackedPlaces;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.image.Fidelity;
import loupe.core.plane.Axis;
import loupe.core.plane.Slab;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;
import loupe.review.session.StudyImages;
import loupe.sample.PhantomSeeds;
import loupe.sample.SampleStudies;
import loupe.store.keys.KdfCost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sixteen slices, of which the second alone was compressed with loss, imported and cut.
class TruthOfPlanesTest {
    private static final int FIRST = 40;
    private static final int SLICES = 16;

    @TempDir Path folder;

    private Workplace filled() throws IOException {
        SampleStudies.Written samples = SampleStudies.write(folder.resolve("samples"), PhantomSeeds.demo());
        for (int i = 0; i < samples.ctFiles().size(); i++) {
            if (i < FIRST || i >= FIRST + SLICES) {
                Files.delete(samples.ctFiles().get(i));
            }
        }
        lossy(samples.ctFiles().get(FIRST + 1));
        Places places = new Places(folder.resolve("device"), folder.resolve("loupe.log"), folder.resolve("store"));
        Workplace w = Workplace.create(
                new Workplace.Opening(places.store(), places, "reader", KdfCost.forTests(), 0),
                "a long enough passphrase".toCharArray());
        w.importing().run(List.of(samples.ctFiles().get(FIRST).getParent()), JobContext.unattended());
        return w;
    }

    private static void lossy(Path file) throws IOException {
        DicomFile f = DicomReader.usual().read(file);
        DataSet data = f.data().toBuilder()
                .put(Tag.LossyImageCompression, Vr.CS, "01")
                .put(Tag.LossyImageCompressionRatio, Vr.DS, "12")
                .build();
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(data, TransferSyntax.EXPLICIT_LE, out);
        }
    }

    private static Page cut(StudyPictures pictures, ShownSeries planes, int index) throws IOException {
        return pictures.picture(planes.places().get(index)).page();
    }

    @Test
    void is_of_every_slice_they_are_cut_out_of_and_of_no_other() throws IOException {
        try (Workplace w = filled()) {
            String uid = w.store().studies().getFirst().studyUid();
            StudyImages images = StudyImages.of(w.store(), uid);
            List<VolumeProgress> told = new CopyOnWriteArrayList<>();
            StudyPictures pictures =
                    new StudyPictures(images, w.volumes()::take, 1 << 28);
            pictures.onReading(told::add);
            ShownSeries stack = ShownSeries.of(images).getFirst();
            assertThat(stack.places()).hasSize(SLICES);
            ShownSeries axial = stack.seen(Axis.AXIAL, 0, Slab.Projection.MEAN).orElseThrow();
            ShownSeries coronal = stack.seen(Axis.CORONAL, 0, Slab.Projection.MEAN).orElseThrow();
            assertThat(cut(pictures, axial, 1).lossy()).isEqualTo("12");
            assertThat(cut(pictures, axial, 4).lossy()).isEmpty();
            assertThat(cut(pictures, coronal, 100).lossy()).isEqualTo("12");
            double gap = stack.stack().orElseThrow().grid().sliceStep().lengthMm();
            assertThat(cut(pictures, axial.thick(2 * gap, Slab.Projection.MAXIMUM), 2).lossy()).isEqualTo("12");
            assertThat(told).extracting(VolumeProgress::text).contains("Reading the volume: 16 of 16 slices");
            pictures.close();
        }
    }

    @Test
    void is_a_preview_first_where_a_slab_is_thick_and_then_all_there_is() throws IOException {
        try (Workplace w = filled()) {
            StudyImages images = StudyImages.of(w.store(), w.store().studies().getFirst().studyUid());
            StudyPictures pictures =
                    new StudyPictures(images, w.volumes()::take, 1 << 28);
            ShownSeries thin = ShownSeries.of(images).getFirst().seen(Axis.AXIAL, 0, Slab.Projection.MEAN).orElseThrow();
            assertThat(pictures.isSlow(thin.places().get(4))).isFalse();
            assertThat(pictures.picture(thin.places().get(4)).fidelity()).isEqualTo(Fidelity.COMPLETE);
            ImagePlace.Cut thick = (ImagePlace.Cut) thin.thick(100, Slab.Projection.MAXIMUM).places().get(4);
            assertThat(pictures.isSlow(thick)).isTrue();
            assertThat(pictures.preview(thick, 2, 2).fidelity()).isEqualTo(Fidelity.PREVIEW);
            assertThat(pictures.has(thick)).as("a preview is kept nowhere").isFalse();
            assertThatThrownBy(() -> pictures.picture(thick, () -> true)).isInstanceOf(CancelledException.class);
            assertThat(pictures.picture(thick).fidelity()).as("a slice of it was lossy").isEqualTo(Fidelity.LOSSY);
            assertThat(pictures.isSlow(thick)).as("it is at hand").isFalse();
            pictures.close();
        }
    }

    @Test
    void counts_what_was_blacked_in_all_slices_cut_each_object_once() {
        SliceMarks marks = new SliceMarks(List.of(
                new SliceMarks.OfSlice("1", "", Optional.empty()),
                new SliceMarks.OfSlice("2", "?", Optional.of(new BlackedPlaces(1, 100))),
                new SliceMarks.OfSlice("3", "9.5", Optional.of(new BlackedPlaces(2, 50))),
                new SliceMarks.OfSlice("3", "10", Optional.of(new BlackedPlaces(2, 50)))));
        BitSet all = new BitSet();
        all.set(0, 4);
        assertThat(marks.blacked(all)).contains(new BlackedPlaces(3, 150));
        assertThat(marks.lossy(all)).isEqualTo("10");
        BitSet one = new BitSet();
        one.set(0);
        assertThat(marks.blacked(one)).isEmpty();
        assertThat(marks.lossy(one)).isEmpty();
    }
}
