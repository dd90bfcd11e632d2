package loupe.deid.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import loupe.core.dicom.CharacterSet;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomWriter;
import loupe.core.dicom.Dictionary;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;

/// Inputs to begin with, all written in code: files full of planted values, items as bytes, values, small pictures.
final class DeidSeeds {
    private static final int FOUND_IN = 0x00189423;

    private DeidSeeds() {}

    /// Those of a target.
    static List<byte[]> of(DeidFuzzTarget target) {
        return switch (target) {
            case DOOR -> files();
            case UNKNOWN_ITEMS -> items();
            case LEGAL_VALUES -> values();
            case PIXELS -> pixels();
        };
    }

    private static List<byte[]> files() {
        List<byte[]> out = new ArrayList<>();
        for (TransferSyntax s : List.of(
                TransferSyntax.EXPLICIT_LE, TransferSyntax.IMPLICIT_LE, TransferSyntax.EXPLICIT_BE, TransferSyntax.DEFLATED_LE)) {
            out.add(file(image(planted(0)).build(), s));
        }
        DataSet inner = planted(100).build();
        DataSet outer = DataSet.itemBuilder(CharacterSet.DEFAULT).put(0x00082112, List.of(inner)).build();
        out.add(file(image(planted(0)).put(0x00081140, List.of(outer, outer)).put(0x52009229, List.of(outer)).build(),
                TransferSyntax.EXPLICIT_LE));
        Element unknown = new Element.Value(0x00081115, Vr.UN, MemorySegment.ofArray(item(inner, TransferSyntax.IMPLICIT_LE)), false);
        out.add(file(image(planted(0)).put(unknown).build(), TransferSyntax.EXPLICIT_LE));
        out.add(file(image(planted(0))
                .put(0x00290010, Vr.LO, "SOME PRIVATE 1")
                .put(0x00291010, List.of(inner))
                .put(0x00291020, Vr.OB, item(inner, TransferSyntax.EXPLICIT_LE))
                .build(), TransferSyntax.EXPLICIT_LE));
        out.add(file(report().build(), TransferSyntax.EXPLICIT_LE));
        out.add(file(document().build(), TransferSyntax.IMPLICIT_LE));
        out.add(file(image(planted(0)).put(Tag.SpecificCharacterSet, Vr.CS, "ISO 2022 IR 100", "ISO 2022 IR 87").build(),
                TransferSyntax.EXPLICIT_LE));
        out.add(file(ultrasound().build(), TransferSyntax.EXPLICIT_LE));
        return out;
    }

    /// Every attribute that must go, with a value of its own; a name also stands in text that may stay.
    private static DataSet.Builder planted(int from) {
        DataSet.Builder b = DataSet.itemBuilder(CharacterSet.DEFAULT);
        int n = from;
        for (int tag : Planted.MUST_GO.stream().sorted().toList()) {
            b.put(tag, Dictionary.vrOf(tag), Planted.value(n++));
        }
        return b.put(FOUND_IN, Vr.LO, "protocol of " + Planted.value(from));
    }

