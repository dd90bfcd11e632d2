package loupe.core.dicom.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.finding.Measurement;
import loupe.core.segment.Code;

/// The measurement groups of a report by TID 1500 (DICOM PS3.16).
///
/// @param complete whether the report is complete
/// @param groups in the report's order
public record MeasurementReport(boolean complete, List<Group> groups) {
    /// Copies the list.
    public MeasurementReport {
        groups = List.copyOf(groups);
    }

    /// A number of a group.
    ///
    /// @param measurement concept, value and unit
    /// @param derivation how it was worked out of many (mean, maximum); empty where not said
    /// @param from what it was measured on, where the number itself says it (TID 1501)
    public record Number(Measurement measurement, Optional<Code> derivation, List<SrGraphic> from) {
        /// Copies the list.
        public Number {
            from = List.copyOf(from);
        }
    }

    /// One group: what was found, where it is outlined, and its numbers.
    ///
    /// @param trackingIdentifier the finding's name in the report
    /// @param trackingUid UID that follows it through reports
    /// @param finding what it is; empty where not said
    /// @param site where it lies, coded; empty where not said
    /// @param segmentationUid SOP Instance UID of the SEG that outlines it; empty where none does
    /// @param segment segment in that SEG; 0 where none
    /// @param regions what is outlined in images or the patient (TID 1410, 1411)
    /// @param measurements its numbers
    /// @param texts free text in it, such as comments
    /// @param decision what a reader decided in Loupe; empty where not said
    public record Group(
            String trackingIdentifier,
            String trackingUid,
            Optional<Code> finding,
            Optional<Code> site,
            String segmentationUid,
            int segment,
            List<SrGraphic> regions,
            List<Number> measurements,
            List<String> texts,
            Optional<Code> decision) {
        /// Copies the lists.
        public Group {
            regions = List.copyOf(regions);
            measurements = List.copyOf(measurements);
            texts = List.copyOf(texts);
        }
    }

    /// Reads a report.
    ///
    /// @throws DicomException if it is no measurement report
    public static MeasurementReport of(DataSet sr) throws DicomException {
        SrDocument document = SrDocument.of(sr);
        if (!same(document.title(), Dcm.IMAGING_MEASUREMENT_REPORT)) {
            throw new DicomException("this structured report is no imaging measurement report", -1);
        }
        List<Group> groups = document.root().children().stream()
                .filter(c -> same(c.concept(), Dcm.IMAGING_MEASUREMENTS))
                .flatMap(c -> c.children().stream())
                .filter(c -> same(c.concept(), Dcm.MEASUREMENT_GROUP))
                .map(MeasurementReport::group)
                .toList();
        return new MeasurementReport(document.complete(), groups);
    }

    private static boolean same(Code a, Code b) {
        return a.value().equals(b.value()) && a.scheme().equals(b.scheme());
    }

    /// What an item says as a measurement group: by TID 1500 the container of one, in other reports any item with graphics or
    /// numbers right below it.
    public static Group group(SrDocument.Item g) {
        SrDocument.Value.Reference outline = outline(g);
        List<Number> numbers = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (SrDocument.Item c : g.children()) {
            switch (c.value()) {
                case SrDocument.Value.Number n -> n.number()
                        .stream()
                        .filter(Double::isFinite)
                        .forEach(v -> numbers.add(
                                new Number(new Measurement(c.concept(), v, n.unit()), code(c, Dcm.DERIVATION), graphics(c))));
                case SrDocument.Value.Text t when c.relationship().equals("CONTAINS") && c.type().equals("TEXT") ->
                    texts.add(t.text());
                default -> {}
            }
        }
        return new Group(
                text(g, Dcm.TRACKING_IDENTIFIER),
                text(g, Dcm.TRACKING_UNIQUE_IDENTIFIER),
                code(g, Dcm.FINDING),
                code(g, Dcm.FINDING_SITE).or(() -> code(g, Dcm.FINDING_SITE_SRT)),
                outline.sopInstanceUid(),
                outline.segment(),
                graphics(g),
                numbers,
                texts,
                code(g, Dcm.DECISION));
    }

    private static SrDocument.Value.Reference outline(SrDocument.Item g) {
        return g.child(Dcm.REFERENCED_SEGMENT)
                .filter(i -> i.value() instanceof SrDocument.Value.Reference)
                .map(i -> (SrDocument.Value.Reference) i.value())
                .orElse(new SrDocument.Value.Reference("", "", 0, List.of()));
    }

    /// The graphics among an item's children, without those that are none.
    private static List<SrGraphic> graphics(SrDocument.Item around) {
        return around.children().stream().flatMap(c -> graphic(c).stream()).toList();
    }

    private static Optional<SrGraphic> graphic(SrDocument.Item item) {
        if (!(item.value() instanceof SrDocument.Value.Graphic g)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SrGraphic(SrGraphic.Kind.valueOf(g.graphicType()), g.coordinates(), where(item, g)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SrGraphic.Where where(SrDocument.Item item, SrDocument.Value.Graphic g) {
        if (item.type().equals("SCOORD3D")) {
            return new SrGraphic.Where.Patient(g.frameOfReferenceUid());
        }
        return item.children().stream()
                .flatMap(c -> c.value() instanceof SrDocument.Value.Reference r ? Stream.of(r) : Stream.empty())
                .map(r -> new SrGraphic.Where.Image(r.sopClassUid(), r.sopInstanceUid(), r.frames()))
                .findFirst()
                .orElse(new SrGraphic.Where.Image("", "", List.of()));
    }

    private static String text(SrDocument.Item g, Code about) {
        return g.child(about)
                .map(i -> i.value() instanceof SrDocument.Value.Text t ? t.text() : "")
                .orElse("");
    }

    private static Optional<Code> code(SrDocument.Item g, Code about) {
        return g.child(about).flatMap(i ->
                i.value() instanceof SrDocument.Value.Coded c ? Optional.of(c.code()) : Optional.empty());
    }
}
