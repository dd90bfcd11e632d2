package loupe.core.dicom.inspect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.UidNames;
import loupe.core.dicom.Vr;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.intake.FileSource;

/// Looks at files one by one. Stateless; safe for any thread.
public final class Inspector {
    private static final int[] IDENTITY = {
        Tag.PatientName, Tag.PatientID, Tag.PatientBirthDate, Tag.PatientSex, Tag.PatientAge, Tag.StudyDate,
        Tag.AccessionNumber, Tag.InstitutionName, Tag.ReferringPhysicianName, Tag.StudyDescription, Tag.SeriesDescription,
        Tag.StudyInstanceUID, Tag.SeriesInstanceUID, Tag.SOPInstanceUID
    };
    private static final int[] OPEN = {
        Tag.Modality, Tag.Manufacturer, Tag.PhotometricInterpretation, Tag.SamplesPerPixel, Tag.BitsAllocated,
        Tag.BitsStored, Tag.PixelRepresentation, Tag.NumberOfFrames, Tag.SpecificCharacterSet, Tag.BurnedInAnnotation,
        Tag.PatientIdentityRemoved, Tag.LossyImageCompression
    };

    private final DicomReader reader = DicomReader.usual();
    private final boolean withIdentity;
    private final boolean withPixels;

    /// An inspector.
    ///
    /// @param withIdentity whether to tell what names a person
    /// @param withPixels whether to decode the first frame, to say whether it can be
    public Inspector(boolean withIdentity, boolean withPixels) {
        this.withIdentity = withIdentity;
        this.withPixels = withPixels;
    }

    /// Looks at a file that a walk found.
    ///
    /// @throws IOException if it cannot be read
    public Inspection inspect(FileSource.Found file) throws IOException {
        FileKind kind = FileKind.of(file.head());
        if (kind != FileKind.DICOM && kind != FileKind.OTHER) {
            return other(kind);
        }
        try {
            return dicom(withPixels || file.archived() ? reader.read(file.bytes()) : reader.header(file.file()));
        } catch (DicomException e) {
            boolean claims = kind == FileKind.DICOM;
            return new Inspection(
                    kind, List.of(), claims ? List.of(String.valueOf(e.getMessage())) : List.of(), List.of(), "");
        }
    }

    private static Inspection other(FileKind kind) {
        List<String> odd = kind.isTiff()
                ? List.of("slides as TIFF are not read; convert it to DICOM first, for example with wsidicomizer")
                : List.of();
        return new Inspection(kind, List.of(), odd, List.of(), "");
    }

    /// What a DICOM file is.
    private Inspection dicom(DicomFile f) {
        DataSet d = f.data();
        List<Inspection.Fact> facts = new ArrayList<>();
        facts.add(new Inspection.Fact("transfer syntax", UidNames.of(f.syntax().uid())));
        if (f.isDirectory()) {
            facts.add(new Inspection.Fact("content", "index of a medium (DICOMDIR)"));
            int records = d.items(Tag.DirectoryRecordSequence).size();
            facts.add(new Inspection.Fact("records", Integer.toString(records)));
            return new Inspection(FileKind.DICOM, facts, f.warnings(), List.of(), "");
        }
        facts.add(new Inspection.Fact("content", UidNames.of(d.string(Tag.SOPClassUID, "unknown"))));
        if (d.contains(Tag.Rows)) {
            facts.add(new Inspection.Fact("size", d.integer(Tag.Columns, 0) + " x " + d.integer(Tag.Rows, 0)));
        }
        for (int tag : OPEN) {
            d.string(tag).ifPresent(v -> facts.add(new Inspection.Fact(name(tag), v)));
        }
        List<Inspection.Fact> identity = new ArrayList<>();
        if (withIdentity) {
            for (int tag : IDENTITY) {
                d.string(tag).ifPresent(v -> identity.add(new Inspection.Fact(name(tag), v)));
            }
        }
        return new Inspection(
                FileKind.DICOM, facts, oddities(f), identity, d.string(Tag.SOPInstanceUID, ""));
    }

    private static String name(int tag) {
        return Dictionary.entry(tag).map(Dictionary.Entry::keyword).orElseGet(() -> Tag.format(tag));
    }

    private List<String> oddities(DicomFile f) {
        List<String> out = new ArrayList<>(f.warnings());
        DataSet d = f.data();
        missing(d, out);
        if (f.meta().contains(Tag.MediaStorageSOPInstanceUID)
                && !f.meta().string(Tag.MediaStorageSOPInstanceUID).equals(d.string(Tag.SOPInstanceUID))) {
            out.add("the file meta information names another instance than the data set");
        }
        String syntax = f.syntax().uid();
        if (!UidNames.known(syntax)) {
            out.add("the standard does not know its transfer syntax");
        }
        int odd = 0;
        int unknown = 0;
        int ownGroups = 0;
        for (Element e : d.elements()) {
            odd += e instanceof Element.Value v && (v.bytes().byteSize() & 1) == 1 ? 1 : 0;
            unknown += e.vr() == Vr.UN ? 1 : 0;
            ownGroups += (e.tag() >>> 16 & 1) == 1 ? 1 : 0;
        }
        if (odd > 0) {
            out.add(odd + " values have an odd length");
        }
        if (unknown > 0) {
            out.add(unknown + " values have an unknown representation (UN)");
        }
        if (ownGroups > 0) {
            out.add(ownGroups + " attributes are private");
        }
        if (withPixels) {
            pixels(f, out);
        }
        return out;
    }

    private static void missing(DataSet d, List<String> out) {
        for (int tag : new int[] {Tag.SOPClassUID, Tag.SOPInstanceUID, Tag.StudyInstanceUID, Tag.SeriesInstanceUID}) {
            if (d.string(tag).isEmpty()) {
                out.add(name(tag) + " is missing");
            }
        }
        d.string(Tag.SOPClassUID)
                .filter(c -> !UidNames.known(c))
                .ifPresent(c -> out.add("the standard does not know its SOP class"));
    }

    private static void pixels(DicomFile f, List<String> out) {
        if (!EncodedFrames.present(f.data())) {
            if (f.data().contains(Tag.Rows)) {
                out.add("it describes pixels but has none");
            }
            return;
        }
        try {
            EncodedFrames frames = EncodedFrames.of(f.data(), f.syntax());
            PixelDecoder.decode(frames, f.syntax(), 0);
            PixelDecoder.decode(frames, f.syntax(), frames.count() - 1);
            f.data().get(Tag.PixelData)
                    .filter(e -> e instanceof Element.Fragments)
                    .map(e -> (Element.Fragments) e)
                    .filter(e -> frames.count() > 1 && e.offsetTable().byteSize() == 0 && !f.data().contains(Tag.ExtendedOffsetTable))
                    .ifPresent(e -> out.add("its frames have no offset table"));
        } catch (DicomException e) {
            out.add("its pixels are not decoded: " + e.getMessage());
        }
    }
}
