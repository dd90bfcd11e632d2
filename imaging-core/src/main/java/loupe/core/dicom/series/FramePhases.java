package loupe.core.dicom.series;

import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;
import loupe.core.study.Phase;

/// What may tell frames at one place apart: temporal position, b-value and gradient, echo, cardiac trigger, acquisition,
/// reference time.
final class FramePhases {
    private static final int MOST_FRAMES = 1 << 20;

    private FramePhases() {}

    static List<Phase> of(DataSet h, int frames) {
        FunctionalGroups groups = FunctionalGroups.of(h);
        if (!groups.present()) {
            return List.of(classic(h));
        }
        List<Phase> out = new ArrayList<>();
        int described = h.items(Tag.PerFrameFunctionalGroupsSequence).size();
        for (int f = 0; f < Math.min(Math.min(frames, described), MOST_FRAMES); f++) {
            out.add(enhanced(groups, f));
        }
        return out;
    }

    private static Phase classic(DataSet h) {
        return Phase.of(
                h.string(Tag.TemporalPositionIdentifier, ""),
                h.string(Tag.DiffusionBValue, ""),
                h.string(Tag.EchoTime, ""),
                h.string(Tag.TriggerTime, ""),
                h.string(Tag.AcquisitionNumber, ""),
                h.string(Tag.FrameReferenceTime, ""));
    }

    private static Phase enhanced(FunctionalGroups g, int f) {
        DataSet content = g.group(f, Tag.FrameContentSequence);
        DataSet diffusion = g.group(f, Tag.MRDiffusionSequence);
        String direction = diffusion.items(Tag.DiffusionGradientDirectionSequence).stream()
                .map(d -> d.strings(Tag.DiffusionGradientOrientation).toString())
                .findFirst()
                .orElse("");
        return Phase.of(
                content.string(Tag.TemporalPositionIndex, ""),
                diffusion.string(Tag.DiffusionBValue, "") + direction,
                g.group(f, Tag.MREchoSequence).string(Tag.EffectiveEchoTime, ""),
                g.group(f, Tag.CardiacSynchronizationSequence).string(Tag.NominalCardiacTriggerDelayTime, ""),
                content.string(Tag.StackID, ""),
                g.group(f, Tag.TemporalPositionSequence).string(Tag.TemporalPositionTimeOffset, ""));
    }
}
