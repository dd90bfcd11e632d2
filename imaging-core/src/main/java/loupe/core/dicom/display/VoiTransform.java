package loupe.core.dicom.display;

import java.util.ArrayList;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;
import loupe.core.image.ValueWindow;

/// How modality values become brightness (DICOM PS3.3 C.11.2): a window or a table. Immutable; any thread.
public sealed interface VoiTransform {
    /// What the file calls it; empty where it does not.
    String explanation();

    /// Brightness from 0 to 1 of a modality value.
    double brightness(double value);

    /// A window with its function.
    record Windowed(ValueWindow window, String explanation) implements VoiTransform {
        @Override
        public double brightness(double value) {
            return window.brightness(value);
        }
    }

    /// A table of the VOI LUT Sequence.
    ///
    /// @param table its entries
    /// @param bits bits of an entry, 8 to 16
    record Table(LookupTable table, int bits, String explanation) implements VoiTransform {
        @Override
        public double brightness(double value) {
            return Math.min(1, table.at(Math.rint(value)) / ((1 << bits) - 1.0));
        }
    }

    /// The transforms a frame offers, tables first as they were made for it, then windows in the file's order;
    /// a window whose centre or width is no number is left out.
    ///
    /// @param frame index from 0
    /// @throws DicomException if a table is shorter than it declares
    static List<VoiTransform> of(DataSet header, int frame) throws DicomException {
        DataSet voi = FunctionalGroups.of(header).group(frame, Tag.FrameVOILUTSequence);
        List<VoiTransform> out = new ArrayList<>();
        for (DataSet item : voi.items(Tag.VOILUTSequence)) {
            out.add(table(item, signed(header)));
        }
        double[] centres = voi.doubles(Tag.WindowCenter);
        double[] widths = voi.doubles(Tag.WindowWidth);
        List<String> names = voi.strings(Tag.WindowCenterWidthExplanation);
        for (int i = 0; i < Math.min(centres.length, widths.length); i++) {
            ValueWindow.Function function = function(voi.string(Tag.VOILUTFunction, "LINEAR"));
            boolean numbers = Double.isFinite(centres[i]) && Double.isFinite(widths[i]);
            if (numbers && widths[i] > 0 && (function != ValueWindow.Function.LINEAR || widths[i] >= 1)) {
                out.add(new Windowed(
                        new ValueWindow(centres[i], widths[i], function), i < names.size() ? names.get(i) : ""));
            }
        }
        return out;
    }

    private static Table table(DataSet item, boolean signed) throws DicomException {
        LookupTable entries = LookupTable.of(item, signed);
        int bits = (int) item.doubles(Tag.LUTDescriptor)[2];
        if (bits < 8 || bits > 16) {
            throw new DicomException("a VOI lookup table has entries of " + bits + " bits", -1);
        }
        return new Table(entries, bits, item.string(Tag.LUTExplanation, ""));
    }

    /// The table's input is signed where modality values may be below zero (C.11.2.1.1).
    private static boolean signed(DataSet header) {
        return header.integer(Tag.PixelRepresentation, 0) == 1
                || header.number(Tag.RescaleIntercept).orElse(0) < 0;
    }

    private static ValueWindow.Function function(String name) {
        return switch (name) {
            case "SIGMOID" -> ValueWindow.Function.SIGMOID;
            case "LINEAR_EXACT" -> ValueWindow.Function.LINEAR_EXACT;
            default -> ValueWindow.Function.LINEAR;
        };
    }
}
