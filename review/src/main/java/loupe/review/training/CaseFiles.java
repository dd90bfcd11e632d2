package loupe.review.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.digest.Sha256;
import loupe.core.finding.Prediction;
import loupe.core.finding.Verdict;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.nifti.NiftiWriter;
import loupe.core.segment.Mask;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;
import loupe.review.edit.PredictionEntry;
import loupe.review.edit.ReviewState;
import loupe.review.edit.ReviewedFinding;
import loupe.review.session.StudyImages;

/// Writes one study's share of a training set: each series that was outlined as an image, and beside it a mask for each kind of thing
/// that readers accepted, corrected or drew.
final class CaseFiles {
    /// DICOM's code for faces taken out (PS3.16 CID 7050).
    private static final String FACE_TAKEN_OUT = "113102";

    private final StudyImages images;
    private final ReviewState state;
    private final int number;
    private final Path folder;
    private final List<SetMask> lines = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    /// @param number of the case in the set, from 1
    /// @param folder where the files go
    CaseFiles(StudyImages images, ReviewState state, int number, Path folder) {
        this.images = images;
        this.state = state;
        this.number = number;
        this.folder = folder;
    }

    /// What came of it.
    ///
    /// @param lines of the manifest
    /// @param leftOut a sentence for each series that could not be written
    record Written(List<SetMask> lines, List<String> leftOut) {
        /// Copies the lists.
        Written {
            lines = List.copyOf(lines);
            leftOut = List.copyOf(leftOut);
        }
    }

    /// A series as something was outlined on it.
    private record Outlined(String seriesUid, VoxelGrid grid) {}

    /// Writes them.
    ///
    /// @throws IOException if pixels cannot be read or a file cannot be written
    Written write(JobContext job) throws IOException {
        Map<Outlined, Map<String, List<ReviewedFinding>>> work = new LinkedHashMap<>();
        for (PredictionEntry p : state.predictions()) {
            Prediction made = p.prediction();
            made.segmentation().map(Segmentation::grid)
                    .ifPresent(g -> work.computeIfAbsent(new Outlined(made.seriesUid(), g), k -> new TreeMap<>()));
        }
        for (ReviewedFinding f : state.findings()) {
            if (f.segment().isPresent() && f.reviewed() && !f.rejected() && !f.segment().get().mask().isEmpty()) {
                Segment s = f.segment().get();
                work.computeIfAbsent(new Outlined(f.finding().seriesUid(), s.mask().grid()), k -> new TreeMap<>())
                        .computeIfAbsent(s.type().scheme() + s.type().value(), k -> new ArrayList<>())
                        .add(f);
            }
        }
        int image = 0;
        for (Map.Entry<Outlined, Map<String, List<ReviewedFinding>>> e : work.entrySet()) {
            job.checkCancelled();
            image += series(e.getKey(), e.getValue(), image + 1, job) ? 1 : 0;
        }
        return new Written(lines, leftOut);
    }

    private boolean series(Outlined on, Map<String, List<ReviewedFinding>> kinds, int image, JobContext job) throws IOException {
        Optional<Series> series = images.series().stream().filter(s -> s.uid().equals(on.seriesUid)).findFirst();
        Optional<Stack> stack = Optional.empty();
        if (series.isPresent()) {
            stack = images.stackOf(series.get(), Optional.of(on.grid)).filter(t -> t.grid().equals(on.grid));
        }
        if (stack.isEmpty() || stack.get().isFilm()) {
            leftOut.add("a film or slide: it leaves as DICOM by `loupe export --images --purpose TRAINING`");
            return false;
        }
        if (!stack.get().volumesHold()) {
            leftOut.add("a series whose slices do not lie evenly");
            return false;
        }
        String name = String.format(Locale.ROOT, "case-%04d-image-%d.nii.gz", number, image);
        Path file = folder.resolve(name);
        try (Volume v = images.volume(stack.get(), job)) {
            NiftiWriter.volume(v, file);
        }
        Shown shown = new Shown(name, digest(file), series.get().modality(), faceKept(stack.get()));
        int mask = 0;
        for (List<ReviewedFinding> alike : kinds.values()) {
            mask(shown, alike, String.format(Locale.ROOT, "case-%04d-image-%d-mask-%d.nii.gz", number, image, ++mask));
        }
        if (kinds.isEmpty()) {
            lines.add(new SetMask(
                    name, shown.digest, "", "", shown.modality, Segment.ANATOMY, 0, models(on), List.of(), OptionalDouble.empty(), 0,
                    OptionalDouble.empty(), shown.faceKept));
        }
        return true;
    }

    /// An image that was written.
    private record Shown(String name, String digest, String modality, boolean faceKept) {}

    private void mask(Shown image, List<ReviewedFinding> alike, String name) throws IOException {
        Mask all = union(alike.stream().map(f -> f.segment().orElseThrow().mask()).toList());
        Path file = folder.resolve(name);
        NiftiWriter.mask(all, file);
        List<Mask> proposed = alike.stream().flatMap(f -> f.original().stream()).toList();
        Set<String> by = new LinkedHashSet<>();
        Set<String> answers = new LinkedHashSet<>();
        for (ReviewedFinding f : alike) {
            by.add(f.drawnByReader() ? "reader" : f.finding().provenance().modelId() + " " + f.finding().provenance().modelVersion());
            answers.add(f.drawnByReader() ? "DRAWN" : f.verdict() instanceof Verdict.Edited ? "EDITED" : "ACCEPTED");
        }
        lines.add(new SetMask(
                image.name, image.digest, name, digest(file), image.modality, alike.getFirst().segment().orElseThrow().type(), alike.size(),
                List.copyOf(by), answers.stream().sorted().toList(),
                proposed.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(union(proposed).dice(all)), all.count(),
                OptionalDouble.of(all.millilitres()), image.faceKept));
    }

    private static Mask union(List<Mask> masks) {
        Mask all = masks.getFirst();
        for (Mask m : masks.subList(1, masks.size())) {
            all = all.or(m);
        }
        return all;
    }

    private List<String> models(Outlined on) {
        return state.predictions().stream()
                .map(PredictionEntry::prediction)
                .filter(p -> p.seriesUid().equals(on.seriesUid))
                .map(p -> p.provenance().modelId() + " " + p.provenance().modelVersion())
                .distinct()
                .toList();
    }

    private boolean faceKept(Stack stack) throws IOException {
        DataSet header = images.header(stack.slices().getFirst().sopInstanceUid());
        return header.items(Tag.DeidentificationMethodCodeSequence).stream()
                .noneMatch(i -> i.string(Tag.CodeValue, "").equals(FACE_TAKEN_OUT));
    }

    private static String digest(Path file) throws IOException {
        return Sha256.hex(Files.readAllBytes(file));
    }
}
