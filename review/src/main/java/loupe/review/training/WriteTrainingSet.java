package loupe.review.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import loupe.core.digest.Sha256;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.review.ReviewException;
import loupe.review.consent.Consent;
import loupe.review.consent.Consents;
import loupe.review.consent.Purpose;
import loupe.review.edit.ReviewState;
import loupe.review.exporting.ExportFolder;
import loupe.review.session.Journal;
import loupe.review.session.StudyImages;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.Outcome;
import loupe.store.fault.StoreException;

/// Writes what readers corrected and sealed as a training set: NIfTI images and masks, a manifest and a card.
///
/// A study goes in if its review is sealed, its person agreed to TRAINING, and the account may export it; every other is left out
/// and said why. All files appear together or none, as with every export ([ExportFolder]), and nothing leaves before the log and
/// the list of sets have it.
public final class WriteTrainingSet {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final String MANIFEST = "manifest.csv";
    private static final String CARD = "card.md";

    private final Store store;
    private final TrainingSets sets;
    private final Consents consents;
    private final RandomGenerator lots;

    /// @param lots draws the numbers of cases and persons
    public WriteTrainingSet(Store store, RandomGenerator lots) {
        this.store = store;
        this.sets = new TrainingSets(store);
        this.consents = new Consents(store);
        this.lots = lots;
    }

    /// What came of it.
    ///
    /// @param set as the store keeps it
    /// @param images how many images were written
    /// @param masks how many masks
    /// @param leftOut how many studies and series were left out, by why
    public record Written(TrainingSet set, int images, int masks, Map<String, Integer> leftOut) {
        /// Copies the map.
        public Written {
            leftOut = Collections.unmodifiableMap(new TreeMap<>(leftOut));
        }
    }

    /// Writes a set.
    ///
    /// @param name small letters, digits and hyphens, 1 to 40; no set of the store may have it
    /// @param out the folder; must not be there, or be empty
    /// @param studies pseudonymous Study Instance UIDs; empty for all studies
    /// @throws ReviewException if the name or folder cannot be used, or no study can go in; nothing was written then
    /// @throws IOException if the store fails or files cannot be written; the folder is as it was then
    public Written run(String name, Path out, List<String> studies, JobContext job) throws IOException {
        store.authorize(Permission.EXPORT, null);
        if (!NAME.matcher(name).matches()) {
            throw new ReviewException("name a training set with small letters, digits and hyphens, 40 at most");
        }
        if (sets.find(name).isPresent()) {
            throw new ReviewException("a training set of that name left this store before; take another name");
        }
        try (ExportFolder folder = ExportFolder.begin(out)) {
            if (folder.holdsFiles()) {
                throw new ReviewException("the folder holds files; name one that is not there yet");
            }
            return write(name, folder, studies, job);
        }
    }

