package loupe.review.hanging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.hanging.HangingProtocol;
import loupe.core.plane.Axis;
import loupe.core.plane.Slab;
import loupe.review.ReviewException;
import loupe.review.screen.Layout;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// VIEW-5: a hanging rule leaves as a DICOM hanging protocol and comes back equal.
class RuleAsDicomTest {
    private static final SeriesChoice LUNG = new SeriesChoice(
            ModalityGroup.CT, SlicePlane.AXIAL, ContrastPhase.VENOUS, Side.NONE, List.of(SeriesMark.SHARP), List.of("LOBE"),
            SeriesChoice.Thickness.THIN, false);
    private static final StudyChoice CHEST = new StudyChoice(
            ModalityGroup.CT, List.of(BodyRegion.CHEST, BodyRegion.ABDOMEN), Side.NONE, List.of(ContrastPhase.VENOUS));
    private static final HangingRule RULE = new HangingRule(CHEST, new Arrangement(2, 2, List.of(
            new HungView(LUNG, false, new Look(Optional.empty(), Optional.of(new Look.Levels(-600, 1500)), false, Look.First.FIRST)),
            new HungView(LUNG, true, Look.USUAL),
            new HungView(LUNG, false, new Look(
                    Optional.of(new Look.Cut(Axis.CORONAL, 10, Slab.Projection.MAXIMUM)), Optional.of(new Look.Levels(37.5, 311)), true,
                    Look.First.MIDDLE)),
            new HungView(LUNG, false, new Look(
                    Optional.of(new Look.Cut(Axis.SAGITTAL, 0, Slab.Projection.MEAN)), Optional.empty(), false, Look.First.LAST))),
            false, true));

    @TempDir Path folder;

    private static List<String> said(String... command) throws IOException {
        Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }

