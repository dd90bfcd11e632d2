package loupe.core.dicom.object;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.finding.Finding;
import loupe.core.finding.Measurement;
import loupe.core.segment.Code;

/// Makes a Comprehensive 3D SR by TID 1500 Measurement Report (DICOM PS3.16) from findings and drawings.
public final class SrWriter {
    /// Comprehensive 3D SR Storage.
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.34";

    /// Designator of the codes for what a reader decided.
    public static final String OWN_SCHEME = "99LOUPE";

    private SrWriter() {}

    /// One finding to report.
    ///
    /// @param finding as the model put it, or as a reader drew it
    /// @param trackingUid UID that follows the finding through reports
    /// @param decision what a person decided, as a code; its scheme is named in the report where it is Loupe's own
    /// @param segmentation the SEG that outlines it: SOP Instance UID; empty where none does
    /// @param segmentNumber segment in that SEG
    /// @param measurements numbers to report (of the corrected outline where there is one)
    public record Entry(
            Finding finding,
            String trackingUid,
            Code decision,
            String segmentation,
            int segmentNumber,
            List<Measurement> measurements) {
        /// Copies the list.
        public Entry {
            measurements = List.copyOf(measurements);
        }
    }

    /// An object the report rests on.
    ///
    /// @param sopClassUid its SOP class
    /// @param sopInstanceUid its UID
    /// @param seriesUid its series
    public record Evidence(String sopClassUid, String sopInstanceUid, String seriesUid) {}

    /// Who stands behind a report that was signed (PS3.3 C.17.2). A role and the beginning of a key, never a name.
    ///
    /// @param observer Verifying Observer Name
    /// @param organization Verifying Organization
    /// @param at when, on the study's shifted time line
    public record Verification(String observer, String organization, LocalDateTime at) {}

    /// What a report says.
    ///
    /// @param entries the findings
    /// @param drawings what readers drew
    /// @param evidence every object that is referenced, SEG included, each once
    /// @param undecided how many findings wait for a person's decision; the report is partial until there are none
    /// @param verification the signature; empty while there is none
    /// @param deviceUid UID of this installation, as the observer
    /// @param impression sentences that a person signed as the impression; empty for none
    public record Report(
            List<Entry> entries,
            List<DrawnGroup> drawings,
            List<Evidence> evidence,
            int undecided,
            Optional<Verification> verification,
            String deviceUid,
            List<String> impression) {
        /// Without an impression.
        public Report(
                List<Entry> entries, List<DrawnGroup> drawings, List<Evidence> evidence, int undecided,
                Optional<Verification> verification, String deviceUid) {
            this(entries, drawings, evidence, undecided, verification, deviceUid, List.of());
        }

        /// Copies the lists; what is named twice counts once.
        public Report {
            entries = List.copyOf(entries);
            drawings = List.copyOf(drawings);
            evidence = evidence.stream().distinct().toList();
            impression = List.copyOf(impression);
        }
    }

    /// Makes the report.
    ///
    /// @param object what it says of itself
    public static DataSet write(DerivedObject object, Report report) {
        DataSet.Builder b = object.begin(SOP_CLASS, "SR");
        b.putEmpty(Tag.ReferencedPerformedProcedureStepSequence, Vr.SQ);
        b.putEmpty(Tag.PerformedProcedureCodeSequence, Vr.SQ);
        b.put(Tag.CompletionFlag, Vr.CS, report.undecided == 0 ? "COMPLETE" : "PARTIAL");
        b.put(Tag.CompletionFlagDescription, Vr.LO, report.entries.isEmpty()
                ? "drawings of a reader"
                : report.undecided == 0
                ? "a person decided on every finding"
                : report.undecided + " of " + report.entries.size() + " findings wait for a person");
        b.put(Tag.VerificationFlag, Vr.CS, report.verification.isPresent() ? "VERIFIED" : "UNVERIFIED");
        report.verification.ifPresent(v -> b.put(Tag.VerifyingObserverSequence, List.of(verifying(v))));
        b.put(Tag.CodingSchemeIdentificationSequence, List.of(Dcm.ownScheme()));
        b.put(Tag.CurrentRequestedProcedureEvidenceSequence, List.of(evidence(object, report.evidence)));
        content(report).elements().forEach(b::put);
        return b.build();
    }

