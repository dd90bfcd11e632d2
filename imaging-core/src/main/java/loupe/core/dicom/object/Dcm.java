package loupe.core.dicom.object;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.segment.Code;

/// The concepts of TID 1500 that are used here (DICOM PS3.16 annex D).
public final class Dcm {
    static final Code IMAGING_MEASUREMENT_REPORT = dcm("126000", "Imaging Measurement Report");
    static final Code LANGUAGE = dcm("121049", "Language of Content Item and Descendants");
    /// Whether a person or a device observed.
    public static final Code OBSERVER_TYPE = dcm("121005", "Observer Type");
    /// A device, as an observer.
    public static final Code DEVICE = dcm("121007", "Device");
    static final Code DEVICE_OBSERVER_UID = dcm("121012", "Device Observer UID");
    static final Code PROCEDURE_REPORTED = dcm("121058", "Procedure reported");
    static final Code IMAGING_PROCEDURE = new Code("363679005", "SCT", "Imaging procedure");
    static final Code IMAGING_MEASUREMENTS = dcm("126010", "Imaging Measurements");
    /// Where TID 1500 has what is said in words.
    static final Code QUALITATIVE_EVALUATIONS = new Code("C0034375", "UMLS", "Qualitative Evaluations");
    static final Code IMPRESSION = dcm("121073", "Impression");
    /// What was measured of one thing.
    public static final Code MEASUREMENT_GROUP = dcm("125007", "Measurement Group");
    static final Code TRACKING_IDENTIFIER = dcm("112039", "Tracking Identifier");
    static final Code TRACKING_UNIQUE_IDENTIFIER = dcm("112040", "Tracking Unique Identifier");
    /// The algorithm that was at work.
    public static final Code ALGORITHM_NAME = dcm("111001", "Algorithm Name");
    static final Code ALGORITHM_VERSION = dcm("111003", "Algorithm Version");
    static final Code FINDING = dcm("121071", "Finding");
    static final Code FINDING_SITE = new Code("363698007", "SCT", "Finding Site");
    static final Code FINDING_SITE_SRT = new Code("G-C0E3", "SRT", "Finding Site");
    static final Code DERIVATION = dcm("121401", "Derivation");
    static final Code COMMENT = dcm("121106", "Comment");
    static final Code IMAGE_REGION = dcm("111030", "Image Region");
    static final Code PATH = dcm("121055", "Path");
    static final Code MEASUREMENT_METHOD = new Code("370129005", "SCT", "Measurement Method");
    static final Code REFERENCED_SEGMENT = dcm("121191", "Referenced Segment");
    static final Code SOURCE_SERIES = dcm("121232", "Source series for segmentation");
    static final Code CERTAINTY = dcm("111012", "Certainty of Finding");
    static final Code PERCENT = new Code("%", "UCUM", "percent");
    /// A person, as an observer.
    public static final Code PERSON = dcm("121006", "Person");
    static final Code PERSON_OBSERVER_NAME = dcm("121008", "Person Observer Name");

    /// What a person decided on a finding; no standard concept says it.
    public static final Code DECISION = new Code("decision", SrWriter.OWN_SCHEME, "Decision of the reader");

    /// The decision on what a reader added.
    static final Code MISSED = new Code("missed", SrWriter.OWN_SCHEME, "Missed by the model, added by a reader");

    /// Title of a selection of images that show what was found (CID 7010).
    public static final Code OF_INTEREST = dcm("113000", "Of Interest");
    static final Code KEY_OBJECT_DESCRIPTION = dcm("113012", "Key Object Description");

    private Dcm() {}

    /// Names the scheme of the codes that are Loupe's own (PS3.3 C.12.1.1).
    static DataSet ownScheme() {
        return ContentItem.item()
                .put(Tag.CodingSchemeDesignator, Vr.SH, SrWriter.OWN_SCHEME)
                .put(Tag.CodingSchemeName, Vr.ST, "Codes of Loupe: decisions of readers, scales, axes, counts")
                .build();
    }

    private static Code dcm(String value, String meaning) {
        return new Code(value, "DCM", meaning);
    }
}