    private Path written(HangingRule rule) throws IOException {
        Path file = folder.resolve("rule.dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.writeFile(
                    RuleProtocol.of(rule, "Loupe", "20260102120000").toDataSet("2.25.1"), TransferSyntax.EXPLICIT_LE, out);
        }
        return file;
    }

    private static HangingRule read(Path file) throws IOException {
        return RuleProtocol.rule(HangingProtocol.of(DicomReader.usual().read(file).data()));
    }

    private static List<HangingRule> thirty() {
        List<HangingRule> out = new ArrayList<>();
        for (ModalityGroup m : ModalityGroup.values()) {
            for (BodyRegion r : List.of(BodyRegion.HEAD, BodyRegion.PROSTATE, BodyRegion.BREAST)) {
                SeriesChoice c = new SeriesChoice(
                        m, SlicePlane.values()[r.ordinal() % 5], ContrastPhase.values()[m.ordinal() % 6], Side.values()[m.ordinal() % 3],
                        List.of(SeriesMark.values()[m.ordinal()], SeriesMark.values()[m.ordinal() + 13]), List.of("FAT", "W/O"),
                        SeriesChoice.Thickness.values()[m.ordinal() % 3], m == ModalityGroup.CT);
                List<HungView> views = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    views.add(new HungView(c, i == 1, Look.USUAL));
                }
                out.add(new HangingRule(
                        new StudyChoice(m, List.of(r), Side.values()[m.ordinal() % 4], List.of()), new Arrangement(1, 3, views, true, false)));
            }
        }
        return out;
    }

    @Nested
    class Out_and_in_again {
        @Test
        void is_equal_in_every_part() throws IOException {
            assertThat(read(written(RULE))).isEqualTo(RULE);
            for (HangingRule r : thirty()) {
                assertThat(read(written(r))).isEqualTo(r);
            }
        }

        @Test
        void is_equal_over_three_screens_and_says_where_they_stand() throws IOException {
            HungView view = new HungView(LUNG, false, Look.USUAL);
            HungView prior = new HungView(LUNG, true, Look.USUAL);
            HangingRule rule = new HangingRule(CHEST, Arrangement.of(List.of(
                    new HungScreen(1, 1, List.of(view)),
                    new HungScreen(2, 2, List.of(prior, prior, view, prior)),
                    new HungScreen(1, 3, List.of(view, view, prior))), false, true));
            Path file = written(rule);
            assertThat(read(file)).isEqualTo(rule);
            assertThat(said("/usr/bin/python3", "-c", """
                    import pydicom, sys
                    d = pydicom.dcmread(sys.argv[1])
                    print(d.NumberOfScreens, [[round(float(v), 3) for v in s.DisplayEnvironmentSpatialPosition]
                          for s in d.NominalScreenDefinitionSequence])
                    print([round(float(v), 3) for v in d.DisplaySetsSequence[4].ImageBoxesSequence[0].DisplayEnvironmentSpatialPosition])
                    """, file.toString())).containsExactly(
                            "3 [[0.0, 1.0, 0.333, 0.0], [0.333, 1.0, 0.667, 0.0], [0.667, 1.0, 1.0, 0.0]]",
                            "[0.5, 0.5, 0.667, 0.0]");
            assertThat(said("dciodvfy", file.toString()).stream().filter(l -> l.startsWith("Error")))
                    .allMatch(l -> l.contains("<Modality>") || l.contains("<AnatomicRegionSequence>"));
        }

        @Test
        void is_equal_where_screens_are_freely_split() throws IOException {
            HungView view = new HungView(LUNG, false, Look.USUAL);
            HungView prior = new HungView(LUNG, true, Look.USUAL);
            Layout free = Layout.grid(1, 2).split(1, false).orElseThrow().grown(0, true, 1234);
            HangingRule rule = new HangingRule(CHEST, Arrangement.of(List.of(
                    HungScreen.of(free, List.of(view, prior, view)),
                    new HungScreen(2, 2, List.of(prior, prior, view, prior)),
                    HungScreen.of(free.split(2, true).orElseThrow(), List.of(view, view, prior, view))), true, true));
            assertThat(rule.text()).contains("3 views, freely split");
            Path file = written(rule);
            assertThat(read(file)).isEqualTo(rule);
            assertThat(said("/usr/bin/python3", "-c", """
                    import pydicom, sys
                    d = pydicom.dcmread(sys.argv[1])
                    print([[round(float(v), 4) for v in s.ImageBoxesSequence[0].DisplayEnvironmentSpatialPosition]
                          for s in d.DisplaySetsSequence[:3]])
                    """, file.toString())).containsExactly(
                            "[[0.0, 1.0, 0.2078, 0.0], [0.2078, 1.0, 0.3333, 0.5], [0.2078, 0.5, 0.3333, 0.0]]");
        }

        @Test
        void is_equal_as_an_object() throws IOException {
            HangingProtocol p = RuleProtocol.of(RULE, "Loupe", "20260102120000");
            HangingProtocol back = HangingProtocol.of(DicomReader.usual().read(written(RULE)).data());
            assertThat(back.imageSets().getFirst().selectors()).isEqualTo(p.imageSets().getFirst().selectors());
            assertThat(back.displaySets()).extracting(HangingProtocol.DisplaySet::box)
                    .isEqualTo(p.displaySets().stream().map(HangingProtocol.DisplaySet::box).toList());
        }
    }

    @Nested
    class For_other_programs {
        /// It takes modality and region beside each other for a fault; PS3.3 table C.23.1-1 says of both that they may be.
        @Test
        void has_no_error_for_dciodvfy_but_two_that_the_standard_does_not_know() throws IOException {
            List<String> said = said("dciodvfy", written(RULE).toString());
            assertThat(said).contains("HangingProtocol");
            assertThat(said.stream().filter(l -> l.startsWith("Error"))).allMatch(l -> l.contains("which may not be present otherwise")
                    && (l.contains("<Modality>") || l.contains("<AnatomicRegionSequence>")));
        }

        @Test
        void says_the_same_to_pydicom() throws IOException {
            List<String> answer = said(
                    "/usr/bin/python3",
                    "-c",
                    """
                    import pydicom, sys
                    d = pydicom.dcmread(sys.argv[1])
                    print(d.SOPClassUID.name, d.HangingProtocolDefinitionSequence[0].Modality,
                          [c.CodeValue for c in d.HangingProtocolDefinitionSequence[0].AnatomicRegionSequence],
                          d.NumberOfPriorsReferenced, len(d.ImageSetsSequence))
                    for s in d.DisplaySetsSequence:
                        b = s.ImageBoxesSequence[0]
                        print(s.ImageSetNumber, [float(v) for v in b.DisplayEnvironmentSpatialPosition],
                              s.get("VOIType"), s.get("ReformattingOperationType"), s.ShowGrayscaleInverted)
                    """,
                    written(RULE).toString());
            assertThat(answer).containsExactly(
                    "Hanging Protocol Storage CT ['51185008', '818981001'] 1 2",
                    "1 [0.0, 1.0, 0.5, 0.5] LUNG None NO",
                    "2 [0.5, 1.0, 1.0, 0.5] None None NO",
                    "1 [0.0, 0.5, 0.5, 0.0] None MPR YES",
                    "1 [0.5, 0.5, 1.0, 0.0] None MPR NO");
        }
    }

    @Nested
    class From_other_programs {
        /// As one that knows nothing of private traits would have written it.
        private HangingProtocol plain() {
            HangingProtocol p = RuleProtocol.of(RULE, "Other", "20260102120000");
            HangingProtocol.Definition d = p.definitions().getFirst();
            return new HangingProtocol(
                    p.name(), p.description(), p.creator(), p.created(),
                    List.of(new HangingProtocol.Definition(d.modality(), d.regions(), d.laterality(), List.of())), p.priors(),
                    p.imageSets().stream()
                            .map(s -> new HangingProtocol.ImageSet(s.number(), s.label(), s.prior(), s.selectors(), List.of()))
                            .toList(),
                    p.screens(),
                    p.displaySets().stream()
                            .map(s -> new HangingProtocol.DisplaySet(
                                    s.imageSet(), s.label(), s.box(), s.plane(), s.cut(), s.voiType(), s.inverted(), List.of()))
                            .toList(),
                    p.linked(), p.lines());
        }

        @Test
        void is_taken_as_far_as_the_standard_says() throws IOException {
            DataSet data = plain().toDataSet("2.25.2");
            HangingRule r = RuleProtocol.rule(HangingProtocol.of(data));
            assertThat(r.text()).isEqualTo("CT of the chest and abdomen: 2 × 2 views – axial CT, W 1500 L -600; "
                    + "axial CT of the newest prior; coronal planes (mean 10 mm) of axial CT, inverted; "
                    + "sagittal planes of axial CT; not linked.");
        }

        @Test
        void is_refused_with_a_reason_where_no_rule_can_say_it() {
            HangingProtocol p = plain();
            List<HangingProtocol.DisplaySet> three = p.displaySets().subList(0, 3);
            HangingProtocol gap = new HangingProtocol(
                    p.name(), p.description(), p.creator(), p.created(), p.definitions(), 0, p.imageSets(), p.screens(), three, true, true);
            assertThatThrownBy(() -> RuleProtocol.rule(gap)).isInstanceOf(ReviewException.class).hasMessageContaining("leaves gaps");
        }
    }
}
