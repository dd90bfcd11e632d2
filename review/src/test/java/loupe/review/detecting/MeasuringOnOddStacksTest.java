package loupe.review.detecting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Measurement;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.segment.Code;
import loupe.core.study.Instance;
import loupe.core.study.Phase;
import loupe.core.study.Stack;
import loupe.core.study.StackBuilder;
import org.junit.jupiter.api.Test;

class MeasuringOnOddStacksTest {
    private static final Provenance MODEL = new Provenance("m", "1", "0", Instant.EPOCH, "Loupe");

    private static Stack stack(double... zMm) {
        List<Instance> out = new ArrayList<>();
        for (double z : zMm) {
            ImagePlane plane = new ImagePlane(8, 8, new PatientPoint(0, 0, z), new PatientVector(1, 0, 0),
                    new PatientVector(0, 1, 0), 1, 1, 3, "2.25.9");
            out.add(new Instance(
                    "2.25." + out.size(), "1.2", out.size(), 1, 8, 8, false, List.of(Phase.NONE), List.of(plane)));
        }
        return StackBuilder.stacks(out).getFirst();
    }

    private static List<String> units(Stack stack) {
        Code any = new Code("1", "99TEST", "any");
        Finding f = new Finding(new FindingId("F1"), "2.25.1", any, "nodule", new PatientPoint(0, 0, 0), 0.5, 0,
                List.of(new Measurement(any, 8, new Code("mm", "UCUM", "millimeter")),
                        new Measurement(any, 4, new Code("ml", "UCUM", "milliliter"))),
                MODEL);
        Prediction p = new Prediction("2.25.1", MODEL, List.of(f), Optional.empty());
        return OddStack.measured(p, stack).findings().getFirst().measurements().stream()
                .map(m -> m.unit().value())
                .toList();
    }

    @Test
    void regular_slices_keep_their_numbers() {
        assertThat(units(stack(0, 3, 6, 9))).containsExactly("mm", "ml");
    }

    @Test
    void where_slices_are_missing_no_volume_and_no_length_is_said() {
        assertThat(units(stack(0, 3, 9, 12))).isEmpty();
    }
}
