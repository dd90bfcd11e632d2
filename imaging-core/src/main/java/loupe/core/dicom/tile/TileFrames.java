package loupe.core.dicom.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DerivedUid;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.value.DecimalString;
import loupe.core.geometry.PatientPoint;

/// The header of a volume in tiles turned into a Legacy Converted Enhanced MR Image (DICOM PS3.3 A.70), one frame a tile.
final class TileFrames {
    private static final String LEGACY_MR = "1.2.840.10008.5.1.4.1.1.4.4";
    private static final String[] NOT_OF_THE_WHOLE = {
        "ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "SliceThickness", "SpacingBetweenSlices",
        "SliceLocation", "WindowCenter", "WindowWidth", "WindowCenterWidthExplanation", "VOILUTFunction", "RescaleSlope",
        "RescaleIntercept", "RescaleType", "SmallestImagePixelValue", "LargestImagePixelValue"
    };

    private final DataSet source;
    private final TileLayout layout;
    private final String[] imageType;
    private final boolean phase;

    TileFrames(DataSet source, TileLayout layout) {
        this.source = source;
        this.layout = layout;
        List<String> type = source.strings(Tag.ImageType);
        this.imageType = new String[] {
            type.contains("DERIVED") ? "DERIVED" : "ORIGINAL", type.contains("SECONDARY") ? "SECONDARY" : "PRIMARY",
            layout.diffusion().bValue() >= 0 ? "DIFFUSION" : "OTHER", "NONE"
        };
        this.phase = type.contains("P") || type.contains("PHASE");
    }

    /// The instance.
    ///
    /// @param pixels its frames, little endian
    DataSet instance(byte[] pixels) {
        DataSet.Builder b = source.toBuilder();
        for (String gone : NOT_OF_THE_WHOLE) {
            b.remove(tag(gone));
        }
        withoutLayout(b);
        int allocated = source.integer(Tag.BitsAllocated, 16);
        described(b);
        dimensions(b);
        return b.put(Tag.SOPClassUID, Vr.UI, LEGACY_MR)
                .put(Tag.SOPInstanceUID, Vr.UI, uid("instance"))
                .put(Tag.ImageType, Vr.CS, imageType)
                .put(Tag.NumberOfFrames, Vr.IS, Integer.toString(layout.tiles()))
                .put(Tag.Columns, Vr.US, (double) source.integer(Tag.Columns, 0) / layout.across())
                .put(Tag.Rows, Vr.US, (double) source.integer(Tag.Rows, 0) / layout.down())
                .put(Tag.SharedFunctionalGroupsSequence, List.of(shared()))
                .put(Tag.PerFrameFunctionalGroupsSequence, frames())
                .put(Tag.PixelData, allocated > 8 ? Vr.OW : Vr.OB, pixels)
                .build();
    }

    /// What says that this is a mosaic must go, or a reader downstream cuts the slices once more.
    private void withoutLayout(DataSet.Builder b) {
        for (PrivateElements p : List.of(
                new PrivateElements(source, 0x0019, "SIEMENS MR HEADER"),
                new PrivateElements(source, 0x0029, "SIEMENS CSA HEADER"),
                new PrivateElements(source, 0x0065, "Image Private Header"))) {
            for (int element : new int[] {0x0a, 0x29, 0x10, 0x20, 0x15, 0x50, 0x51}) {
                b.remove(p.tag(element));
            }
        }
    }

    private void described(DataSet.Builder b) {
        set(b, "PixelPresentation", "MONOCHROME");
        set(b, "VolumetricProperties", "VOLUME");
        set(b, "VolumeBasedCalculationTechnique", "NONE");
        set(b, "ComplexImageComponent", phase ? "PHASE" : "MAGNITUDE");
        set(b, "AcquisitionContrast", "UNKNOWN");
        set(b, "PresentationLUTShape", "IDENTITY");
        if (!source.contains(Tag.LossyImageCompression)) {
            set(b, "LossyImageCompression", "00");
        }
        b.put(tag("AcquisitionContextSequence"), List.of());
    }

    private void dimensions(DataSet.Builder b) {
        String organization = uid("dimensions");
        b.put(Tag.DimensionOrganizationSequence, List.of(item().put(Tag.DimensionOrganizationUID, Vr.UI, organization).build()));
        List<DataSet> index = new ArrayList<>();
        for (int pointer : new int[] {Tag.StackID, Tag.InStackPositionNumber}) {
            index.add(item().put(Tag.DimensionOrganizationUID, Vr.UI, organization)
                    .put(Tag.DimensionIndexPointer, Vr.AT, at(pointer))
                    .put(Tag.FunctionalGroupPointer, Vr.AT, at(Tag.FrameContentSequence))
                    .build());
        }
        b.put(Tag.DimensionIndexSequence, index);
    }

