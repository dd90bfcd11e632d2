package loupe.core.dicom;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import loupe.core.image.Frame;
import loupe.core.image.Volume;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.core.work.JobContext;

/// Decodes a stack's frames straight into a volume, one at a time.
public final class VolumeReader {
    private VolumeReader() {}

    /// Reads a whole stack; the caller closes the volume.
    ///
    /// @throws IOException if a frame cannot be read
    /// @throws loupe.core.work.CancelledException if cancelled; the memory is given back
    public static Volume read(Stack stack, PixelSupply pixels, JobContext context) throws IOException {
        SliceRef first = stack.slices().getFirst();
        Frame sample = pixels.frame(first.sopInstanceUid(), first.frame());
        if (sample.samplesPerPixel() != 1) {
            throw new DicomException("a volume needs one value a pixel; these images are in colour", -1);
        }
        ValueTransform transform = ValueTransform.of(pixels.header(first.sopInstanceUid()), first.frame());
        Volume.Builder builder = Volume.builder(stack.grid(), type(sample.format()), transform.unit());
        boolean done = false;
        try {
            fill(stack, pixels, builder, context);
            done = true;
            return builder.build();
        } finally {
            if (!done) {
                builder.discard();
            }
        }
    }

    private static void fill(Stack stack, PixelSupply pixels, Volume.Builder builder, JobContext context)
            throws IOException {
        int n = stack.slices().size();
        Volume.SampleType type = null;
        for (int s = 0; s < n; s++) {
            context.checkCancelled();
            SliceRef slice = stack.slices().get(s);
            Frame frame = pixels.frame(slice.sopInstanceUid(), slice.frame());
            if (frame.columns() != stack.grid().columns() || frame.rows() != stack.grid().rows()) {
                throw new DicomException("a slice's size differs from its header", -1);
            }
            type = type == null ? type(frame.format()) : type;
            if (type(frame.format()) != type) {
                throw new DicomException("the slices of a stack have different sample types", -1);
            }
            copy(frame, builder.sliceSamples(s));
            ValueTransform t = ValueTransform.of(pixels.header(slice.sopInstanceUid()), slice.frame());
            builder.rescale(s, t.slope(), t.intercept());
            context.progress(s + 1L, n, "slices");
        }
    }

    private static Volume.SampleType type(Frame.Format format) {
        return switch (format) {
            case U8, S8, S16 -> Volume.SampleType.INT16;
            case U16 -> Volume.SampleType.UINT16;
            case U32, S32, F32, F64 -> Volume.SampleType.FLOAT32;
        };
    }

    private static void copy(Frame f, MemorySegment into) {
        long n = (long) f.columns() * f.rows();
        switch (f.format()) {
            case S16, U16, F32 -> MemorySegment.copy(f.samples(), 0, into, 0, into.byteSize());
            case U8, S8 -> {
                for (long i = 0; i < n; i++) {
                    into.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) f.sample(i));
                }
            }
            case U32, S32, F64 -> {
                for (long i = 0; i < n; i++) {
                    into.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) f.sample(i));
                }
            }
        }
    }
}
