package loupe.review.hanging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.segment.Code;
import loupe.core.study.Series;
import loupe.review.session.StudyImages;

/// What a study is, from the headers that are kept.
///
/// @param modality group of its modalities
/// @param regions where in the body; empty where nothing says so
/// @param side side of the body
/// @param phases when after contrast agent its series were taken, as far as they say
/// @param series its series, in the order they are offered
public record StudyKind(
        ModalityGroup modality, Set<BodyRegion> regions, Side side, Set<ContrastPhase> phases, List<SeriesKind> series) {
    private static final int REQUESTED_PROCEDURES = 0x00321064;
    private static final int REQUESTED_PROCEDURE = 0x00321060;

    /// Copies the collections.
    public StudyKind {
        regions = regions.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(regions));
        phases = phases.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(phases));
        series = List.copyOf(series);
    }

    /// What a study is.
    ///
    /// @param offered its series as they are offered, in that order
    /// @throws IOException if a header is not there
    public static StudyKind of(StudyImages images, List<SeriesKind> offered) throws IOException {
        List<DataSet> headers = new ArrayList<>();
        for (Series s : images.series()) {
            if (!s.instances().isEmpty()) {
                headers.add(images.header(s.instances().getFirst().sopInstanceUid()));
            }
        }
        Set<String> words = new LinkedHashSet<>();
        headers.forEach(h -> words.addAll(Words.of(h.string(Tag.StudyDescription, "") + " " + h.string(REQUESTED_PROCEDURE, ""))));
        Side side = Side.named(words);
        for (SeriesKind k : offered) {
            side = side.and(k.side());
        }
        ModalityGroup group = ModalityGroup.of(images.series().stream().map(Series::modality).toList());
        return new StudyKind(group, regions(words, headers), side, phases(group, words, offered), offered);
    }

    /// Codes and the study's description where they name a region; else the parts examined, else what the series are called.
    private static Set<BodyRegion> regions(Set<String> words, List<DataSet> headers) {
        EnumSet<BodyRegion> out = EnumSet.noneOf(BodyRegion.class);
        Set<String> said = new LinkedHashSet<>(words);
        for (DataSet h : headers) {
            for (int sequence : new int[] {Tag.AnatomicRegionSequence, Tag.ProcedureCodeSequence, REQUESTED_PROCEDURES}) {
                for (DataSet item : h.items(sequence)) {
                    Code code = CodeItem.read(List.of(item));
                    BodyRegion.of(code).ifPresent(out::add);
                    said.addAll(Words.of(code.meaning()));
                }
            }
        }
        out.addAll(BodyRegion.named(said));
        if (out.isEmpty()) {
            headers.forEach(h -> out.addAll(BodyRegion.named(Words.of(h.string(Tag.BodyPartExamined, "")))));
        }
        if (out.isEmpty()) {
            headers.forEach(h -> out.addAll(BodyRegion.named(
                    Words.of(h.string(Tag.SeriesDescription, "") + " " + h.string(Tag.ProtocolName, "")))));
        }
        if (out.isEmpty() && headers.stream().anyMatch(h -> h.string(Tag.Modality, "").equals("MG"))) {
            out.add(BodyRegion.BREAST);
        }
        return BodyRegion.finest(out);
    }

    private static Set<ContrastPhase> phases(ModalityGroup group, Set<String> words, List<SeriesKind> offered) {
        EnumSet<ContrastPhase> out = EnumSet.noneOf(ContrastPhase.class);
        offered.stream().filter(k -> !k.localizer()).forEach(k -> out.add(k.phase()));
        out.remove(ContrastPhase.UNKNOWN);
        boolean asked = group == ModalityGroup.CT || group == ModalityGroup.MR || group == ModalityGroup.PET_CT;
        return out.isEmpty() && asked ? ContrastPhase.named(words) : out;
    }

    /// The study as a person says it, such as `CT chest`.
    public String text() {
        String where = BodyRegion.text(regions);
        String which = side == Side.LEFT || side == Side.RIGHT ? " " + side.text() : "";
        return modality.text() + (where.isEmpty() ? "" : " " + where) + which;
    }
}
