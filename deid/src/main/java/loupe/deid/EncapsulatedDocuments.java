package loupe.deid;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// Stand-ins for documents inside an instance: the inside of a PDF, a CDA or a model cannot be cleaned, so an empty
/// document of the same kind takes its place (PS3.15 E.1.1, action D).
final class EncapsulatedDocuments {
    private static final int MIME_TYPE = 0x00420012;
    private static final int LENGTH = 0x00420015;

    private EncapsulatedDocuments() {}

    /// Whether an instance holds one.
    static boolean isIn(DataSet data) {
        return data.contains(Tag.EncapsulatedDocument);
    }

    /// Puts the stand-in.
    static void replace(DataSet.Builder out, DataSet source) {
        byte[] empty = empty(source.string(MIME_TYPE, ""));
        out.put(Tag.EncapsulatedDocument, Vr.OB, empty);
        if (source.contains(LENGTH)) {
            out.put(LENGTH, Vr.UL, (double) empty.length);
        }
    }

    private static byte[] empty(String mimeType) {
        return switch (mimeType) {
            case "application/pdf" -> ascii(PDF);
            case "text/xml" -> ascii("<ClinicalDocument xmlns=\"urn:hl7-org:v3\"/>");
            case "model/stl" -> ByteBuffer.allocate(84).array();
            case "model/obj", "model/mtl" -> ascii("# removed\n");
            default -> new byte[2];
        };
    }

    private static byte[] ascii(String s) {
        return s.getBytes(StandardCharsets.US_ASCII);
    }

    private static final String PDF = """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
            xref
            0 4
            0000000000 65535 f\s
            0000000009 00000 n\s
            0000000052 00000 n\s
            0000000101 00000 n\s
            trailer<</Size 4/Root 1 0 R>>
            startxref
            164
            %%EOF
            """;
}
