package loupe.review.hanging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import loupe.core.dicom.Tag;
import loupe.core.dicom.hanging.HangingProtocol;
import loupe.core.plane.Axis;
import loupe.core.plane.Slab;
import loupe.review.ReviewException;
import loupe.review.screen.Area;
import loupe.review.screen.Layout;

/// A hanging rule as a DICOM hanging protocol and back. What the standard can say is said in its attributes; the rest goes along as
/// private traits, so that a rule comes back as it left, and one of another program as far as it says.
public final class RuleProtocol {
    private static final double NEAR = 1e-6;
    private static final Map<String, Look.Levels> VOI_TYPES = Map.of(
            "LUNG", new Look.Levels(-600, 1500), "BONE", new Look.Levels(480, 2500), "BRAIN", new Look.Levels(40, 80),
            "ABDO_PELVIS", new Look.Levels(40, 400), "MEDIASTINUM", new Look.Levels(80, 400), "LIVER", new Look.Levels(90, 150));

    private RuleProtocol() {}

    /// The rule as an object.
    ///
    /// @param creator program that writes it
    /// @param created when, as DICOM DT
    public static HangingProtocol of(HangingRule rule, String creator, String created) {
        List<HangingProtocol.ImageSet> sets = new ArrayList<>();
        List<HangingProtocol.DisplaySet> shown = new ArrayList<>();
        Map<Object, Integer> numbers = new HashMap<>();
        Arrangement how = rule.how();
        List<HungScreen> screens = how.screens();
        for (int s = 0; s < screens.size(); s++) {
            List<HungView> views = screens.get(s).views();
            for (int i = 0; i < views.size(); i++) {
                HungView v = views.get(i);
                int number = numbers.computeIfAbsent(List.of(v.series(), v.prior()), k -> {
                    sets.add(imageSet(v, sets.size() + 1));
                    return sets.size();
                });
                shown.add(displaySet(v, number, box(screens.get(s), i, screen(s, screens.size()))));
            }
        }
        return new HangingProtocol(
                rule.when().text(), rule.text(), creator, created, List.of(definition(rule.when())), how.hasPrior() ? 1 : 0, sets,
                IntStream.range(0, screens.size()).mapToObj(i -> screen(i, screens.size())).toList(), shown, how.linked(), how.lines());
    }

    private static HangingProtocol.Definition definition(StudyChoice when) {
        List<String> traits = new ArrayList<>(List.of("MODALITY " + when.modality()));
        when.phases().forEach(p -> traits.add("PHASE " + p));
        return new HangingProtocol.Definition(
                term(when.modality()), when.regions().stream().map(BodyRegion::code).toList(), when.side().term(), traits);
    }

    private static String term(ModalityGroup group) {
        return switch (group) {
            case CT -> "CT";
            case MR -> "MR";
            case PET_CT, PET -> "PT";
            case NUCLEAR -> "NM";
            case RADIOGRAPH -> "DX";
            case MAMMOGRAPHY -> "MG";
            case FLUOROSCOPY -> "RF";
            case ANGIOGRAPHY -> "XA";
            case ULTRASOUND -> "US";
            case SLIDE -> "SM";
            case OTHER -> "OT";
        };
    }

    private static HangingProtocol.ImageSet imageSet(HungView v, int number) {
        SeriesChoice c = v.series();
        List<HangingProtocol.Selector> selectors = new ArrayList<>();
        if (c.modality() != ModalityGroup.OTHER && c.modality() != ModalityGroup.RADIOGRAPH) {
            selectors.add(new HangingProtocol.Selector(Tag.Modality, term(c.modality()), true));
        }
        if (c.side() != Side.NONE) {
            selectors.add(new HangingProtocol.Selector(Tag.ImageLaterality, c.side().term(), false));
        }
        c.marks().stream().filter(m -> m == SeriesMark.PA || m == SeriesMark.AP || m == SeriesMark.CC || m == SeriesMark.MLO)
                .forEach(m -> selectors.add(new HangingProtocol.Selector(Tag.ViewPosition, m.name(), false)));
        List<String> traits = new ArrayList<>();
        traits.add("MODALITY " + c.modality());
        c.marks().forEach(m -> traits.add("MARK " + m));
        c.words().forEach(w -> traits.add("WORD " + w));
        if (c.phase() != ContrastPhase.UNKNOWN) {
            traits.add("PHASE " + c.phase());
        }
        if (c.thickness() != SeriesChoice.Thickness.ANY) {
            traits.add("THICKNESS " + c.thickness());
        }
        if (c.localizer()) {
            traits.add("LOCALIZER YES");
        }
        return new HangingProtocol.ImageSet(number, c.text(), v.prior(), selectors, traits);
    }

