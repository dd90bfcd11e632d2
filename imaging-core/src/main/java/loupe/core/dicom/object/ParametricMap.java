package loupe.core.dicom.object;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.geometry.PatientPoint;
import loupe.core.geometry.PatientVector;
import loupe.core.geometry.VoxelGrid;
import loupe.core.image.Volume;
import loupe.core.segment.Code;

/// A volume of unknown origin as a Parametric Map (DICOM PS3.3 A.75), one float a voxel: how research volumes come in.
///
/// It names no person: the pseudonym is made of the file's own digest, so that the same file is always the same study.
public final class ParametricMap {
    /// Parametric Map Storage.
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.30";

    private static final long MOST_BYTES = 1L << 30;
    private static final double ORTHOGONAL = 1e-4;
    private static final Code HOUNSFIELD = new Code("[hnsf'U]", "UCUM", "Hounsfield unit");
    private static final Code NO_UNITS = new Code("1", "UCUM", "no units");
    private static final String[] TYPE = {"DERIVED", "PRIMARY", "VOLUME", "NONE"};

    private final Volume volume;
    private final Origin origin;

    private ParametricMap(Volume volume, Origin origin) {
        this.volume = volume;
        this.origin = origin;
    }

    /// Where a volume comes from.
    ///
    /// @param modality what the person importing it says made it, such as `CT`; values of CT are taken as HU
    /// @param uids gives the UID of a thing by its name, always the same for the same file
    /// @param person Patient ID that stands for the unknown person
    public record Origin(String modality, java.util.function.UnaryOperator<String> uids, String person) {}

    /// Makes the object.
    ///
    /// @throws DicomException if the grid is sheared in a slice, which no DICOM image can be, or larger than 1 GiB
    public static DataSet of(Volume volume, Origin origin) throws DicomException {
        VoxelGrid g = volume.grid();
        if (Math.abs(g.columnStep().unit().dot(g.rowStep().unit())) > ORTHOGONAL) {
            throw new DicomException("the volume's rows and columns are not at right angles; resample it first", -1);
        }
        if (4L * g.voxelsPerSlice() * g.slices() > MOST_BYTES) {
            throw new DicomException("the volume is larger than 1 GiB as floats; cut or resample it first", -1);
        }
        ParametricMap map = new ParametricMap(volume, origin);
        return map.pixels(map.groups(map.modules()));
    }

    private DataSet.Builder modules() {
        DataSet.Builder b = DataSet.builder();
        set(b, "SpecificCharacterSet", "ISO_IR 192");
        set(b, "SOPClassUID", SOP_CLASS);
        set(b, "SOPInstanceUID", origin.uids.apply("instance"));
        set(b, "StudyInstanceUID", origin.uids.apply("study"));
        set(b, "SeriesInstanceUID", origin.uids.apply("series"));
        set(b, "FrameOfReferenceUID", origin.uids.apply("frame of reference"));
        set(b, "PatientID", origin.person);
        for (String empty : List.of("PatientName", "PatientBirthDate", "PatientSex", "StudyDate", "StudyTime", "StudyID",
                "AccessionNumber", "ReferringPhysicianName", "PositionReferenceIndicator", "ContentDescription",
                "ContentCreatorName", "Laterality")) {
            set(b, empty);
        }
        set(b, "Modality", origin.modality);
        set(b, "SeriesNumber", "1");
        set(b, "InstanceNumber", "1");
        set(b, "SeriesDescription", "VOLUME");
        set(b, "ContentLabel", "VOLUME");
        set(b, "ContentDate", "19000101");
        set(b, "ContentTime", "000000");
        set(b, "Manufacturer", "Loupe");
        set(b, "ManufacturerModelName", "Loupe");
        set(b, "DeviceSerialNumber", "1");
        set(b, "SoftwareVersions", "1");
        set(b, "ContentQualification", "RESEARCH");
        set(b, "ImageType", TYPE);
        set(b, "BurnedInAnnotation", "NO");
        set(b, "RecognizableVisualFeatures", "YES"); // not known, so the door must think of it
        set(b, "LossyImageCompression", "00");
        set(b, "PresentationLUTShape", "IDENTITY");
        b.put(tag("AcquisitionContextSequence"), List.<DataSet>of());
        return b;
    }

