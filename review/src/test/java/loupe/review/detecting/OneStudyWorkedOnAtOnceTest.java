package loupe.review.detecting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.finding.RejectReason;
import loupe.core.finding.Verdict;
import loupe.core.geometry.PatientPoint;
import loupe.core.segment.Code;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.deid.Deidentifier;
import loupe.deid.profile.Profiles;
import loupe.deid.pseudonym.PseudonymKey;
import loupe.review.ReviewException;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.importing.ImportStudies;
import loupe.review.sealing.SealReview;
import loupe.review.session.Journal;
import loupe.review.session.ReviewSession;
import loupe.store.Store;
import loupe.store.fault.StoreException;
import loupe.store.journal.RecordKind;
import loupe.store.journal.StoredRecord;
import loupe.store.keys.KdfCost;
import loupe.store.setting.StoreSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An import that adds images, models that answer, two readers who decide and a seal, all on one study at once. A store belongs
/// to one process; these are its threads. `-Dloupe.rounds=200` for the whole of it.
class OneStudyWorkedOnAtOnceTest {
    private static final int ROUNDS = Integer.getInteger("loupe.rounds", 12);
    private static final int IMAGES = 9;
    private static final int MODELS = 4;
    private static final int FINDINGS = 3;
    private static final Code CODE = new Code("123037004", "SCT", "Anatomical Structure");

    @TempDir
    Path folder;

    /// What a round did.
    ///
    /// @param answered model ids whose answers were acknowledged
    /// @param notes notes of decisions that were acknowledged; each is another's
    /// @param sealed whether a seal was acknowledged
    private record Acknowledged(Set<String> answered, Set<String> notes, boolean sealed) {}

    private Store open(boolean fresh) throws IOException {
        StoreSettings settings = new StoreSettings(
                Clock.systemUTC(), new SecureRandom(), folder.resolve("device"), KdfCost.forTests(), "reader");
        char[] passphrase = "a passphrase".toCharArray();
        return fresh
                ? Store.create(folder.resolve("store"), passphrase, settings)
                : Store.open(folder.resolve("store"), passphrase, settings);
    }

    @Test
    void keeps_every_decision_and_every_image_and_opens_no_seal_again() throws Exception {
        int sealed = 0;
        int decisions = 0;
        List<Acknowledged> all = new ArrayList<>();
        List<String> studies = new ArrayList<>();
        try (Store store = open(true)) {
            for (int round = 0; round < ROUNDS; round++) {
                Acknowledged a = new Round(store, round).run();
                all.add(a);
                studies.add(store.studies().getLast().studyUid());
                requireKept(store, studies.getLast(), a, round);
                sealed += a.sealed ? 1 : 0;
                decisions += a.notes.size();
            }
            assertThat(store.verify(JobContext.unattended()).faults()).isEmpty();
        }
        try (Store store = open(false)) {
            for (int round = 0; round < ROUNDS; round++) {
                requireKept(store, studies.get(round), all.get(round), round);
            }
        }
        System.out.println("figure: " + ROUNDS + " rounds, " + decisions + " decisions kept, " + sealed + " sealed");
        assertThat(decisions).isPositive();
    }

    @Test
    void that_is_being_read_stays_so_when_a_model_answers_late() throws Exception {
        try (Store store = open(true)) {
            new Round(store, 0).importOne(0);
            String study = store.studies().getFirst().studyUid();
            new KeepPrediction(store).add(study, prediction("net-1"));
            assertThat(store.study(study).orElseThrow().state()).isEqualTo(StudyState.TO_REVIEW);
            ReviewSession review = ReviewSession.open(store, Clock.systemUTC(), "reader", study);
            review.reject(review.state().findings().getFirst().finding().id(), RejectReason.ARTEFACT, "");
            new KeepPrediction(store).add(study, prediction("net-2"));
            assertThat(store.study(study).orElseThrow().state()).isEqualTo(StudyState.IN_REVIEW);
            assertThat(store.study(study).orElseThrow().findingCount()).as("of both models").isEqualTo(2 * FINDINGS);
        }
    }

    private static void requireKept(Store store, String study, Acknowledged a, int round) throws IOException {
        String where = "round " + round;
        List<StoredRecord> records = store.records(study);
        ReviewState state = Journal.replay(records).state();
        StudySummary line = store.study(study).orElseThrow();
        assertThat(state.predictions().stream().map(p -> p.prediction().provenance().modelId()))
                .as(where)
                .containsExactlyInAnyOrderElementsOf(a.answered);
        assertThat(records.stream().filter(r -> r.kind() == RecordKind.VERDICT)).as(where).hasSize(a.notes.size());
        for (ReviewedFinding f : state.findings()) {
            if (f.verdict() instanceof Verdict.Rejected r) {
                assertThat(a.notes).as(where).contains(r.note());
            }
        }
        assertThat(line.findingCount()).as(where).isEqualTo(state.findings().size());
        assertThat(line.instanceCount()).as(where).isEqualTo(IMAGES);
        assertThat(store.instances(study)).as(where).hasSize(IMAGES);
        assertThat(state.seal().isPresent()).as(where).isEqualTo(a.sealed);
        if (a.sealed) {
            assertThat(line.state()).as(where).isEqualTo(StudyState.SEALED);
            assertThat(new SealReview(store, Clock.systemUTC()).verify(study)).as(where).contains(true);
            assertThat(state.findings()).as(where).allMatch(ReviewedFinding::reviewed);
        }
    }

