package loupe.core.dicom.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.finding.Finding;
import loupe.core.finding.Measurement;
import loupe.core.segment.Code;

/// Makes a Comprehensive 3D SR by TID 1500 Measurement Report (DICOM PS3.16) from findings.
public final class SrWriter {
    /// Comprehensive 3D SR Storage.
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.34";

    private SrWriter() {}

    /// One finding to report.
    ///
    /// @param finding as the model put it
    /// @param trackingUid UID that follows the finding through reports
    /// @param comment the reader's decision in words
    /// @param segmentation the SEG that outlines it: SOP Instance UID; empty where none does
    /// @param segmentNumber segment in that SEG
    /// @param measurements numbers to report (of the corrected outline where there is one)
    public record Entry(
            Finding finding,
            String trackingUid,
            String comment,
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

    /// Makes the report.
    ///
    /// @param object what it says of itself
    /// @param entries what is reported
    /// @param evidence every object that is referenced, SEG included
    /// @param deviceUid UID of this installation, as the observer
    public static DataSet write(
            DerivedObject object, List<Entry> entries, List<Evidence> evidence, String deviceUid) {
        DataSet.Builder b = object.begin(SOP_CLASS, "SR");
        b.putEmpty(Tag.ReferencedPerformedProcedureStepSequence, Vr.SQ);
        b.putEmpty(Tag.PerformedProcedureCodeSequence, Vr.SQ);
        b.put(Tag.CompletionFlag, Vr.CS, "COMPLETE");
        b.put(Tag.VerificationFlag, Vr.CS, "UNVERIFIED");
        b.put(Tag.CurrentRequestedProcedureEvidenceSequence, List.of(evidence(object, evidence)));
        List<DataSet> groups = entries.stream().map(SrWriter::group).toList();
        DataSet root = ContentItem.container(
                "",
                Dcm.IMAGING_MEASUREMENT_REPORT,
                "1500",
                List.of(
                        ContentItem.code(
                                "HAS CONCEPT MOD",
                                Dcm.LANGUAGE,
                                new Code("en", "RFC5646", "English")),
                        ContentItem.code("HAS OBS CONTEXT", Dcm.OBSERVER_TYPE, Dcm.DEVICE),
                        ContentItem.uid("HAS OBS CONTEXT", Dcm.DEVICE_OBSERVER_UID, deviceUid),
                        ContentItem.code("HAS CONCEPT MOD", Dcm.PROCEDURE_REPORTED, Dcm.IMAGING_PROCEDURE),
                        ContentItem.container("CONTAINS", Dcm.IMAGING_MEASUREMENTS, "", groups)));
        root.elements().forEach(b::put);
        return b.build();
    }

    private static DataSet group(Entry e) {
        Finding f = e.finding;
        List<DataSet> c = new ArrayList<>();
        c.add(ContentItem.text("HAS OBS CONTEXT", Dcm.TRACKING_IDENTIFIER, f.id().value()));
        c.add(ContentItem.uid("HAS OBS CONTEXT", Dcm.TRACKING_UNIQUE_IDENTIFIER, e.trackingUid));
        c.add(ContentItem.text("HAS CONCEPT MOD", Dcm.ALGORITHM_NAME, f.provenance().modelId()));
        c.add(ContentItem.text("HAS CONCEPT MOD", Dcm.ALGORITHM_VERSION, f.provenance().modelVersion()));
        c.add(ContentItem.code("CONTAINS", Dcm.FINDING, f.type()));
        if (!e.segmentation.isEmpty()) {
            c.add(ContentItem.segment(Dcm.REFERENCED_SEGMENT, SegWriter.SOP_CLASS, e.segmentation, e.segmentNumber));
            c.add(ContentItem.uid("CONTAINS", Dcm.SOURCE_SERIES, f.seriesUid()));
        }
        c.add(ContentItem.number(
                new Measurement(Dcm.CERTAINTY, Math.rint(f.confidence() * 1000) / 10, Dcm.PERCENT)));
        for (Measurement m : e.measurements) {
            c.add(ContentItem.number(m));
        }
        c.add(ContentItem.text("CONTAINS", Dcm.COMMENT, e.comment));
        return ContentItem.container("CONTAINS", Dcm.MEASUREMENT_GROUP, e.segmentation.isEmpty() ? "1501" : "1411", c);
    }

    private static DataSet evidence(DerivedObject object, List<Evidence> all) {
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
