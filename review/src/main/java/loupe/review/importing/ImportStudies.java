package loupe.review.importing;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.FileSource;
import loupe.core.dicom.SourceInstance;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.review.ReviewException;
import loupe.review.consent.Purpose;
import loupe.store.Store;

/// Takes files, folders and archives (ZIP, gzip) in: each is read, de-identified in memory and only then stored.
///
/// Instances are committed in batches; a kill loses at most the batch under way, and importing again adds just what is
/// missing.
public final class ImportStudies {
    private final Store store;
    private final Deidentifier deidentifier;
    private final Purpose purpose;
    private final DicomReader reader = DicomReader.usual();
    private final FileSource source = FileSource.usual();

    /// An import for care.
    ///
    /// @param deidentifier the door, with the store's project key
    public ImportStudies(Store store, Deidentifier deidentifier) {
        this(store, deidentifier, Purpose.CARE);
    }

    /// @param deidentifier the door, with the store's project key
    /// @param purpose what it is for; each person must allow it
    public ImportStudies(Store store, Deidentifier deidentifier, Purpose purpose) {
        this.store = store;
        this.deidentifier = deidentifier;
        this.purpose = purpose;
    }

    /// Imports everything below the paths, in order of name.
    ///
    /// @throws ReviewException if a path is not there or there is no file at all
    /// @throws IOException if the store fails
    /// @throws loupe.core.work.CancelledException if cancelled; what was committed stays
    public ImportReport run(List<Path> paths, JobContext context) throws IOException {
        List<Path> files = files(paths);
        if (files.isEmpty()) {
            throw new ReviewException("there is no file to import; give a folder that holds DICOM files");
        }
        List<ImportReport.RefusedFile> refused = new ArrayList<>();
        Set<String> studies = new LinkedHashSet<>();
        try (Intake intake = new Intake(store)) {
            for (int i = 0; i < files.size(); i++) {
                String shown = shown(paths, files.get(i));
                int number = i + 1;
                source.walk(
                        files.get(i),
                        context,
                        new Takes(intake, context, why -> refused.add(new ImportReport.RefusedFile(shown, number, why))));
                context.progress(number, files.size(), "files");
            }
            intake.commit();
            studies.addAll(intake.studyUids());
            return new ImportReport(
                    files.size(), intake.imported(), intake.alreadyThere(), studies, refused, intake.boxes());
        }
    }

    /// Takes what a file holds: itself, or each file in it where it is an archive.
    private final class Takes implements FileSource.Visitor {
        private final Intake intake;
        private final JobContext context;
        private final Consumer<String> refusals;

        Takes(Intake intake, JobContext context, Consumer<String> refusals) {
            this.intake = intake;
            this.context = context;
            this.refusals = refusals;
        }

        @Override
        public void found(FileSource.Found file) throws IOException {
            context.checkCancelled();
            String wrong = take(file, intake, context);
            if (!wrong.isEmpty()) {
                refusals.accept(file.archived() ? "in the archive: " + wrong : wrong);
            }
        }

        @Override
        public void refused(Path file, String why) {
            refusals.accept(why + "; it is left out");
        }
    }

    /// What is wrong with a file; empty when it was taken, or is a DICOMDIR, whose files are taken by themselves.
    private String take(FileSource.Found file, Intake intake, JobContext context) throws IOException {
        DicomFile read;
        MemorySegment bytes;
        try {
            bytes = file.bytes();
        } catch (IOException e) {
            return "it cannot be read; check that you may read it";
        }
        if (isTiff(bytes)) {
            return "a TIFF slide (SVS, NDPI, …) is not read; convert it to DICOM first, for example with wsidicomizer";
        }
        try {
            read = reader.read(bytes);
        } catch (DicomException e) {
            return e.getMessage() + "; it is left out";
        }
        if (read.isDirectory()) {
            return "";
        }
        if (read.truncated()) {
            return "the file is cut short; copy it again from its source";
        }
        SourceInstance instance = new SourceInstance(read.syntax(), read.meta(), read.data());
        return switch (deidentifier.deidentify(instance, context)) {
            case DeidOutcome.Refused r -> r.sentence();
            case DeidOutcome.Cleaned c -> {
                if (!intake.allows(c.instance(), purpose)) {
                    yield "the person has not agreed to this use; it is left out";
                }
                intake.add(c.instance(), c.report());
                yield "";
            }
        };
    }

    private static boolean isTiff(MemorySegment bytes) {
        if (bytes.byteSize() < 4) {
            return false;
        }
        int head = bytes.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 0);
        return head == 0x49492A00 || head == 0x4D4D002A || head == 0x49492B00 || head == 0x4D4D002B;
    }

    private static String shown(List<Path> roots, Path file) {
        for (Path root : roots) {
            if (file.startsWith(root) && !file.equals(root)) {
                return root.relativize(file).toString();
            }
        }
        return String.valueOf(file.getFileName());
    }

    private static List<Path> files(List<Path> paths) throws IOException {
        List<Path> out = new ArrayList<>();
        for (Path p : paths) {
            if (!Files.exists(p)) {
                throw new ReviewException("a path to import does not exist; check its spelling");
            }
            List<Path> below = new ArrayList<>();
            Files.walkFileTree(p, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        below.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    below.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
            below.sort(null);
            out.addAll(below);
        }
        return out;
    }
}
