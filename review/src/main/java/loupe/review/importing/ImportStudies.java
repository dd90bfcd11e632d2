package loupe.review.importing;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.SourceInstance;
import loupe.core.work.JobContext;
import loupe.deid.DeidOutcome;
import loupe.deid.Deidentifier;
import loupe.review.ReviewException;
import loupe.store.Store;

/// Takes files and folders in: each is read, de-identified in memory and only then stored.
///
/// Instances are committed in batches; a kill loses at most the batch under way, and importing again adds just what is
/// missing.
public final class ImportStudies {
    private final Store store;
    private final Deidentifier deidentifier;
    private final DicomReader reader = DicomReader.usual();

    /// @param deidentifier the door, with the store's project key
    public ImportStudies(Store store, Deidentifier deidentifier) {
        this.store = store;
        this.deidentifier = deidentifier;
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
                context.checkCancelled();
                String wrong = take(files.get(i), intake, context);
                if (!wrong.isEmpty()) {
                    refused.add(new ImportReport.RefusedFile(shown(paths, files.get(i)), i + 1, wrong));
                }
                context.progress(i + 1L, files.size(), "files");
            }
            intake.commit();
            studies.addAll(intake.studyUids());
            return new ImportReport(
                    files.size(), intake.imported(), intake.alreadyThere(), studies, refused, intake.boxes());
        }
    }

    /// What is wrong with a file; empty when it was taken.
    private String take(Path file, Intake intake, JobContext context) throws IOException {
        DicomFile read;
        try {
            read = reader.read(file);
        } catch (DicomException e) {
            return e.getMessage() + "; it is left out";
        } catch (IOException e) {
            return "it cannot be read; check that you may read it";
        }
        if (read.truncated()) {
            return "the file is cut short; copy it again from its source";
        }
        SourceInstance source = new SourceInstance(read.syntax(), read.meta(), read.data());
        return switch (deidentifier.deidentify(source, context)) {
            case DeidOutcome.Refused r -> r.sentence();
            case DeidOutcome.Cleaned c -> {
                intake.add(c.instance(), c.report());
                yield "";
            }
        };
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
