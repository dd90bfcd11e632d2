package loupe.exchange.web.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.exchange.hl7.MllpFrame;
import loupe.exchange.web.GeneratedCt;
import loupe.exchange.web.ScriptedServer;
import loupe.exchange.web.json.DicomJson;

/// What mutations begin from.
final class WebSeeds {
    private WebSeeds() {}

    static List<byte[]> of(WebFuzzTarget target) {
        return switch (target) {
            case MULTIPART -> multipart();
            case JSON -> json();
            case MLLP -> mllp();
        };
    }

    private static List<byte[]> multipart() {
        List<byte[]> files = GeneratedCt.series("1.2", "A^B", 2, 8).stream().map(GeneratedCt.Sent::bytes).toList();
        byte[] body = ScriptedServer.parts("b", files);
        byte[] seed = new byte[body.length + 1];
        seed[0] = 5;
        System.arraycopy(body, 0, seed, 1, body.length);
        return List.of(
                seed,
                "\u0003--b\r\nContent-Type: application/dicom\r\n\r\nx\r\n--b--".getBytes(StandardCharsets.ISO_8859_1),
                "\u0001preamble\r\n--b  \r\nA: b\r\n\r\n\r\n--bb\r\n--b--\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<byte[]> json() {
        DataSet d = DataSet.builder()
                .put(Tag.SpecificCharacterSet, Vr.CS, "ISO_IR 192")
                .put(Tag.PatientName, Vr.PN, "Ä^B=王")
                .put(Tag.PixelSpacing, Vr.DS, "0.5", "+1")
                .put(Tag.Rows, Vr.US, 512.0)
                .put(0x00720074, Vr.FD, 0.1, Double.NaN)
                .put(0x00720060, Vr.AT, new byte[] {16, 0, 32, 0})
                .put(0x00091002, Vr.UN, new byte[] {1, 2})
                .put(0x00081111, List.of(DataSet.empty(), DataSet.builder().put(Tag.Modality, Vr.CS, "CT").build()))
                .build();
        List<byte[]> out = new ArrayList<>();
        out.add(DicomJson.bytes(d));
        for (String s : List.of(
                "[]", "[{\"00720082\":{\"vr\":\"SV\",\"Value\":[\"-1\",2]}},null]",
                "{\"00081199\":{\"vr\":\"SQ\",\"Value\":[{\"00081155\":{\"vr\":\"UI\",\"Value\":[\"1.2\"]}}]}}",
                "{\"00091002\":{\"vr\":\"OB\",\"BulkDataURI\":\"/x\"},\"PatientName\":{\"Value\":[\"A\"]}}")) {
            out.add(s.getBytes(StandardCharsets.UTF_8));
        }
        return out;
    }

    private static List<byte[]> mllp() {
        return List.of(
                MllpFrame.of("MSH|^~\\&|A|B\rMSA|AA|1\r".getBytes(StandardCharsets.US_ASCII)),
                MllpFrame.of("MSH$^~\\&$A\nMSA$CE$2$why".getBytes(StandardCharsets.US_ASCII)),
                new byte[] {0x0b, 0x1c, 0x1c, 0x0d});
    }
}
