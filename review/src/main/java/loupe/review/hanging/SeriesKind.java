package loupe.review.hanging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.study.Series;
import loupe.core.study.Stack;
import loupe.review.session.StudyImages;

/// What a series is, from the headers that are kept: nothing of who or where, and no UID.
///
/// @param modality group of its modality
/// @param plane how its images lie
/// @param phase when after contrast agent
/// @param side side of the body
/// @param marks what kind of picture it is: weighting, kernel, projection
/// @param words other words of its description, in alphabetical order
/// @param images how many images
/// @param spacingMm distance between slices; 0 where there is none
/// @param localizer whether it is a localizer
public record SeriesKind(
        ModalityGroup modality,
        SlicePlane plane,
        ContrastPhase phase,
        Side side,
        Set<SeriesMark> marks,
        List<String> words,
        int images,
        double spacingMm,
        boolean localizer) {
    private static final int CONTRAST_AGENT = 0x00180010;
    private static final int KERNEL = 0x00181210;
    private static final Set<String> SCOUTS =
            Set.of("LOCALIZER", "LOCALISER", "LOC", "SCOUT", "TOPOGRAM", "SURVEY", "TOPO");
    private static final Set<String> NO_AGENT = Set.of("NONE", "NO", "NON", "WITHOUT", "NATIVE");
    private static final Set<String> OF_PLANES = Set.of(
            "AX", "AXIAL", "COR", "CORONAL", "SAG", "SAGITTAL", "TRA", "TRANSVERSE", "TRANSVERSAL", "OBL", "OBLIQUE", "OF", "THE",
            "AND", "WITH", "MM", "SERIES", "LEFT", "LT", "RIGHT", "RT", "L", "R");

    /// Copies the collections.
    public SeriesKind {
        marks = marks.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(marks));
        words = List.copyOf(words);
    }

    /// What some images of a series are.
    ///
    /// @param stack the stack or film they are
    /// @param images their SOP Instance UIDs in order of scrolling, at least one
    /// @throws IOException if a header is not there
    public static SeriesKind of(StudyImages study, Series series, Optional<Stack> stack, List<String> images) throws IOException {
        String middle = images.get(images.size() / 2);
        DataSet header = study.header(middle);
        List<Stack> stacks = stack.filter(s -> !s.isFilm()).map(List::of).orElse(List.of());
        SlicePlane plane = stacks.isEmpty()
                ? SlicePlane.NONE
                : SlicePlane.across(stacks.getFirst().slices().getFirst().plane().normal());
        double step = stacks.isEmpty() || stacks.getFirst().slices().size() < 2 ? 0 : stacks.getFirst().grid().sliceStep().lengthMm();
        Set<String> words = Words.of(series.description());
        boolean localizer = Words.any(words, SCOUTS) || series.instances().stream().anyMatch(i -> i.localizer() && i.sopInstanceUid().equals(middle));
        ModalityGroup group = ModalityGroup.of(series.modality());
        return new SeriesKind(
                group, plane, phase(group, words, header), side(group, words, header), marks(group, words, header), rest(words),
                images.size(), step, localizer);
    }

    private static ContrastPhase phase(ModalityGroup group, Set<String> words, DataSet header) {
        if (group != ModalityGroup.CT && group != ModalityGroup.MR) {
            return ContrastPhase.UNKNOWN;
        }
        ContrastPhase said = ContrastPhase.of(words);
        Set<String> agent = Words.of(header.string(CONTRAST_AGENT, ""));
        boolean given = !agent.isEmpty() && !Words.any(agent, NO_AGENT);
        return said == ContrastPhase.UNKNOWN && given ? ContrastPhase.ENHANCED : said;
    }

    private static Side side(ModalityGroup group, Set<String> words, DataSet header) {
        Side coded = Side.of(header.string(Tag.ImageLaterality).or(() -> header.string(Tag.Laterality)).orElse(""));
        if (coded != Side.NONE) {
            return coded;
        }
        Side named = Side.named(words);
        if (named == Side.NONE && group == ModalityGroup.MAMMOGRAPHY) {
            return words.contains("L") ? Side.LEFT : words.contains("R") ? Side.RIGHT : Side.NONE;
        }
        return named;
    }

    private static Set<SeriesMark> marks(ModalityGroup group, Set<String> words, DataSet header) {
        Set<String> all = new LinkedHashSet<>(words);
        all.addAll(Words.of(header.string(Tag.ViewPosition, "")));
        String kernel = header.string(KERNEL, "");
        if (group == ModalityGroup.CT && !kernel.isEmpty()) {
            all.removeAll(SeriesMark.OF_KERNELS);
            all.add(SeriesMark.isSharp(kernel) ? "SHARP" : "SMOOTH");
        }
        return SeriesMark.of(group, all);
    }

    private static List<String> rest(Set<String> words) {
        Set<String> out = new TreeSet<>();
        for (String w : words) {
            boolean said = OF_PLANES.contains(w) || SCOUTS.contains(w) || ContrastPhase.isNamedBy(w) || SeriesMark.isNamedBy(w);
            if (!said && w.length() > 1 && !w.matches("[0-9.]+(MM)?")) {
                out.add(w);
            }
        }
        return new ArrayList<>(out);
    }
}
