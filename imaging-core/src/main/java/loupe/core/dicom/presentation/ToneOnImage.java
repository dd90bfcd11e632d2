package loupe.core.dicom.presentation;

import java.util.Optional;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;
import loupe.core.dicom.display.FileWindow;
import loupe.core.dicom.display.LookupTable;
import loupe.core.dicom.display.ValueTransform;
import loupe.core.image.ValueWindow;
import loupe.core.image.VoiTable;

/// A state's window over the modality values of an image, whose own rescale may be another than the state's.
final class ToneOnImage {
    private static final int FINE = 1 << 14;

    private final PresentationState.Tone tone;
    private final DataSet header;
    private final int frame;
    private final double scale;
    private final double shift;

    ToneOnImage(PresentationState.Tone tone, DataSet header, int frame) {
        this.tone = tone;
        this.header = header;
        this.frame = frame;
        boolean table = !header.items(Tag.ModalityLUTSequence).isEmpty();
        ValueTransform own = ValueTransform.of(header, frame);
        // A value of the state is scale * value of the image + shift.
        this.scale = table ? 1 : tone.slope() / own.slope();
        this.shift = table ? 0 : tone.intercept() - scale * own.intercept();
    }

    /// Whether the state's values fall where the image's rise.
    boolean falling() {
        return scale < 0;
    }

    ValueWindow window(String uid) {
        Optional<DataSet> item = tone.windows().stream()
                .filter(w -> w.holds(uid, frame))
                .findFirst()
                .map(PresentationState.Scoped::what);
        ValueWindow of = item.flatMap(this::read).orElseGet(this::all);
        return over(tone.table().flatMap(t -> through(of, t)).orElse(of));
    }

    private Optional<ValueWindow> read(DataSet item) {
        boolean signed = header.integer(Tag.PixelRepresentation, 0) == 1 || tone.intercept() < 0;
        return FileWindow.first(item.toBuilder().put(Tag.PixelRepresentation, Vr.US, signed ? 1.0 : 0.0).build(), 0);
    }

    /// Without a window all values that can be stored are shown.
    private ValueWindow all() {
        int bits = Math.clamp(header.integer(Tag.BitsStored, 16), 1, 32);
        boolean signed = header.integer(Tag.PixelRepresentation, 0) == 1;
        double low = signed ? -Math.pow(2, bits - 1) : 0;
        double high = signed ? Math.pow(2, bits - 1) - 1 : Math.pow(2, bits) - 1;
        double a = tone.slope() * low + tone.intercept();
        double b = tone.slope() * high + tone.intercept();
        return new ValueWindow((a + b) / 2, Math.max(1e-6, Math.abs(b - a)), ValueWindow.Function.LINEAR_EXACT);
    }

    /// A window and the presentation table after it as one fine table.
    private static Optional<ValueWindow> through(ValueWindow of, DataSet table) {
        try {
            LookupTable entries = LookupTable.of(table, false);
            int bits = (int) table.doubles(Tag.LUTDescriptor)[2];
            VoiTable gray = VoiTable.of(entries.entries(), bits);
            int n = Math.max(FINE, of.table().map(VoiTable::entries).orElse(0));
            int[] out = new int[n];
            for (int i = 0; i < n; i++) {
                double b = of.brightness(of.from() + (i + 0.5) * (of.to() - of.from()) / n);
                out[i] = (int) Math.rint(65_535 * gray.at(b * (gray.entries() - 1)));
            }
            return Optional.of(new ValueWindow(
                    (of.from() + of.to()) / 2, of.to() - of.from(), ValueWindow.Function.LINEAR_EXACT,
                    Optional.of(VoiTable.of(out, 16))));
        } catch (DicomException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The same window over the image's own values.
    private ValueWindow over(ValueWindow w) {
        if (scale == 1 && shift == 0) {
            return w;
        }
        double centre = w.centre();
        double width = w.width();
        ValueWindow.Function function = w.function();
        if (w.table().isEmpty() && function == ValueWindow.Function.LINEAR) {
            // The half steps of a linear window are steps of the state's values, not of the image's.
            centre -= 0.5;
            width = Math.max(1e-6, width - 1);
            function = ValueWindow.Function.LINEAR_EXACT;
        }
        return new ValueWindow((centre - shift) / scale, width / Math.abs(scale), function, w.table());
    }
}