    private DataSet.Builder groups(DataSet.Builder b) {
        VoxelGrid g = volume.grid();
        String order = origin.uids.apply("dimensions");
        set(b, "NumberOfFrames", Integer.toString(g.slices()));
        b.put(Tag.DimensionOrganizationSequence, List.of(set(SegFrameGroups.item(), "DimensionOrganizationUID", order).build()));
        b.put(Tag.DimensionIndexSequence, List.of(SegFrameGroups.item()
                .put(Tag.DimensionOrganizationUID, Vr.UI, order)
                .put(Tag.DimensionIndexPointer, Vr.AT, SegFrameGroups.at(Tag.ImagePositionPatient))
                .put(Tag.FunctionalGroupPointer, Vr.AT, SegFrameGroups.at(Tag.PlanePositionSequence))
                .put(Tag.DimensionDescriptionLabel, Vr.LO, "Position")
                .build()));
        b.put(Tag.SharedFunctionalGroupsSequence, List.of(shared(g)));
        List<DataSet> frames = new ArrayList<>();
        for (int s = 0; s < g.slices(); s++) {
            PatientPoint at = g.toPatient(0, 0, s);
            frames.add(SegFrameGroups.item().put(Tag.FrameContentSequence, List.of(
                            SegFrameGroups.item().put(Tag.DimensionIndexValues, Vr.UL, s + 1.0).build()))
                    .put(Tag.PlanePositionSequence, List.of(
                            SegFrameGroups.item().put(Tag.ImagePositionPatient, Vr.DS, SegFrameGroups.ds(at.xMm(), at.yMm(), at.zMm())).build()))
                    .build());
        }
        b.put(Tag.PerFrameFunctionalGroupsSequence, frames);
        return b;
    }

    private DataSet shared(VoxelGrid g) {
        PatientVector row = g.columnStep().unit();
        PatientVector column = g.rowStep().unit();
        double between = Math.abs(g.sliceStep().dot(row.cross(column)));
        DataSet measures = SegFrameGroups.item().put(Tag.PixelSpacing, Vr.DS, SegFrameGroups.ds(g.rowMm(), g.columnMm()))
                .put(Tag.SliceThickness, Vr.DS, SegFrameGroups.ds(between))
                .build();
        DataSet orientation = SegFrameGroups.item().put(Tag.ImageOrientationPatient, Vr.DS,
                        SegFrameGroups.ds(row.xMm(), row.yMm(), row.zMm(), column.xMm(), column.yMm(), column.zMm()))
                .build();
        return SegFrameGroups.item().put(Tag.PixelMeasuresSequence, List.of(measures))
                .put(Tag.PlaneOrientationSequence, List.of(orientation))
                .put(Tag.PixelValueTransformationSequence, List.of(SegFrameGroups.item().put(Tag.RescaleIntercept, Vr.DS, "0")
                        .put(Tag.RescaleSlope, Vr.DS, "1")
                        .put(Tag.RescaleType, Vr.LO, "US")
                        .build()))
                .put(Tag.RealWorldValueMappingSequence, List.of(realWorld()))
                .put(tag("ParametricMapFrameTypeSequence"), List.of(set(SegFrameGroups.item(), "FrameType", TYPE).build()))
                .build();
    }

    private DataSet realWorld() {
        Code unit = origin.modality.equals("CT") ? HOUNSFIELD : NO_UNITS;
        return SegFrameGroups.item().put(tag("DoubleFloatRealWorldValueFirstValueMapped"), Vr.FD, -3.4e38)
                .put(tag("DoubleFloatRealWorldValueLastValueMapped"), Vr.FD, 3.4e38)
                .put(tag("RealWorldValueIntercept"), Vr.FD, 0.0)
                .put(tag("RealWorldValueSlope"), Vr.FD, 1.0)
                .put(tag("LUTExplanation"), Vr.LO, "as stored")
                .put(tag("LUTLabel"), Vr.SH, "STORED")
                .put(Tag.MeasurementUnitsCodeSequence, CodeItem.of(unit))
                .build();
    }

    private DataSet pixels(DataSet.Builder b) {
        VoxelGrid g = volume.grid();
        MemorySegment out = MemorySegment.ofArray(new byte[4 * g.voxelsPerSlice() * g.slices()]);
        ValueLayout.OfFloat little = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN);
        long at = 0;
        for (int s = 0; s < g.slices(); s++) {
            for (int r = 0; r < g.rows(); r++) {
                for (int c = 0; c < g.columns(); c++) {
                    out.set(little, at, volume.value(c, r, s));
                    at += 4;
                }
            }
        }
        return b.put(Tag.SamplesPerPixel, Vr.US, 1)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, g.rows())
                .put(Tag.Columns, Vr.US, g.columns())
                .put(Tag.BitsAllocated, Vr.US, 32)
                .put(Tag.FloatPixelData, Vr.OF, out.toArray(ValueLayout.JAVA_BYTE))
                .build();
    }

    private static DataSet.Builder set(DataSet.Builder b, String keyword, String... values) {
        Dictionary.Entry known = Dictionary.entry(keyword).orElseThrow();
        return values.length == 0 ? b.putEmpty(known.tag(), known.vr()) : b.put(known.tag(), known.vr(), values);
    }

    private static int tag(String keyword) {
        return Dictionary.entry(keyword).orElseThrow().tag();
    }
}