    /// Screens stand side by side in the display environment.
    private static HangingProtocol.Box screen(int i, int of) {
        return new HangingProtocol.Box((double) i / of, 1, (i + 1.0) / of, 0);
    }

    private static HangingProtocol.Box box(HungScreen how, int i, HangingProtocol.Box in) {
        double w = in.right() - in.left();
        if (how.areas().isEmpty()) {
            int c = i % how.columns();
            int r = i / how.columns();
            return new HangingProtocol.Box(
                    in.left() + c * w / how.columns(), 1 - (double) r / how.rows(),
                    in.left() + (c + 1) * w / how.columns(), 1 - (r + 1.0) / how.rows());
        }
        Area a = how.areas().get(i);
        return new HangingProtocol.Box(
                in.left() + w * a.left() / Area.WHOLE, 1 - (double) a.top() / Area.WHOLE,
                in.left() + w * a.right() / Area.WHOLE, 1 - (double) a.bottom() / Area.WHOLE);
    }

    private static String plane(SlicePlane p) {
        return p == SlicePlane.NONE ? "" : p == SlicePlane.AXIAL ? "TRANSVERSE" : p.name();
    }

    private static HangingProtocol.DisplaySet displaySet(HungView v, int imageSet, HangingProtocol.Box box) {
        Look look = v.look();
        List<String> traits = new ArrayList<>();
        look.window().ifPresent(w -> traits.add("WINDOW " + w.centre() + " " + w.width()));
        look.cut().filter(c -> c.thicknessMm() > 0).ifPresent(c -> traits.add("PROJECTION " + c.projection()));
        if (look.first() != Look.First.MIDDLE) {
            traits.add("FIRST " + look.first());
        }
        String voi = VOI_TYPES.entrySet().stream()
                .filter(e -> look.window().filter(e.getValue()::equals).isPresent())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        Optional<HangingProtocol.Cut> cut = look.cut()
                .map(c -> new HangingProtocol.Cut(c.axis() == Axis.AXIAL ? "TRANSVERSE" : c.axis().name(), c.thicknessMm()));
        return new HangingProtocol.DisplaySet(
                imageSet, v.text(), box, plane(v.series().plane()), cut, voi, look.inverted(), traits);
    }

    /// The rule an object is.
    ///
    /// @throws ReviewException if it says what no rule can: other studies, other layouts
    public static HangingRule rule(HangingProtocol p) throws ReviewException {
        if (p.definitions().isEmpty()) {
            throw new ReviewException("the hanging protocol does not say for which studies it is");
        }
        try {
            return new HangingRule(when(p.definitions().getFirst()), how(p));
        } catch (IllegalArgumentException e) {
            throw new ReviewException("the hanging protocol says what Loupe does not know: " + e.getMessage());
        }
    }

    private static StudyChoice when(HangingProtocol.Definition d) {
        ModalityGroup group = one(d.traits(), "MODALITY", ModalityGroup::valueOf).orElse(ModalityGroup.of(d.modality()));
        List<BodyRegion> regions = d.regions().stream().flatMap(c -> BodyRegion.of(c)
                .map(Stream::of)
                .orElseGet(() -> BodyRegion.named(Words.of(c.meaning())).stream())).toList();
        return new StudyChoice(group, regions, Side.of(d.laterality()), all(d.traits(), "PHASE", ContrastPhase::valueOf));
    }

    private static Arrangement how(HangingProtocol p) throws ReviewException {
        List<HungScreen> screens = new ArrayList<>();
        int shown = 0;
        for (HangingProtocol.Box screen : p.screens()) {
            List<HangingProtocol.DisplaySet> on = p.displaySets().stream().filter(d -> screen.holds(d.box())).toList();
            if (!on.isEmpty()) {
                screens.add(screen(p, screen, on));
                shown += on.size();
            }
        }
        if (shown != p.displaySets().size()) {
            throw new ReviewException("the hanging protocol lays views out over several screens or none");
        }
        return Arrangement.of(screens, p.linked() || shown == 1, p.lines());
    }

    /// Views as they lie; boxes that leave gaps are taken for equal rows and columns where they stand in such.
    private static HungScreen screen(HangingProtocol p, HangingProtocol.Box in, List<HangingProtocol.DisplaySet> on)
            throws ReviewException {
        Optional<Layout> free = layout(in, on).filter(l -> l.rows() == 0);
        if (free.isPresent()) {
            List<HungView> views = new ArrayList<>();
            for (HangingProtocol.DisplaySet d : on) {
                views.add(view(p, d));
            }
            return HungScreen.of(free.get(), views);
        }
        return equal(p, on);
    }

