package loupe.deid.pixel;

import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.display.ValueTransform;
import loupe.core.dicom.series.Headers;
import loupe.core.geometry.ImagePlane;
import loupe.core.geometry.PatientPoint;
import loupe.core.image.Frame;
import loupe.core.work.JobContext;
import loupe.deid.face.FaceRegion;

/// Paints air over a face.
final class FacePaint {
    private static final double AIR_HU = -1000;

    private FacePaint() {}

    /// Blanks all pixels a region covers.
    ///
    /// @return how many were changed
    static long over(DataSet data, Canvas canvas, FaceRegion region, JobContext job) throws DicomException {
        List<ImagePlane> planes = Headers.instance(data).planes();
        if (planes.size() < canvas.layout().frames()) {
            throw new DicomException("an image of a head series does not say where it lies, so that its face cannot be found", -1);
        }
        DataSet whole = PixelBytes.replaced(data, canvas);
        TransferSyntax plain = canvas.bigEndian() ? TransferSyntax.EXPLICIT_BE : TransferSyntax.EXPLICIT_LE;
        EncodedFrames frames = EncodedFrames.of(whole, plain);
        long blanked = 0;
        for (int i = 0; i < canvas.layout().frames(); i++) {
            job.checkCancelled();
            double air = air(data, PixelDecoder.decode(frames, plain, i), canvas, i);
            blanked += frame(canvas, i, planes.get(i), new Paint(region, air));
        }
        return blanked;
    }

    private record Paint(FaceRegion region, double air) {}

    private static long frame(Canvas canvas, int frame, ImagePlane plane, Paint paint) {
        double[] samples = {paint.air};
        long blanked = 0;
        for (int r = 0; r < plane.rows(); r++) {
            PatientPoint row = plane.origin().plus(plane.alongColumn().times(r * plane.rowMm()));
            for (int c = 0; c < plane.columns(); c++) {
                double along = c * plane.columnMm();
                if (paint.region.covers(
                        row.xMm() + along * plane.alongRow().xMm(),
                        row.yMm() + along * plane.alongRow().yMm(),
                        row.zMm() + along * plane.alongRow().zMm())) {
                    canvas.fill(frame, new TextBox(c, r, 1, 1), samples);
                    blanked++;
                }
            }
        }
        return blanked;
    }

    /// Air in stored values: -1000 HU where it can be stored, in MR the darkest there is.
    private static double air(DataSet data, Frame frame, Canvas canvas, int index) throws DicomException {
        double darkest = BlackValue.of(canvas.layout(), data, frame)[0];
        if (!data.string(Tag.Modality, "").equals("CT")) {
            return darkest;
        }
        ValueTransform v = ValueTransform.of(data, index);
        return Math.max(darkest, Math.rint((AIR_HU - v.intercept()) / v.slope()));
    }
}
