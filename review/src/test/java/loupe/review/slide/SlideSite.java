package loupe.review.slide;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Stream;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.annotation.AnnotationGroup;
import loupe.core.dicom.annotation.AnnotationWriter;
import loupe.core.dicom.object.DerivedObject;
import loupe.core.slide.FeatureLayer;
import loupe.core.slide.FeatureOutline;
import loupe.core.slide.SlideFeature;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.edit.ReviewState;
import loupe.review.importing.ImportStudies;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import loupe.sample.SampleSlide;
import loupe.store.Store;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;

/// A store with one small drawn slide in it.
final class SlideSite implements AutoCloseable {
    private static final String PASSPHRASE = "a passphrase";
    private final Store store;

    private SlideSite(Store store) {
        this.store = store;
    }

    private static StoreSettings settings(Path folder) {
        return new StoreSettings(Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "reader");
    }

    static SlideSite make(Path folder) throws IOException {
        Path drawn = SampleSlide.write(folder.resolve("in"), 5, new SampleSlide.Settings(520, 500, 0.5, true)).folder();
        Store store = Store.create(folder.resolve("store"), PASSPHRASE.toCharArray(), settings(folder));
        SlideSite site = new SlideSite(store);
        site.imports(drawn);
        return site;
    }

    private void imports(Path from) throws IOException {
        Deidentifier door = new Deidentifier(
                Profiles.importProfile(), PseudonymKey.of(store.projectKey("t")), (image, job) -> List.of());
        new ImportStudies(store, door, 1).run(List.of(from), JobContext.unattended());
    }

    /// Imports annotations of the finest level of the slide in a folder, as another program would send them.
    void imports(Path slide, AnnotationGroup group) throws IOException {
        Path finest;
        try (Stream<Path> all = Files.list(slide)) {
            finest = all.sorted().findFirst().orElseThrow();
        }
        DerivedObject object = new DerivedObject(DicomReader.usual().header(finest).data(), "2.25.1", "2.25.2", 300, "nuclei",
                LocalDateTime.of(2026, 1, 2, 3, 4, 5), "other");
        Path sent = Files.createDirectories(slide.resolveSibling("ann"));
        try (OutputStream out = Files.newOutputStream(sent.resolve("ann.dcm"))) {
            DicomWriter.writeFile(AnnotationWriter.write(object, List.of(group), n -> "2.25.7" + n), TransferSyntax.EXPLICIT_LE, out);
        }
        imports(sent);
    }

    static SlideSite open(Path folder) throws IOException {
        return new SlideSite(Store.open(folder.resolve("store"), PASSPHRASE.toCharArray(), settings(folder)));
    }

    Store store() {
        return store;
    }

    String uid() throws IOException {
        return store.studies().getFirst().studyUid();
    }

    StudySlide slide() throws IOException {
        return StudySlide.of(StudyImages.of(store, uid())).getFirst();
    }

    ReviewSession session() throws IOException {
        return ReviewSession.open(store, Clock.systemUTC(), "reader", uid());
    }

    SlideObjects objects() throws IOException {
        return SlideObjects.read(store, uid(), StudyImages.of(store, uid()), slide());
    }

    static List<FeatureLayer.Standing> all(SlideObjects objects, ReviewState state) throws IOException {
        List<FeatureLayer.Standing> out = new ArrayList<>();
        objects.in(state).each(out::add);
        return out;
    }

    /// Polygons of twelve corners, as nuclei are.
    static List<SlideFeature> nuclei(int n, double side) {
        SplittableRandom random = new SplittableRandom(11);
        List<SlideFeature> out = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            double x = random.nextDouble(side);
            double y = random.nextDouble(side);
            double[] ring = new double[24];
            for (int k = 0; k < 12; k++) {
                double r = 8 + 4 * random.nextDouble();
                ring[2 * k] = (float) (x + r * Math.cos(k * Math.PI / 6));
                ring[2 * k + 1] = (float) (y + r * Math.sin(k * Math.PI / 6));
            }
            out.add(SlideFeature.plain(
                    new UUID(2, i), SlideFeature.Type.DETECTION, FeatureOutline.polygon(ring), i % 3 == 0 ? "Tumor" : "Stroma"));
        }
        return out;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