    private static DataSet verifying(Verification v) {
        return ContentItem.item()
                .put(Tag.VerifyingOrganization, Vr.LO, v.organization)
                .put(Tag.VerificationDateTime, Vr.DT, v.at.format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss")))
                .put(Tag.VerifyingObserverName, Vr.PN, v.observer)
                .putEmpty(Tag.VerifyingObserverIdentificationCodeSequence, Vr.SQ)
                .build();
    }

    private static DataSet content(Report report) {
        List<DataSet> c = new ArrayList<>();
        c.add(ContentItem.code("HAS CONCEPT MOD", Dcm.LANGUAGE, new Code("en", "RFC5646", "English")));
        report.verification.ifPresent(v -> {
            c.add(ContentItem.code("HAS OBS CONTEXT", Dcm.OBSERVER_TYPE, Dcm.PERSON));
            c.add(ContentItem.person("HAS OBS CONTEXT", Dcm.PERSON_OBSERVER_NAME, v.observer));
        });
        c.add(ContentItem.code("HAS OBS CONTEXT", Dcm.OBSERVER_TYPE, Dcm.DEVICE));
        c.add(ContentItem.uid("HAS OBS CONTEXT", Dcm.DEVICE_OBSERVER_UID, report.deviceUid));
        c.add(ContentItem.code("HAS CONCEPT MOD", Dcm.PROCEDURE_REPORTED, Dcm.IMAGING_PROCEDURE));
        List<DataSet> groups = new ArrayList<>(report.entries.stream().map(SrWriter::group).toList());
        report.drawings.forEach(d -> groups.add(d.item()));
        c.add(ContentItem.container("CONTAINS", Dcm.IMAGING_MEASUREMENTS, "", groups));
        if (!report.impression.isEmpty()) {
            c.add(ContentItem.container("CONTAINS", Dcm.QUALITATIVE_EVALUATIONS, "", report.impression.stream()
                    .map(s -> ContentItem.text("CONTAINS", Dcm.IMPRESSION, s))
                    .toList()));
        }
        return ContentItem.container("", Dcm.IMAGING_MEASUREMENT_REPORT, "1500", c);
    }

    /// A group by TID 1411, or 1501 where nothing is outlined. The algorithm belongs to each number (TID 1419 with TID 4019).
    private static DataSet group(Entry e) {
        Finding f = e.finding;
        List<DataSet> c = new ArrayList<>();
        c.add(ContentItem.text("HAS OBS CONTEXT", Dcm.TRACKING_IDENTIFIER, f.id().value()));
        c.add(ContentItem.uid("HAS OBS CONTEXT", Dcm.TRACKING_UNIQUE_IDENTIFIER, e.trackingUid));
        c.add(ContentItem.code("CONTAINS", Dcm.FINDING, f.type()));
        if (!e.segmentation.isEmpty()) {
            c.add(ContentItem.segment(Dcm.REFERENCED_SEGMENT, SegWriter.SOP_CLASS, e.segmentation, e.segmentNumber));
            c.add(ContentItem.uid("CONTAINS", Dcm.SOURCE_SERIES, f.seriesUid()));
        }
        List<DataSet> algorithm = f.provenance().byHand() ? List.of() : List.of(
                ContentItem.text("HAS CONCEPT MOD", Dcm.ALGORITHM_NAME, f.provenance().modelId()),
                ContentItem.text("HAS CONCEPT MOD", Dcm.ALGORITHM_VERSION, f.provenance().modelVersion()));
        if (f.calibrated()) {
            Measurement certainty = new Measurement(Dcm.CERTAINTY, Math.rint(f.confidence() * 1000) / 10, Dcm.PERCENT);
            c.add(ContentItem.number(certainty, algorithm));
        }
        for (Measurement m : e.measurements) {
            c.add(ContentItem.number(m, algorithm));
        }
        c.add(ContentItem.code("CONTAINS", Dcm.DECISION, e.decision));
        return ContentItem.container("CONTAINS", Dcm.MEASUREMENT_GROUP, e.segmentation.isEmpty() ? "1501" : "1411", c);
    }

    /// What a document rests on (PS3.3 C.17.2.1), by series.
    static DataSet evidence(DerivedObject object, List<Evidence> all) {
        Map<String, List<DataSet>> bySeries = new LinkedHashMap<>();
        for (Evidence e : all) {
            bySeries.computeIfAbsent(e.seriesUid, k -> new ArrayList<>())
                    .add(ContentItem.item()
                            .put(Tag.ReferencedSOPClassUID, Vr.UI, e.sopClassUid)
                            .put(Tag.ReferencedSOPInstanceUID, Vr.UI, e.sopInstanceUid)
                            .build());
        }
        List<DataSet> series = bySeries.entrySet().stream()
                .map(e -> ContentItem.item()
                        .put(Tag.SeriesInstanceUID, Vr.UI, e.getKey())
                        .put(Tag.ReferencedSOPSequence, e.getValue())
                        .build())
                .toList();
        return ContentItem.item()
                .put(Tag.StudyInstanceUID, Vr.UI, object.source().string(Tag.StudyInstanceUID, ""))
                .put(Tag.ReferencedSeriesSequence, series)
                .build();
    }
}