    private DataSet shared() {
        DataSet.Builder b = item();
        group(b, Tag.PixelMeasuresSequence, "PixelSpacing", "SliceThickness", "SpacingBetweenSlices");
        if (!layout.origins().isEmpty()) {
            group(b, Tag.PlaneOrientationSequence, "ImageOrientationPatient");
        }
        group(b, Tag.FrameVOILUTSequence, "WindowCenter", "WindowWidth", "WindowCenterWidthExplanation", "VOILUTFunction");
        if (source.contains(Tag.RescaleSlope)) {
            group(b, Tag.PixelValueTransformationSequence, "RescaleIntercept", "RescaleSlope", "RescaleType");
        }
        group(b, tag("UnassignedSharedConvertedAttributesSequence"), "EchoTime", "RepetitionTime", "FlipAngle");
        DataSet.Builder type = item().put(tag("FrameType"), Vr.CS, imageType);
        described(type);
        type.remove(Tag.PresentationLUTShape).remove(Tag.LossyImageCompression).remove(tag("AcquisitionContextSequence"));
        b.put(tag("MRImageFrameTypeSequence"), List.of(type.build()));
        source.number(Tag.EchoTime).ifPresent(ms -> b.put(
                Tag.MREchoSequence, List.of(item().put(Tag.EffectiveEchoTime, Vr.FD, ms).build())));
        if (layout.diffusion().bValue() >= 0) {
            b.put(Tag.MRDiffusionSequence, List.of(diffusion()));
        }
        return b.build();
    }

    private DataSet diffusion() {
        TileLayout.Diffusion d = layout.diffusion();
        DataSet.Builder b = item().put(Tag.DiffusionBValue, Vr.FD, d.bValue());
        set(b, "DiffusionDirectionality", d.bValue() == 0 ? "NONE" : "DIRECTIONAL");
        if (!d.direction().isEmpty()) {
            b.put(Tag.DiffusionGradientDirectionSequence, List.of(item().put(Tag.DiffusionGradientOrientation, Vr.FD,
                    d.direction().stream().mapToDouble(v -> v).toArray()).build()));
        }
        return b.build();
    }

    private List<DataSet> frames() {
        List<DataSet> out = new ArrayList<>();
        for (int i = 0; i < layout.tiles(); i++) {
            DataSet.Builder b = item().put(Tag.FrameContentSequence, List.of(content(i)));
            if (!layout.origins().isEmpty()) {
                PatientPoint p = layout.origins().get(i);
                b.put(Tag.PlanePositionSequence, List.of(item().put(Tag.ImagePositionPatient, Vr.DS,
                        ds(p.xMm(), p.yMm(), p.zMm())).build()));
            }
            group(b, tag("UnassignedPerFrameConvertedAttributesSequence"), "InstanceNumber", "AcquisitionNumber");
            b.put(tag("ConversionSourceAttributesSequence"), List.of(item()
                    .put(Tag.ReferencedSOPClassUID, Vr.UI, source.string(Tag.SOPClassUID, ""))
                    .put(Tag.ReferencedSOPInstanceUID, Vr.UI, source.string(Tag.SOPInstanceUID, ""))
                    .build()));
            out.add(b.build());
        }
        return out;
    }

    private DataSet content(int i) {
        DataSet.Builder b = item()
                .put(Tag.StackID, Vr.SH, "1")
                .put(Tag.InStackPositionNumber, Vr.UL, i + 1.0)
                .put(Tag.DimensionIndexValues, Vr.UL, 1.0, i + 1.0);
        int volume = source.integer(Tag.AcquisitionNumber, 0);
        if (volume > 0) {
            b.put(Tag.TemporalPositionIndex, Vr.UL, (double) volume);
        }
        if (!layout.times().isEmpty()) {
            set(b, "FrameAcquisitionDateTime", layout.times().get(i));
            b.put(Tag.FrameReferenceDateTime, Vr.DT, layout.times().get(i));
        }
        return b.build();
    }

    /// Takes elements of the source into an item of a group, where it has any of them.
    private void group(DataSet.Builder into, int sequence, String... keywords) {
        DataSet.Builder b = item();
        Arrays.stream(keywords).flatMap(k -> source.get(tag(k)).stream()).forEach((Element e) -> b.put(e));
        DataSet item = b.build();
        if (!item.elements().isEmpty()) {
            into.put(sequence, List.of(item));
        }
    }

    private String uid(String what) {
        return DerivedUid.of("frames of tiles", what, source.string(Tag.SOPInstanceUID, ""));
    }

    private DataSet.Builder item() {
        return DataSet.itemBuilder(source.characterSet());
    }

    private static void set(DataSet.Builder b, String keyword, String value) {
        Dictionary.Entry known = Dictionary.entry(keyword).orElseThrow();
        b.put(known.tag(), known.vr(), value);
    }

    private static int tag(String keyword) {
        return Dictionary.entry(keyword).orElseThrow().tag();
    }

    private static byte[] at(int tag) {
        return new byte[] {(byte) (tag >>> 16), (byte) (tag >>> 24), (byte) tag, (byte) (tag >>> 8)};
    }

    private static String[] ds(double... values) {
        return Arrays.stream(values).mapToObj(DecimalString::format).toArray(String[]::new);
    }
}