    private static DataSet.Builder image(DataSet.Builder from) {
        byte[] samples = new byte[12 * 8];
        new Random(1).nextBytes(samples);
        samples[30] = (byte) 0xff;
        return described(from)
                .put(Tag.StudyInstanceUID, Vr.UI, "1.2.826.0.99.2")
                .put(Tag.SeriesInstanceUID, Vr.UI, "1.2.826.0.99.3")
                .put(Tag.Modality, Vr.CS, "OT")
                .put(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY")
                .put(Tag.StudyDate, Vr.DA, "20200131")
                .put(Tag.PatientBirthDate, Vr.DA, "19300131")
                .put(0x00101010, Vr.AS, "090Y")
                .put(0x00104000, Vr.LT, "seen at noon")
                .put(Tag.PixelData, Vr.OB, samples);
    }

    private static DataSet.Builder described(DataSet.Builder b) {
        return b.put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .put(Tag.SamplesPerPixel, Vr.US, 1.0)
                .put(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .put(Tag.Rows, Vr.US, 8.0)
                .put(Tag.Columns, Vr.US, 12.0)
                .put(Tag.BitsAllocated, Vr.US, 8.0)
                .put(Tag.BitsStored, Vr.US, 8.0)
                .put(Tag.HighBit, Vr.US, 7.0)
                .put(Tag.PixelRepresentation, Vr.US, 0.0);
    }

    private static DataSet.Builder report() {
        DataSet code = DataSet.itemBuilder(CharacterSet.DEFAULT)
                .put(Tag.CodeValue, Vr.SH, "121008")
                .put(Tag.CodingSchemeDesignator, Vr.SH, "DCM")
                .put(Tag.CodeMeaning, Vr.LO, "Person Observer Name")
                .build();
        DataSet person = planted(200)
                .put(0x0040A010, Vr.CS, "HAS OBS CONTEXT")
                .put(Tag.ValueType, Vr.CS, "PNAME")
                .put(Tag.ConceptNameCodeSequence, List.of(code))
                .put(0x0040A123, Vr.PN, "Somebody^Else")
                .build();
        return planted(0)
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.88.11")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .put(Tag.ValueType, Vr.CS, "CONTAINER")
                .put(Tag.ContentSequence, List.of(person));
    }

    private static DataSet.Builder document() {
        return planted(0)
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.104.1")
                .put(Tag.SOPInstanceUID, Vr.UI, "1.2.826.0.99.1")
                .put(0x00420012, Vr.LO, "application/pdf")
                .put(Tag.EncapsulatedDocument, Vr.OB, "%PDF-1.4 of a person".getBytes(StandardCharsets.US_ASCII));
    }

    private static DataSet.Builder ultrasound() {
        DataSet region = DataSet.itemBuilder(CharacterSet.DEFAULT)
                .put(0x00186018, Vr.UL, 2.0)
                .put(0x0018601A, Vr.UL, 1.0)
                .put(0x0018601C, Vr.UL, 9.0)
                .put(0x0018601E, Vr.UL, 6.0)
                .build();
        return image(planted(0))
                .put(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.6.1")
                .put(Tag.Modality, Vr.CS, "US")
                .put(0x00186011, List.of(region));
    }

    private static List<byte[]> items() {
        List<byte[]> out = new ArrayList<>();
        DataSet inner = planted(0).build();
        byte[] implicit = item(inner, TransferSyntax.IMPLICIT_LE);
        Element again = new Element.Value(0x00081115, Vr.UN, MemorySegment.ofArray(implicit), false);
        DataSet nested = DataSet.itemBuilder(CharacterSet.DEFAULT).put(again).build();
        for (byte[] bytes : List.of(
                implicit, item(inner, TransferSyntax.EXPLICIT_LE), item(nested, TransferSyntax.EXPLICIT_LE),
                item(nested, TransferSyntax.IMPLICIT_LE))) {
            for (int place = 0; place < 8; place++) {
                out.add(headed(new byte[] {(byte) (place | (place & 1) << 7)}, bytes));
            }
        }
        return out;
    }

    private static List<byte[]> values() {
        List<byte[]> out = new ArrayList<>();
        for (String v : List.of(
                "", "1", "-12.5", "1.5E+10", "3,14", "0.1234567890123456789", "12345678901234567890", "1e400", "1e-2147483647",
                "1e2147483647", "0e999999999", "+.5", "5.", "2147483647", "2147483648", "12.0", "ORIGINAL", "primary_1", "045Y", "120Y",
                "45", "9999M", "20200229", "2020.02.29", "20209999", "120000.123456", "12:00:00", "24", "20200131120000.000000+0100")) {
            for (int vr = 0; vr < LegalForms.VRS.size(); vr++) {
                out.add(headed(new byte[] {(byte) vr}, v.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return out;
    }

    private static List<byte[]> pixels() {
        List<byte[]> out = new ArrayList<>();
        byte[] samples = new byte[3 * 4 * 24 * 16];
        new Random(2).nextBytes(samples);
        for (int i = 0; i < samples.length; i++) {
            samples[i] &= 0x7f;
        }
        samples[200] = (byte) 0xff;
        for (int photometric = 0; photometric < 6; photometric++) {
            for (int syntax = 0; syntax < 3; syntax++) {
                for (int bits : new int[] {0, 1, 2}) {
                    byte stored = (byte) (bits == 0 ? 7 : bits == 1 ? 11 : 0);
                    out.add(headed(new byte[] {(byte) photometric, (byte) syntax, 23, 15, (byte) bits, stored, 0}, samples));
                }
            }
        }
        byte[] run = new byte[64 + 8];
        run[0] = 1;
        run[4] = 64;
        for (int i = 64; i < run.length; i += 2) {
            run[i] = (byte) -127;
            run[i + 1] = 60;
        }
        out.add(headed(new byte[] {0, 3, 23, 15, 0, 7, 0}, run));
        return out;
    }

    private static byte[] headed(byte[] head, byte[] rest) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head);
        out.writeBytes(rest);
        return out.toByteArray();
    }

    /// One item of undefined length.
    private static byte[] item(DataSet d, TransferSyntax syntax) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            out.writeBytes(new byte[] {(byte) 0xFE, (byte) 0xFF, 0, (byte) 0xE0, -1, -1, -1, -1});
            DicomWriter.write(d, syntax, out);
            out.writeBytes(new byte[] {(byte) 0xFE, (byte) 0xFF, 0x0D, (byte) 0xE0, 0, 0, 0, 0});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] file(DataSet d, TransferSyntax syntax) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.writeFile(d, syntax, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
