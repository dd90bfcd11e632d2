package loupe.core.dicom.object;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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

/// A volume of unknown origin, or several in time, as a Parametric Map (DICOM PS3.3 A.75), one float a voxel: how research
/// volumes come in.
///
/// It names no person: the pseudonym is made of the file's own digest, so that the same file is always the same study.
public final class ParametricMap {
    /// Parametric Map Storage.
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.30";

    /// LUT Label of a research volume's values.
    public static final String AS_STORED = "STORED";

    private static final long MOST_BYTES = 1L << 30;
    private static final double ORTHOGONAL = 1e-4;
    private static final Code HOUNSFIELD = new Code("[hnsf'U]", "UCUM", "Hounsfield unit");
    private static final Code NO_UNITS = new Code("1", "UCUM", "no units");
    private static final String[] TYPE = {"DERIVED", "PRIMARY", "VOLUME", "NONE"};

    private final Phases phases;
    private final VoxelGrid grid;
    private final Origin origin;

    private ParametricMap(Phases phases, Origin origin) {
        this.phases = phases;
        this.grid = phases.grid;
        this.origin = origin;
    }

    /// One volume or several of the same place, one after the other in time.
    ///
    /// @param grid where the voxels of each lie
    /// @param count how many
    /// @param secondsApart seconds from one to the next; 0 where nobody knows
    /// @param lend gives them
    public record Phases(VoxelGrid grid, int count, double secondsApart, Lend lend) {}

    /// Lends a volume while it is copied, so that only one of them need be in memory.
    @FunctionalInterface
    public interface Lend {
        /// @param phase from 0
        /// @param take copies the volume
        /// @throws IOException if it cannot be read
        void volume(int phase, Consumer<Volume> take) throws IOException;
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
        try {
            return of(new Phases(volume.grid(), 1, 0, (phase, take) -> take.accept(volume)), origin);
        } catch (DicomException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("a volume in memory is not read", e);
        }
    }

    /// Makes the object of several volumes, phase by phase.
    ///
    /// @throws DicomException if the grid is sheared in a slice, which no DICOM image can be, or all are larger than 1 GiB
    /// @throws IOException if a volume cannot be read
    public static DataSet of(Phases phases, Origin origin) throws IOException {
        VoxelGrid g = phases.grid;
        if (Math.abs(g.columnStep().unit().dot(g.rowStep().unit())) > ORTHOGONAL) {
            throw new DicomException("the volume's rows and columns are not at right angles; resample it first", -1);
        }
        if (4L * g.voxelsPerSlice() * g.slices() > MOST_BYTES / phases.count) {
            throw new DicomException("the volume is larger than 1 GiB as floats; cut or resample it first", -1);
        }
        ParametricMap map = new ParametricMap(phases, origin);
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
        String order = origin.uids.apply("dimensions");
        set(b, "NumberOfFrames", Integer.toString(phases.count * grid.slices()));
        b.put(Tag.DimensionOrganizationSequence, List.of(set(SegFrameGroups.item(), "DimensionOrganizationUID", order).build()));
        List<DataSet> index = new ArrayList<>();
        if (phases.count > 1) {
            index.add(dimension(order, Tag.TemporalPositionIndex, Tag.FrameContentSequence, "Time"));
        }
        index.add(dimension(order, Tag.ImagePositionPatient, Tag.PlanePositionSequence, "Position"));
        b.put(Tag.DimensionIndexSequence, index);
        b.put(Tag.SharedFunctionalGroupsSequence, List.of(shared(grid)));
        List<DataSet> frames = new ArrayList<>();
        for (int t = 0; t < phases.count; t++) {
            for (int s = 0; s < grid.slices(); s++) {
                frames.add(frame(t, s));
            }
        }
        b.put(Tag.PerFrameFunctionalGroupsSequence, frames);
        return b;
    }

    private static DataSet dimension(String order, int pointer, int group, String label) {
        return SegFrameGroups.item()
                .put(Tag.DimensionOrganizationUID, Vr.UI, order)
                .put(Tag.DimensionIndexPointer, Vr.AT, SegFrameGroups.at(pointer))
                .put(Tag.FunctionalGroupPointer, Vr.AT, SegFrameGroups.at(group))
                .put(Tag.DimensionDescriptionLabel, Vr.LO, label)
                .build();
    }

    private DataSet frame(int phase, int slice) {
        PatientPoint at = grid.toPatient(0, 0, slice);
        DataSet.Builder content = SegFrameGroups.item();
        DataSet.Builder b = SegFrameGroups.item();
        if (phases.count > 1) {
            content.put(Tag.TemporalPositionIndex, Vr.UL, phase + 1.0)
                    .put(Tag.DimensionIndexValues, Vr.UL, phase + 1.0, slice + 1.0);
            if (phases.secondsApart > 0) {
                b.put(Tag.TemporalPositionSequence, List.of(SegFrameGroups.item()
                        .put(Tag.TemporalPositionTimeOffset, Vr.FD, phase * phases.secondsApart).build()));
            }
        } else {
            content.put(Tag.DimensionIndexValues, Vr.UL, slice + 1.0);
        }
        return b.put(Tag.FrameContentSequence, List.of(content.build()))
                .put(Tag.PlanePositionSequence, List.of(SegFrameGroups.item().put(Tag.ImagePositionPatient, Vr.DS,
                        SegFrameGroups.ds(at.xMm(), at.yMm(), at.zMm())).build()))
                .build();
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
                .put(tag("LUTLabel"), Vr.SH, AS_STORED)
                .put(Tag.MeasurementUnitsCodeSequence, CodeItem.of(unit))
                .build();
    }

    private DataSet pixels(DataSet.Builder b) throws IOException {
        VoxelGrid g = grid;
        byte[] out = new byte[4 * g.voxelsPerSlice() * g.slices() * phases.count];
        ByteBuffer into = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
        for (int t = 0; t < phases.count; t++) {
            phases.lend.volume(t, volume -> copy(volume, into));
        }
        return b.put(Tag.SamplesPerPixel, Vr.US, 1)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, g.rows())
                .put(Tag.Columns, Vr.US, g.columns())
                .put(Tag.BitsAllocated, Vr.US, 32)
                .put(Tag.FloatPixelData, Vr.OF, out)
                .build();
    }

    private static void copy(Volume volume, ByteBuffer into) {
        VoxelGrid g = volume.grid();
        for (int s = 0; s < g.slices(); s++) {
            for (int r = 0; r < g.rows(); r++) {
                for (int c = 0; c < g.columns(); c++) {
                    into.putFloat(volume.value(c, r, s));
                }
            }
        }
    }

    private static DataSet.Builder set(DataSet.Builder b, String keyword, String... values) {
        Dictionary.Entry known = Dictionary.entry(keyword).orElseThrow();
        return values.length == 0 ? b.putEmpty(known.tag(), known.vr()) : b.put(known.tag(), known.vr(), values);
    }

    private static int tag(String keyword) {
        return Dictionary.entry(keyword).orElseThrow().tag();
    }
}
