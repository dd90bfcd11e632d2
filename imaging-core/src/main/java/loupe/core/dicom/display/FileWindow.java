package loupe.core.dicom.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.FunctionalGroups;
import loupe.core.dicom.Tag;
import loupe.core.image.ValueWindow;
import loupe.core.image.VoiTable;

/// A window or table a file offers for its values (DICOM PS3.3 C.11.2).
///
/// @param window how modality values become brightness
/// @param explanation what the file calls it; empty where it does not
public record FileWindow(ValueWindow window, String explanation) {

    /// What a frame offers, tables first as they were made for it, then windows in the file's order. A window whose centre or
    /// width is no number, and a table that is shorter than it says, are left out.
    ///
    /// @param frame index from 0
    public static List<FileWindow> of(DataSet header, int frame) {
        DataSet voi = FunctionalGroups.of(header).group(frame, Tag.FrameVOILUTSequence);
        List<FileWindow> out = new ArrayList<>();
        for (DataSet item : voi.items(Tag.VOILUTSequence)) {
            table(item, signed(header), out);
        }
        double[] centres = voi.doubles(Tag.WindowCenter);
        double[] widths = voi.doubles(Tag.WindowWidth);
        List<String> names = voi.strings(Tag.WindowCenterWidthExplanation);
        ValueWindow.Function function = function(voi.string(Tag.VOILUTFunction, "LINEAR"));
        for (int i = 0; i < Math.min(centres.length, widths.length); i++) {
            boolean numbers = Double.isFinite(centres[i]) && Double.isFinite(widths[i]);
            if (numbers && widths[i] > 0 && (function != ValueWindow.Function.LINEAR || widths[i] >= 1)) {
                out.add(new FileWindow(
                        new ValueWindow(centres[i], widths[i], function), i < names.size() ? names.get(i) : ""));
            }
        }
        return out;
    }

    /// The one to open a frame with: the first it offers.
    ///
    /// @param frame index from 0
    public static Optional<ValueWindow> first(DataSet header, int frame) {
        return of(header, frame).stream().findFirst().map(FileWindow::window);
    }

    private static void table(DataSet item, boolean signed, List<FileWindow> out) {
        try {
            LookupTable entries = LookupTable.of(item, signed);
            int bits = (int) item.doubles(Tag.LUTDescriptor)[2];
            if (bits >= 8 && bits <= 16) {
                VoiTable table = VoiTable.of(entries.entries(), bits);
                out.add(new FileWindow(ValueWindow.of(table, entries.first()), item.string(Tag.LUTExplanation, "")));
            }
        } catch (DicomException e) {
            // What the file offers besides is still good.
        }
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
