package loupe.core.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import loupe.core.finding.Alternative;
import loupe.core.finding.Finding;
import loupe.core.finding.FindingId;
import loupe.core.finding.Measurement;
import loupe.core.finding.Prediction;
import loupe.core.finding.Provenance;
import loupe.core.finding.RejectReason;
import loupe.core.finding.Verdict;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.segment.Code;
import loupe.core.segment.Mask;
import loupe.core.segment.MaskDelta;
import loupe.core.segment.Segment;
import loupe.core.segment.Segmentation;
import loupe.core.study.StudyState;
import loupe.core.study.StudySummary;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncodingTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final Code NODULE = new Code("27925004", "SCT", "Nodule");
    private static final Code MM = new Code("mm", "UCUM", "millimeter");
    private static final VoxelGrid GRID = new VoxelGrid(
            9,
            7,
            3,
            new PatientPoint(-1.1, 0.1 + 0.2, 1e-17),
            new PatientVector(0.7, 0.1, 0),
            new PatientVector(-0.1, 0.7, 0),
            new PatientVector(0, 0, 1 / 3.0),
            "2.25.5");

    private static Mask mask() {
        return Mask.builder(GRID).add(0, 0, 0).add(1, 0, 0).add(8, 6, 2).build();
    }

    private static Provenance provenance() {
        return new Provenance("lung-nodule", "1.0", "ab".repeat(32), NOW, "Loupe 0.1.0");
    }

    private static Finding finding(int segment) {
        return new Finding(
                new FindingId("F1"),
                "2.25.7",
                NODULE,
                "nodule \"6 mm\" – größer",
                new PatientPoint(1 / 3.0, -2, 3),
                0.875,
                segment,
                List.of(new Measurement(new Code("M-02550", "SRT", "Diameter"), 6.125, MM)),
                provenance());
    }

    private static Finding unsure() {
        Finding f = finding(1);
        return new Finding(f.id(), f.seriesUid(), f.type(), f.label(), f.centre(), f.confidence(), 1, f.measurements(),
                f.provenance(), List.of(new Alternative("cortex", 0.25), Alternative.nothing(0.875)), true);
    }

    private static Segmentation segmentation() {
        return new Segmentation(GRID, List.of(new Segment(1, "lung", NODULE, NODULE, 0x12ab34, mask())));
    }

    static List<Object> values() {
        return List.of(
                mask(),
                Mask.empty(GRID),
                Mask.empty(GRID).deltaTo(mask()),
                MaskDelta.builder(63).build(),
                GRID,
                finding(0),
                finding(1),
                unsure(),
                new Prediction("2.25.7", provenance(), List.of(finding(1)), Optional.of(segmentation())),
                new Prediction("2.25.7", provenance(), List.of(), Optional.empty()),
                segmentation(),
                segmentation().segment(1),
                provenance(),
                new StudySummary("2.25.1", "P-1", "F", "042Y", "20200101", "CT", "CT", 1, 2, StudyState.SEALED, 3));
    }

    static List<Verdict> verdicts() {
        return List.of(
                new Verdict.Unreviewed(),
                new Verdict.Accepted("dr-a", NOW),
                new Verdict.Rejected("dr-b", NOW, RejectReason.ARTEFACT, "motion\nat the \\ base"),
                new Verdict.Edited("dr-c", NOW));
    }

    @Nested
    class Reading_back {
        @ParameterizedTest
        @MethodSource("loupe.core.encoding.EncodingTest#values")
        void gives_an_equal_value(Object value) throws EncodingException {
            byte[] json = Encoding.encode("thing", 1, value);
            assertThat(Encoding.decode(json, "thing", 1, value.getClass())).isEqualTo(value);
        }

        @ParameterizedTest
        @MethodSource("loupe.core.encoding.EncodingTest#verdicts")
        void gives_a_verdict_of_the_same_kind(Verdict verdict) throws EncodingException {
            byte[] json = Encoding.encode("verdict", 1, verdict);
            assertThat(Encoding.decode(json, "verdict", 1, Verdict.class)).isEqualTo(verdict);
        }

        /// As version 0.1.0 wrote it before findings said what else they could be.
        @Test
        void reads_a_finding_without_alternatives_and_writes_it_the_same_again() throws EncodingException {
            String old = """
                {"body":{"centre":{"xMm":1.5,"yMm":-2.0,"zMm":3.0},"confidence":0.875,"id":"F1","label":"nodule",\
                "measurements":[],"provenance":{"madeAt":"2026-03-04T05:06:07.089Z","modelId":"m","modelSha256":"00",\
                "modelVersion":"1","software":"Loupe 0.1.0"},"segmentNumber":0,"seriesUid":"2.25.7",\
                "type":{"meaning":"Nodule","scheme":"SCT","value":"27925004"}},"type":"finding","v":1}""";
            Finding read = Encoding.decode(old.getBytes(StandardCharsets.UTF_8), "finding", 1, Finding.class);
            assertThat(read.alternatives()).isEmpty();
            assertThat(new String(Encoding.encode("finding", 1, read), StandardCharsets.UTF_8)).isEqualTo(old);
            assertThat(unsure().numbered(new FindingId("F9")).alternatives()).isEqualTo(unsure().alternatives());
            assertThat(unsure().withoutOutline().segment()).isEmpty();
        }

        @Test
        void accepts_an_older_version() throws EncodingException {
            byte[] json = Encoding.encode("provenance", 1, provenance());
            assertThat(Encoding.decode(json, "provenance", 3, Provenance.class)).isEqualTo(provenance());
        }
    }

    @Nested
    class The_text {
        @ParameterizedTest
        @MethodSource("loupe.core.encoding.EncodingTest#values")
        void is_the_same_bytes_when_written_again_from_what_was_read(Object value) throws EncodingException {
            byte[] json = Encoding.encode("thing", 1, value);
            Object back = Encoding.decode(json, "thing", 1, value.getClass());
            assertThat(Encoding.encode("thing", 1, back)).isEqualTo(json);
        }

        @Test
        void does_not_depend_on_the_way_a_mask_was_drawn() {
            Mask drawn = mask().apply(MaskDelta.builder(63).flip(1, 5).build());
            Mask erased = drawn.apply(drawn.deltaTo(mask()));
            assertThat(Encoding.encode("mask", 1, erased)).isEqualTo(Encoding.encode("mask", 1, mask()));
        }

        @Test
        void has_its_keys_in_alphabetical_order_and_times_as_iso_8601() {
            String json = new String(Encoding.encode("provenance", 1, provenance()), StandardCharsets.UTF_8);
            assertThat(json).isEqualTo("{\"body\":{\"madeAt\":\"2026-03-04T05:06:07.089Z\",\"modelId\":\"lung-nodule\","
                    + "\"modelSha256\":\"" + "ab".repeat(32) + "\",\"modelVersion\":\"1.0\","
                    + "\"software\":\"Loupe 0.1.0\"},\"type\":\"provenance\",\"v\":1}");
        }

        @Test
        void names_its_type() throws EncodingException {
            assertThat(Encoding.typeOf(Encoding.encode("mask", 1, mask()))).isEqualTo("mask");
        }
    }

    @Nested
    class Refusing {
        @Test
        void a_newer_version() {
            byte[] json = Encoding.encode("provenance", 2, provenance());
            assertThatThrownBy(() -> Encoding.decode(json, "provenance", 1, Provenance.class))
                    .isInstanceOf(EncodingException.class)
                    .hasMessageContaining("newer");
        }

        @Test
        void another_type() {
            byte[] json = Encoding.encode("mask", 1, mask());
            assertThatThrownBy(() -> Encoding.decode(json, "delta", 1, MaskDelta.class))
                    .isInstanceOf(EncodingException.class);
        }

        @Test
        void every_text_that_was_cut_short() {
            byte[] json = Encoding.encode(
                    "prediction",
                    1,
                    new Prediction("2.25.7", provenance(), List.of(finding(1)), Optional.of(segmentation())));
            for (int n = 0; n < json.length; n += 7) {
                byte[] cut = Arrays.copyOf(json, n);
                assertThatThrownBy(() -> Encoding.decode(cut, "prediction", 1, Prediction.class))
                        .isInstanceOf(EncodingException.class);
            }
        }

        @Test
        void damage_with_no_other_exception_than_its_own() {
            byte[] json = Encoding.encode(
                    "prediction",
                    1,
                    new Prediction("2.25.7", provenance(), List.of(finding(1)), Optional.of(segmentation())));
            SplittableRandom random = new SplittableRandom(11);
            for (int i = 0; i < 4_000; i++) {
                byte[] damaged = json.clone();
                damaged[random.nextInt(json.length)] = (byte) random.nextInt(256);
                try {
                    Encoding.decode(damaged, "prediction", 1, Prediction.class);
                } catch (EncodingException e) {
                    assertThat(e.getMessage()).doesNotContain("2.25.7");
                }
            }
        }

        @Test
        void a_body_that_is_missing_or_lacks_its_parts() {
            for (String body : List.of(
                    "{\"type\":\"mask\",\"v\":1}",
                    "{\"body\":null,\"type\":\"mask\",\"v\":1}",
                    "{\"body\":{},\"type\":\"mask\",\"v\":1}",
                    "{\"body\":{\"runs\":[]},\"type\":\"mask\",\"v\":1}",
                    "{\"body\":[],\"type\":\"mask\",\"v\":1}",
                    "{\"body\":7,\"type\":\"mask\",\"v\":1}")) {
                byte[] json = body.getBytes(StandardCharsets.UTF_8);
                assertThatThrownBy(() -> Encoding.decode(json, "mask", 1, Mask.class))
                        .as(body)
                        .isInstanceOf(EncodingException.class);
            }
        }

        @Test
        void a_mask_whose_runs_leave_its_grid() {
            String json = new String(Encoding.encode("mask", 1, mask()), StandardCharsets.UTF_8);
            String beyond = json.replaceFirst("\"runs\":\\[0,0,2", "\"runs\":[3,0,2");
            assertThat(beyond).isNotEqualTo(json);
            assertThatThrownBy(() ->
                            Encoding.decode(beyond.getBytes(StandardCharsets.UTF_8), "mask", 1, Mask.class))
                    .isInstanceOf(EncodingException.class);
        }
    }
}