    /// One study and all that is done to it.
    private final class Round {
        private final Store store;
        private final int number;
        private final Set<String> answered = new HashSet<>();
        private final List<String> notes = new ArrayList<>();
        private final AtomicBoolean sealed = new AtomicBoolean();
        private final AtomicBoolean over = new AtomicBoolean();
        private final CyclicBarrier start = new CyclicBarrier(5);

        Round(Store store, int number) {
            this.store = store;
            this.number = number;
        }

        Acknowledged run() throws Exception {
            importOne(1);
            String study = store.studies().getLast().studyUid();
            answer(study, 0);
            try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
                Future<?> images = threads.submit(() -> together(() -> {
                    for (int i = 2; i <= IMAGES; i++) {
                        importOne(i);
                    }
                }));
                Future<?> models = threads.submit(() -> together(() -> {
                    for (int m = 1; m < MODELS; m++) {
                        answer(study, m);
                    }
                }));
                Future<?> one = threads.submit(() -> together(() -> decide(study, "one")));
                Future<?> other = threads.submit(() -> together(() -> decide(study, "other")));
                Future<?> seal = threads.submit(() -> together(() -> seal(study)));
                try {
                    images.get();
                    models.get();
                    seal.get();
                } finally {
                    over.set(true); // else a failure would leave the readers deciding for ever
                }
                one.get();
                other.get();
            }
            return new Acknowledged(Set.copyOf(answered), Set.copyOf(notes), sealed.get());
        }

        private interface Deed {
            void run() throws IOException;
        }

        private Void together(Deed deed) throws Exception {
            start.await();
            deed.run();
            return null;
        }

        private void importOne(int image) throws IOException {
            Path file = folder.resolve("r" + number + "-" + image + ".dcm");
            try (OutputStream out = Files.newOutputStream(file)) {
                DicomWriter.writeFile(image(number, image), TransferSyntax.EXPLICIT_LE, out);
            }
            Deidentifier door = new Deidentifier(
                    Profiles.importProfile(), PseudonymKey.of(store.projectKey("t")), (picture, job) -> List.of());
            assertThat(new ImportStudies(store, door, 1).run(List.of(file), JobContext.unattended()).imported()).isEqualTo(1);
        }

        private void answer(String study, int model) throws IOException {
            try {
                new KeepPrediction(store).add(study, prediction("net-" + model));
                answered.add("net-" + model);
            } catch (StoreException e) {
                assertThat(e.kind()).isEqualTo(StoreException.Kind.SEALED);
            }
        }

        private void decide(String study, String who) throws IOException {
            ReviewSession review = ReviewSession.open(store, Clock.systemUTC(), who, study);
            int n = 0;
            while (!over.get()) {
                review.refresh();
                for (ReviewedFinding f : review.state().findings()) {
                    if (f.verdict() instanceof Verdict.Rejected r && r.by().equals(who)) {
                        continue;
                    }
                    String note = who + " " + n++;
                    try {
                        review.reject(f.finding().id(), RejectReason.ARTEFACT, note);
                    } catch (ReviewException e) {
                        assertThat(e).hasMessageContaining("sealed");
                        return;
                    } catch (StoreException e) {
                        assertThat(e.kind()).isEqualTo(StoreException.Kind.SEALED);
                        return;
                    }
                    synchronized (notes) {
                        notes.add(note);
                    }
                }
            }
        }

        private void seal(String study) throws IOException {
            for (int tries = 0; tries < 200 && !sealed.get(); tries++) {
                try {
                    new SealReview(store, Clock.systemUTC()).run(study, "reader", "read");
                    sealed.set(true);
                } catch (ReviewException e) {
                    assertThat(e).hasMessageContaining("decide on");
                }
            }
        }
    }

    private static Prediction prediction(String model) {
        Provenance from = new Provenance(model, "1", "00", Instant.EPOCH, "test");
        List<Finding> findings = new ArrayList<>();
        for (int i = 1; i <= FINDINGS; i++) {
            findings.add(new Finding(
                    new FindingId("F" + i), "2.25.5", CODE, "spot", new PatientPoint(i, 2, 2), 0.5, 0, List.of(), from));
        }
        return new Prediction("2.25.5", from, findings, Optional.empty());
    }

    private static DataSet image(int round, int number) {
        return DataSet.builder()
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.3." + round + ".1." + number)
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.3." + round)
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.3." + round + "." + (2 + number % 3))
                .put(Tag.PatientID, Vr.LO, "12345678")
                .put(Tag.Modality, Vr.CS, "OT")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, 8.0)
                .put(Tag.Columns, Vr.US, 8.0)
                .put(Tag.BitsAllocated, Vr.US, 8.0)
                .put(Tag.BitsStored, Vr.US, 8.0)
                .put(Tag.HighBit, Vr.US, 7.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0)
                .put(Tag.PixelData, Vr.OB, new byte[64])
                .build();
    }
}
