package loupe.review.person;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.dicom.DicomWriter;
import loupe.core.encoding.Encoding;
import loupe.core.study.StudySummary;
import loupe.core.work.JobContext;
import loupe.core.work.TemporaryFolder;
import loupe.review.ReviewException;
import loupe.review.consent.Consent;
import loupe.review.consent.Consents;
import loupe.store.Store;
import loupe.store.access.Permission;
import loupe.store.audit.AuditEntry;
import loupe.store.audit.AuditEvent;
import loupe.store.audit.LoggedEvent;
import loupe.store.face.StoredInstance;
import loupe.store.journal.StoredRecord;

/// Writes everything the store holds on one person into a folder (GDPR articles 15 and 20): images as DICOM, records as
/// the JSON they are kept in, consents, and, for who may read it, what the log says of their studies.
///
/// Nothing half-written stays: all is written into a hidden folder first.
public final class ExportPerson {
    private static final int PAGE = 1000;

    private final Store store;

    /// Over a store.
    public ExportPerson(Store store) {
        this.store = store;
    }

    /// What is in the folder.
    ///
    /// @param pseudonym the person
    /// @param written when, UTC
    /// @param studies their studies, with the folder of each
    /// @param consents what they said, oldest first
    /// @param log whether the log's records of their studies are there; only who may read the log can hand them out
    /// @param identityLink what of the identity link is there: `identity.bin`, `none kept`, or `held by the identity keeper`
    public record Contents(
            String pseudonym,
            Instant written,
            List<Held> studies,
            List<Consent> consents,
            boolean log,
            String identityLink) {
        /// Copies the lists.
        public Contents {
            studies = List.copyOf(studies);
            consents = List.copyOf(consents);
        }
    }

    /// One study of theirs.
    ///
    /// @param folder where it is in the export
    /// @param summary its line in the list
    /// @param images images written
    /// @param records records written
    public record Held(String folder, StudySummary summary, int images, int records) {}

    /// Writes it.
    ///
    /// @param out a new or empty folder
    /// @throws ReviewException where the store holds nothing on such a person, or the folder is not empty
    /// @throws IOException if the account may not, or a file cannot be written
    public Contents run(String pseudonym, Path out, JobContext context) throws IOException {
        List<StudySummary> theirs = store.studies().stream()
                .filter(s -> s.patientPseudonym().equals(pseudonym))
                .toList();
        if (theirs.isEmpty()) {
            throw new ReviewException("the store holds no study of such a person; `loupe list` shows pseudonyms");
        }
        for (StudySummary s : theirs) {
            store.authorize(Permission.EXPORT, s.studyUid());
        }
        Files.createDirectories(out);
        try (Stream<Path> there = Files.list(out)) {
            if (there.findAny().isPresent()) {
                throw new ReviewException("the folder is not empty; choose a new one");
            }
        }
        try (TemporaryFolder temporary = TemporaryFolder.in(out, ".partial-")) {
            Contents contents = write(pseudonym, theirs, temporary.path(), context);
            for (StudySummary s : theirs) {
                store.log(AuditEntry.of(AuditEvent.PORTABILITY_EXPORTED, "for the person", s.studyUid()));
            }
            try (Stream<Path> all = Files.list(temporary.path())) {
                for (Path p : all.toList()) {
                    Files.move(p, out.resolve(p.getFileName()));
                }
            }
            return contents;
        }
    }

    private Contents write(String pseudonym, List<StudySummary> theirs, Path to, JobContext context) throws IOException {
        List<Held> held = new ArrayList<>();
        for (StudySummary s : theirs) {
            context.checkCancelled();
            String name = "study-" + (held.size() + 1);
            Path folder = Files.createDirectories(to.resolve(name));
            int images = images(s.studyUid(), folder, context);
            held.add(new Held(name, s, images, records(s.studyUid(), folder)));
        }
        boolean log = store.accounts().present().may(Permission.READ_LOG);
        if (log) {
            log(theirs, to.resolve("log.jsonl"));
        }
        Contents contents = new Contents(
                pseudonym, store.now(), held, new Consents(store).of(pseudonym), log, identity(pseudonym, to));
        Files.write(to.resolve("person.json"), Encoding.pretty(contents));
        return contents;
    }

    private int images(String studyUid, Path folder, JobContext context) throws IOException {
        List<StoredInstance> all = store.instances(studyUid);
        for (int i = 0; i < all.size(); i++) {
            context.checkCancelled();
            var original = all.get(i).original();
            Path file = folder.resolve(String.format(Locale.ROOT, "image-%05d.dcm", i + 1));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                DicomWriter.writeFile(original.data(), original.syntax(), out);
            }
            context.progress(i + 1L, all.size(), "images");
        }
        return all.size();
    }

    /// Every record is kept as versioned JSON, and goes out as it is kept.
    private int records(String studyUid, Path folder) throws IOException {
        List<StoredRecord> all = store.records(studyUid);
        for (int i = 0; i < all.size(); i++) {
            StoredRecord r = all.get(i);
            String kind = r.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
            String time = r.time().toString().replaceAll("[:.]", "-");
            Files.write(
                    folder.resolve(String.format(Locale.ROOT, "record-%05d-%s-%s.json", i + 1, kind, time)), r.payload());
        }
        return all.size();
    }

    private void log(List<StudySummary> theirs, Path file) throws IOException {
        List<String> uids = theirs.stream().map(StudySummary::studyUid).toList();
        long end = store.trail().size();
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            for (long at = 0; at < end; at += PAGE) {
                for (LoggedEvent e : store.trail().events(at, (int) Math.min(PAGE, end - at))) {
                    if (e.studyUid().filter(uids::contains).isPresent()) {
                        out.write(Encoding.encode("logged-event", 1, e));
                        out.write('\n');
                    }
                }
            }
        }
    }

    private String identity(String pseudonym, Path to) throws IOException {
        if (!store.accounts().present().may(Permission.LINK_IDENTITY)) {
            return "held by the identity keeper";
        }
        Optional<byte[]> link = store.identities().lookUp(pseudonym, "export for the person");
        if (link.isEmpty()) {
            return "none kept";
        }
        Files.write(to.resolve("identity.bin"), link.get());
        return "identity.bin";
    }
}
