package loupe.app.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.app.wiring.Workplace;
import loupe.core.finding.FindingId;
import loupe.core.finding.RejectReason;
import loupe.core.geometry.VoxelGrid;
import loupe.core.measure.Annotation;
import loupe.core.measure.ImageSpace;
import loupe.core.measure.Measure;
import loupe.core.measure.Region;
import loupe.core.plane.Plane;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.SegmentDescription;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.review.edit.MissedFindings;
import loupe.review.session.ReviewSession;
import loupe.review.session.StudyImages;
import loupe.review.twice.DoubleReads;
import loupe.store.access.Role;
import loupe.store.keys.NewAccount;

/// A store with a CT that two readers read: the first accepts F2 and outlines something widely, the second, ben, rejects F2, outlines it
/// narrowly and draws one more. Ben is done; the first is not. Cara is a third reader.
///
/// @param store the store, closed
/// @param study the CT
/// @param firstReader account name
record TwoReadings(SampleStore store, String study, String firstReader) {
    static final String PHRASE = "a passphrase of readers";
    static final int SLICE = 12;
    /// In how many things both differ.
    static final int DIFFERENCES = 3;
    private static final Code ABNORMAL = new Code("49755003", "SCT", "Morphologically Abnormal Structure");
    private static final Code NODULE = new Code("27925004", "SCT", "Nodule");

    static TwoReadings in(Path folder) throws IOException {
        SampleStore store = SampleStore.copyTo(folder);
        String study;
        String first;
        try (Workplace w = store.open()) {
            first = w.actor();
            study = ModelAnswers.of(w, 2);
            w.doubleReads().assign(study);
            ReviewSession review = w.review(study);
            review.accept(new FindingId("F1"));
            review.accept(new FindingId("F2"));
            outline(w, study, review, 9);
            for (String name : List.of("ben", "cara")) {
                w.store().accounts().add(new NewAccount(
                        name, name, Set.of(Role.RADIOLOGIST), new NewAccount.Lock.Passphrase(PHRASE.toCharArray(), false)));
            }
        }
        try (Workplace w = Workplace.open(store.opening().by("ben"), PHRASE.toCharArray())) {
            ReviewSession review = w.review(study);
            review.accept(new FindingId("F1"));
            review.reject(new FindingId("F2"), RejectReason.NORMAL_ANATOMY, "");
            outline(w, study, review, 5);
            draw(w, study, review);
            w.doubleReads().finish(study);
        }
        return new TwoReadings(store, study, first);
    }

    /// Ends the first reading too.
    SampleStore finished() throws IOException {
        try (Workplace w = store.open()) {
            if (!w.doubleReads().finish(study).equals(new DoubleReads.Done.Differ(DIFFERENCES))) {
                throw new IllegalStateException("both readings must differ in " + DIFFERENCES + " things");
            }
        }
        return store;
    }

    private static Series series(Workplace w, String study) throws IOException {
        return StudyImages.of(w.store(), study).series().stream().filter(s -> !s.stacks().isEmpty()).findFirst().orElseThrow();
    }

    private static void outline(Workplace w, String study, ReviewSession review, int radius) throws IOException {
        Series series = series(w, study);
        VoxelGrid grid = series.stacks().getFirst().grid();
        Mask.Builder mask = Mask.builder(grid);
        for (int c = -radius; c <= radius; c++) {
            for (int r = -radius; r <= radius; r++) {
                mask.add(grid.columns() * 2 / 3 + c, grid.rows() / 2 + r, SLICE);
            }
        }
        FindingId id = review.begin(new ReviewSession.NewSegment(
                series.uid(), grid, true, new SegmentDescription("mine", ABNORMAL, NODULE, 0x00ff00)));
        review.paint(id, "brush", mask.build().asDelta());
    }

    private static void draw(Workplace w, String study, ReviewSession review) throws IOException {
        Series series = series(w, study);
        Stack stack = series.stacks().getFirst();
        VoxelGrid grid = stack.grid();
        Region circle = new Region.Circle(grid.toPatient(grid.columns() / 3.0, grid.rows() * 2 / 3.0, SLICE + 20), 15);
        review.draw(new ReviewSession.Draft(
                new Annotation.Place(series.uid(), stack.slices().get(SLICE + 20).sopInstanceUid(), 0, false),
                new Measure(ImageSpace.of(Plane.ofSlice(grid, SLICE + 20), grid), circle), 0, "", Optional.of(MissedFindings.UNNAMED)));
    }
}