    private static Optional<Layout> layout(HangingProtocol.Box in, List<HangingProtocol.DisplaySet> on) {
        try {
            return Optional.of(new Layout(on.stream()
                    .map(d -> new Area(
                            part(d.box().left() - in.left(), in.right() - in.left()),
                            part(in.top() - d.box().top(), in.top() - in.bottom()),
                            part(d.box().right() - in.left(), in.right() - in.left()),
                            part(in.top() - d.box().bottom(), in.top() - in.bottom())))
                    .toList()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static int part(double length, double of) {
        return (int) Math.round(length / of * Area.WHOLE);
    }

    private static HungScreen equal(HangingProtocol p, List<HangingProtocol.DisplaySet> on) throws ReviewException {
        double[] lefts = on.stream().mapToDouble(d -> round(d.box().left())).distinct().sorted().toArray();
        double[] tops = on.stream().mapToDouble(d -> -round(d.box().top())).distinct().sorted().toArray();
        boolean full = lefts.length * tops.length == on.size() && lefts.length <= Layout.MOST && tops.length <= Layout.MOST;
        if (!full) {
            throw new ReviewException("the hanging protocol leaves gaps between its views, has too many, or too small ones");
        }
        Map<Integer, HungView> places = new TreeMap<>();
        for (HangingProtocol.DisplaySet d : on) {
            int column = Arrays.binarySearch(lefts, round(d.box().left()));
            int row = Arrays.binarySearch(tops, -round(d.box().top()));
            places.put(row * lefts.length + column, view(p, d));
        }
        if (places.size() < on.size()) {
            throw new ReviewException("two views of the hanging protocol lie in one place");
        }
        return new HungScreen(tops.length, lefts.length, List.copyOf(places.values()));
    }

    private static double round(double fraction) {
        return Math.rint(fraction / NEAR) * NEAR;
    }

    private static HungView view(HangingProtocol p, HangingProtocol.DisplaySet d) throws ReviewException {
        HangingProtocol.ImageSet set = p.imageSets().stream().filter(s -> s.number() == d.imageSet()).findFirst()
                .orElseThrow(() -> new ReviewException("the hanging protocol shows images it does not name"));
        return new HungView(series(set, d), set.prior(), look(d));
    }

    private static SeriesChoice series(HangingProtocol.ImageSet s, HangingProtocol.DisplaySet d) {
        String modality = selected(s, Tag.Modality);
        boolean own = !s.traits().isEmpty();
        List<SeriesMark> marks = own
                ? all(s.traits(), "MARK", SeriesMark::valueOf)
                : SeriesMark.of(ModalityGroup.of(modality), Words.of(selected(s, Tag.ViewPosition) + " " + selected(s, Tag.SeriesDescription)))
                        .stream().sorted().toList();
        SlicePlane plane = d.plane().isEmpty() ? SlicePlane.NONE
                : d.plane().equals("TRANSVERSE") ? SlicePlane.AXIAL : SlicePlane.valueOf(d.plane());
        return new SeriesChoice(
                one(s.traits(), "MODALITY", ModalityGroup::valueOf).orElse(ModalityGroup.of(modality)), plane,
                one(s.traits(), "PHASE", ContrastPhase::valueOf).orElse(ContrastPhase.UNKNOWN),
                Side.of(selected(s, Tag.ImageLaterality)), marks, all(s.traits(), "WORD", w -> w),
                one(s.traits(), "THICKNESS", SeriesChoice.Thickness::valueOf).orElse(SeriesChoice.Thickness.ANY),
                s.traits().contains("LOCALIZER YES"));
    }

    private static String selected(HangingProtocol.ImageSet s, int tag) {
        return s.selectors().stream().filter(x -> x.attribute() == tag).map(HangingProtocol.Selector::value).findFirst().orElse("");
    }

    private static Look look(HangingProtocol.DisplaySet d) {
        Slab.Projection projection = one(d.traits(), "PROJECTION", Slab.Projection::valueOf).orElse(Slab.Projection.MEAN);
        Optional<Look.Cut> cut = d.cut().map(c -> new Look.Cut(
                Axis.valueOf(c.direction().replace("TRANSVERSE", "AXIAL")), c.thicknessMm(), projection));
        Optional<Look.Levels> window = one(d.traits(), "WINDOW", RuleProtocol::levels)
                .or(() -> Optional.ofNullable(VOI_TYPES.get(d.voiType())));
        return new Look(cut, window, d.inverted(), one(d.traits(), "FIRST", Look.First::valueOf).orElse(Look.First.MIDDLE));
    }

    private static Look.Levels levels(String two) {
        String[] numbers = two.split(" ");
        return new Look.Levels(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[numbers.length - 1]));
    }

    private static <T> Optional<T> one(List<String> traits, String name, Function<String, T> as) {
        return all(traits, name, as).stream().findFirst();
    }

    private static <T> List<T> all(List<String> traits, String name, Function<String, T> as) {
        return traits.stream().filter(t -> t.startsWith(name + " ")).map(t -> as.apply(t.substring(name.length() + 1))).toList();
    }
}