    private Written write(String name, ExportFolder folder, List<String> studies, JobContext job) throws IOException {
        Path draft = folder.draft();
        Map<String, Integer> leftOut = new TreeMap<>();
        Map<String, List<Consent>> said = consents.all();
        List<StudySummary> mayGo = mayGo(studies, said, leftOut);
        Collections.shuffle(mayGo, lots);
        List<TrainingSet.Case> cases = new ArrayList<>();
        Map<Integer, StudySummary> summaries = new HashMap<>();
        Map<Integer, List<SetMask>> masks = new LinkedHashMap<>();
        Map<String, Integer> persons = new HashMap<>();
        for (StudySummary s : mayGo) {
            job.checkCancelled();
            job.progress(cases.size(), mayGo.size(), "studies");
            ReviewState state = Journal.replay(store.records(s.studyUid())).state();
            CaseFiles.Written made =
                    new CaseFiles(StudyImages.of(store, s.studyUid()), state, cases.size() + 1, draft).write(job);
            made.leftOut().forEach(why -> leftOut.merge(why, 1, Integer::sum));
            if (made.lines().isEmpty()) {
                leftOut.merge("a study without an outlined series", 1, Integer::sum);
                continue;
            }
            int person = persons.computeIfAbsent(s.patientPseudonym(), p -> persons.size() + 1);
            TrainingSet.Case c = new TrainingSet.Case(cases.size() + 1, person, s.studyUid(), s.patientPseudonym());
            cases.add(c);
            summaries.put(c.number(), s);
            masks.put(c.number(), made.lines());
        }
        if (cases.isEmpty()) {
            throw new ReviewException("no study can go into the set: " + said(leftOut));
        }
        TrainingSet set = new TrainingSet(name, store.now(), store.accounts().present().name(), "", cases);
        SetPages pages = new SetPages(set, summaries, masks, leftOut, firstEnd(cases, said));
        byte[] manifest = pages.manifest().getBytes(StandardCharsets.UTF_8);
        Files.write(draft.resolve(MANIFEST), manifest);
        Files.write(draft.resolve(CARD), pages.card().getBytes(StandardCharsets.UTF_8));
        job.checkCancelled();
        TrainingSet kept = new TrainingSet(name, set.at(), set.by(), Sha256.hex(manifest), cases);
        List<SetMask> lines = masks.values().stream().flatMap(List::stream).toList();
        List<String> images = lines.stream().map(SetMask::image).distinct().toList();
        List<String> insides = lines.stream().map(SetMask::mask).filter(m -> !m.isEmpty()).toList();
        publish(kept, folder, Stream.of(images, insides, List.of(MANIFEST, CARD)).flatMap(List::stream).toList());
        return new Written(kept, images.size(), insides.size(), leftOut);
    }

    private static String said(Map<String, Integer> leftOut) {
        List<String> out = new ArrayList<>();
        leftOut.forEach((why, n) -> out.add(n + " " + why));
        return out.isEmpty() ? "there is none" : String.join("; ", out);
    }

    private List<StudySummary> mayGo(List<String> studies, Map<String, List<Consent>> said, Map<String, Integer> leftOut)
            throws IOException {
        List<StudySummary> out = new ArrayList<>();
        for (StudySummary s : store.studies()) {
            if (!studies.isEmpty() && !studies.contains(s.studyUid())) {
                continue;
            }
            Optional<String> why = whyNot(s, said);
            if (why.isPresent()) {
                leftOut.merge(why.get(), 1, Integer::sum);
            } else {
                out.add(s);
            }
        }
        return out;
    }

    private Optional<String> whyNot(StudySummary s, Map<String, List<Consent>> said) throws IOException {
        if (s.state() != StudyState.SEALED) {
            return Optional.of("a study whose review is not sealed");
        }
        if (!consents.allows(said.getOrDefault(s.patientPseudonym(), List.of()), Purpose.TRAINING)) {
            return Optional.of("a study whose person has not agreed to training");
        }
        try {
            store.authorize(Permission.EXPORT, s.studyUid());
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of("a study this account may not export yet (a second person's `loupe approve`)");
        }
    }

    /// When the first of the consents ends; empty where none does.
    private static String firstEnd(List<TrainingSet.Case> cases, Map<String, List<Consent>> said) {
        return cases.stream()
                .flatMap(c -> said.getOrDefault(c.patientPseudonym(), List.of()).stream()
                        .filter(s -> s.purpose() == Purpose.TRAINING)
                        .reduce((a, b) -> b)
                        .flatMap(Consent::until)
                        .stream())
                .min(Comparator.naturalOrder())
                .map(Instant::toString)
                .orElse("");
    }

    /// Nothing leaves before the list and the log have it; what then fails to leave is said there too.
    private void publish(TrainingSet set, ExportFolder folder, List<String> names) throws IOException {
        sets.keep(set);
        for (TrainingSet.Case c : set.cases()) {
            store.log(AuditEntry.of(AuditEvent.EXPORTED, "training set " + set.name() + ", case " + c.number(), c.studyUid()));
        }
        try {
            folder.publish(names);
        } catch (IOException | RuntimeException e) {
            sets.forget(set.name());
            store.log(new AuditEntry(
                    AuditEvent.EXPORTED, Outcome.MINOR_FAILURE, "", "training set " + set.name() + " did not leave: no folder", null));
            throw e;
        }
    }
}
