package loupe.core.dicom.annotation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.CodeItem;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.object.DerivedObject;
import loupe.core.segment.Code;
import loupe.core.slide.FeatureOutline;

/// Makes Microscopy Bulk Simple Annotations objects: in pixels of the finest level, the first pixel from 0 to 1, as spatial coordinates
/// on images are (PS3.3 C.18.6, decision 0014). Coordinates are double; a polygon's last point is not its first one repeated; the
/// index list has for each annotation where its first value stands among all values, from 1.
public final class AnnotationWriter {
    /// Microscopy Bulk Simple Annotations Storage.
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.91.1";

    private static final Code CATEGORY = new Code("91723000", "SCT", "Anatomical structure");
    private static final Code FAMILY = new Code("123109", "DCM", "Artificial Intelligence");

    private AnnotationWriter() {}

    /// Makes an object.
    ///
    /// @param object what it says of itself; its source is the header of the finest level
    /// @param uids gives the UID of each group by its number from 1
    /// @throws IllegalArgumentException if there is no group, or an outline has holes or parts, which this object cannot say
    public static DataSet write(DerivedObject object, List<AnnotationGroup> groups, IntFunction<String> uids) {
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("an object has a group of annotations");
        }
        DataSet source = object.source();
        DataSet.Builder b = object.begin(SOP_CLASS, "ANN");
        b.put(Tag.ContentLabel, Vr.CS, "OBJECTS");
        b.put(Tag.ContentDescription, Vr.LO, object.description());
        b.putEmpty(Tag.ContentCreatorName, Vr.PN);
        b.putEmpty(Tag.Laterality, Vr.CS);
        b.put(Tag.AnnotationCoordinateType, Vr.CS, "2D");
        b.put(Tag.PixelOriginInterpretation, Vr.CS, "VOLUME");
        DataSet image = item()
                .put(Tag.ReferencedSOPClassUID, Vr.UI, source.string(Tag.SOPClassUID, ""))
                .put(Tag.ReferencedSOPInstanceUID, Vr.UI, source.string(Tag.SOPInstanceUID, ""))
                .build();
        b.put(Tag.ReferencedImageSequence, List.of(image));
        b.put(Tag.ReferencedSeriesSequence, List.of(item()
                .put(Tag.SeriesInstanceUID, Vr.UI, source.string(Tag.SeriesInstanceUID, ""))
                .put(Tag.ReferencedInstanceSequence, List.of(image))
                .build()));
        List<DataSet> items = new ArrayList<>();
        for (AnnotationGroup g : groups) {
            items.add(group(g, items.size() + 1, uids.apply(items.size() + 1)));
        }
        return b.put(Tag.AnnotationGroupSequence, items).build();
    }

    private static DataSet.Builder item() {
        return DataSet.itemBuilder(CharacterSet.UTF_8);
    }

    private static DataSet group(AnnotationGroup g, int number, String uid) {
        DataSet.Builder b = item();
        b.put(Tag.AnnotationGroupNumber, Vr.US, (double) number);
        b.put(Tag.AnnotationGroupUID, Vr.UI, uid);
        b.put(Tag.AnnotationGroupLabel, Vr.LO, g.label());
        b.put(Tag.AnnotationGroupGenerationType, Vr.CS, g.generation().name());
        g.algorithm().ifPresent(a -> b.put(Tag.AnnotationGroupAlgorithmIdentificationSequence, List.of(item()
                .put(Tag.AlgorithmFamilyCodeSequence, CodeItem.of(FAMILY))
                .put(Tag.AlgorithmName, Vr.LO, a.name())
                .put(Tag.AlgorithmVersion, Vr.LO, a.version())
                .build())));
        b.put(Tag.AnnotationPropertyCategoryCodeSequence, CodeItem.of(CATEGORY));
        b.put(Tag.AnnotationPropertyTypeCodeSequence, CodeItem.of(g.type()));
        b.put(Tag.NumberOfAnnotations, Vr.UL, (double) g.outlines().size());
        b.put(Tag.AnnotationAppliesToAllOpticalPaths, Vr.CS, "YES");
        b.put(Tag.GraphicType, Vr.CS, g.form().name());
        coordinates(b, g);
        return b.build();
    }

    private static void coordinates(DataSet.Builder b, AnnotationGroup g) {
        int values = 0;
        for (FeatureOutline o : g.outlines()) {
            if (o.rings().size() != 1) {
                throw new IllegalArgumentException("an annotation has one outline");
            }
            values = Math.addExact(values, o.rings().getFirst().length);
        }
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(values, 8)).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer index = ByteBuffer.allocate(4 * g.outlines().size()).order(ByteOrder.LITTLE_ENDIAN);
        for (FeatureOutline o : g.outlines()) {
            index.putInt(data.position() / 8 + 1);
            for (double v : o.rings().getFirst()) {
                data.putDouble(v);
            }
        }
        b.put(Tag.DoublePointCoordinatesData, Vr.OD, data.array());
        if (g.form() == AnnotationGroup.Form.POLYLINE || g.form() == AnnotationGroup.Form.POLYGON) {
            b.put(Tag.LongPrimitivePointIndexList, Vr.OL, index.array());
        }
    }
}
