package loupe.review.came;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.object.Dcm;
import loupe.core.dicom.object.MeasurementReport;
import loupe.core.dicom.object.ReportedShape;
import loupe.core.dicom.object.SrDocument;
import loupe.core.segment.Code;
import loupe.core.study.Series;
import loupe.review.session.StudyImages;
import loupe.store.face.StoredInstance;

/// Reads what structured reports measured: measurement groups of TID 1500, and in other reports whatever has a graphic.
final class ReportReader {
    /// More are read from no report of a study.
    static final int MOST = 2_000;

    private static final MathContext DIGITS = new MathContext(6);

    private final ImagePlanes planes;
    private final List<Reported> reported = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    ReportReader(StudyImages images) {
        this.planes = new ImagePlanes(images);
    }

    List<Reported> reported() {
        return reported;
    }

    List<String> notes() {
        return notes;
    }

    /// What is read of one report.
    private static final class Tally {
        private int lost;
        private int over;
        private String why = "";

        private void lose(String reason) {
            lost++;
            why = reason;
        }
    }

    /// @return why nothing of it is shown, nothing where it measured nothing; empty where something is
    Optional<String> read(StoredInstance stored, Series series) throws IOException {
        SrDocument document = SrDocument.of(stored.original().data());
        Origin from = Origin.of(stored.header(), series, author(document.root()).orElse(Origin.Author.NOT_SAID));
        int before = reported.size();
        Tally tally = new Tally();
        walk(document.root(), from, tally);
        if (tally.lost > 0) {
            notes.add(from.title() + ": " + tally.lost + " of its graphics " + (tally.lost == 1 ? "is" : "are")
                    + " not shown: " + tally.why);
        }
        if (tally.over > 0) {
            notes.add(from.title() + ": " + tally.over + " more measurements are not shown: at most " + MOST + " are");
        }
        return reported.size() > before ? Optional.empty() : Optional.of("");
    }

    private void walk(SrDocument.Item item, Origin from, Tally tally) {
        Origin by = author(item).map(from::by).orElse(from);
        boolean group = item.concept().value().equals(Dcm.MEASUREMENT_GROUP.value()) && item.concept().scheme().equals("DCM");
        boolean graphic = item.children().stream().anyMatch(c -> c.value() instanceof SrDocument.Value.Graphic);
        if (group || graphic) {
            add(item, group, by, tally);
        }
        if (!group) {
            item.children().forEach(c -> walk(c, by, tally));
        }
    }

    private void add(SrDocument.Item item, boolean group, Origin from, Tally tally) {
        MeasurementReport.Group g = MeasurementReport.group(item);
        String label = label(g, item, group);
        List<String> values = new ArrayList<>(g.measurements().stream().map(ReportReader::text).toList());
        if (!group && item.value() instanceof SrDocument.Value.Number n && n.number().isPresent()) {
            values.add(number(n.number().getAsDouble()) + unit(n.unit()));
        }
        List<ReportedShape.Placed> shapes = new ArrayList<>();
        for (ReportedShape s : ReportedShape.of(g, planes)) {
            switch (s) {
                case ReportedShape.Placed p -> shapes.add(p);
                case ReportedShape.NotPlaced n -> tally.lose(n.why());
            }
        }
        if (shapes.isEmpty() && !values.isEmpty()) {
            put(new Reported(from, label, values, Optional.empty()), tally);
        }
        for (int i = 0; i < shapes.size(); i++) {
            put(new Reported(from, label, i == 0 ? values : List.of(), Optional.of(shapes.get(i))), tally);
        }
    }

    private void put(Reported r, Tally tally) {
        if (reported.size() < MOST) {
            reported.add(r);
        } else {
            tally.over++;
        }
    }

    private static String label(MeasurementReport.Group g, SrDocument.Item item, boolean group) {
        String concept = group ? "" : item.concept().meaning();
        return Stream.of(g.trackingIdentifier(), g.finding().map(Code::meaning).orElse(""), g.site().map(Code::meaning).orElse(""), concept)
                .filter(s -> !s.isBlank() && !s.equals(DeidentifiedInstance.TAKEN))
                .findFirst()
                .orElse("measurement");
    }

    private static String text(MeasurementReport.Number n) {
        String derived = n.derivation().map(d -> " (" + d.meaning() + ")").orElse("");
        String concept = n.measurement().concept().meaning();
        boolean taken = concept.isBlank() || concept.equalsIgnoreCase(DeidentifiedInstance.TAKEN);
        return (taken ? "" : concept + derived + ": ") + number(n.measurement().value()) + unit(n.measurement().unit());
    }

    private static String number(double v) {
        return new BigDecimal(v).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    /// UCUM's annotations such as {pixels} by their words; nothing where the door took a unit's code away.
    private static String unit(Code unit) {
        return switch (unit.value()) {
            case "", "1" -> "";
            case "mm2" -> " mm²";
            case "mm3" -> " mm³";
            case "deg" -> "°";
            case "[hnsf'U]" -> " HU";
            default -> unit.meaning().equalsIgnoreCase(DeidentifiedInstance.TAKEN) ? "" : " " + (unit.value().startsWith("{") ? unit.value().replaceAll("[{}]", "") : unit.value());
        };
    }

    /// Who observed what a report holds.
    static Optional<Origin.Author> author(DataSet report) throws DicomException {
        return author(SrDocument.of(report).root());
    }

    /// Who observed what an item holds: a program where it names its algorithm or says that its observer is a device.
    private static Optional<Origin.Author> author(SrDocument.Item item) {
        Optional<Origin.Author> out = Optional.empty();
        for (SrDocument.Item c : item.children()) {
            if (is(c.concept(), Dcm.ALGORITHM_NAME)) {
                return Optional.of(Origin.Author.PROGRAM);
            }
            if (is(c.concept(), Dcm.OBSERVER_TYPE) && c.value() instanceof SrDocument.Value.Coded coded) {
                if (is(coded.code(), Dcm.DEVICE)) {
                    out = Optional.of(Origin.Author.PROGRAM);
                } else if (out.isEmpty() && is(coded.code(), Dcm.PERSON)) {
                    out = Optional.of(Origin.Author.PERSON);
                }
            }
        }
        return out;
    }

    /// By the code alone: some programs name its scheme otherwise.
    private static boolean is(Code code, Code concept) {
        return code.value().equals(concept.value());
    }
}
