package loupe.review.broken;

import loupe.core.dicom.DataSet;
import loupe.core.dicom.DeidentifiedInstance;
import loupe.core.dicom.TransferSyntax;

/// Breaks the rules that keep libraries and app out of review.
class BreaksReview {
    javafx.beans.property.SimpleIntegerProperty toolkit = new javafx.beans.property.SimpleIntegerProperty();
    java.sql.Date sql = new java.sql.Date(0);
    Class<?> engine = ai.onnxruntime.OrtException.class;
    Class<?> vision = org.opencv.core.Mat.class;
    Class<?> wire = java.net.Socket.class;
    Class<?> upstairs = loupe.app.wiring.Version.class;
    DeidentifiedInstance forged = new DeidentifiedInstance(TransferSyntax.EXPLICIT_LE, DataSet.empty());
}
