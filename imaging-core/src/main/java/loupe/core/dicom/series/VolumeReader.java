package loupe.core.dicom.series;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.Tag;
import loupe.core.dicom.display.LookupTable;
import loupe.core.dicom.display.ValueTransform;
import loupe.core.image.Frame;
import loupe.core.image.Volume;
import loupe.core.study.SliceRef;
import loupe.core.study.Stack;
import loupe.core.work.CancelledException;
import loupe.core.work.JobContext;

/// Decodes a stack's frames straight into a volume, a few at a time.
public final class VolumeReader {
    private static final int MOST_THREADS = 4;

    private final Stack stack;
    private final PixelSupply pixels;
    private final Volume.Builder builder;
    private final Volume.SampleType type;

    private VolumeReader(Stack stack, PixelSupply pixels, Volume.Builder builder, Volume.SampleType type) {
        this.stack = stack;
        this.pixels = pixels;
        this.builder = builder;
        this.type = type;
    }

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
        Volume.SampleType type = tabled(pixels.header(first.sopInstanceUid()))
                ? Volume.SampleType.UINT16
                : type(sample.format());
        Volume.Builder builder = Volume.builder(stack.grid(), type, transform.unit());
        boolean done = false;
        try {
            new VolumeReader(stack, pixels, builder, type).fill(sample, context);
            done = true;
            return builder.build();
        } finally {
            if (!done) {
                builder.discard();
            }
        }
    }

    /// Decodes on a few threads, each slice straight to its place.
    ///
    /// @param first the first slice's frame, already decoded
    private void fill(Frame first, JobContext context) throws IOException {
        int n = stack.slices().size();
        slice(0, first);
        AtomicInteger next = new AtomicInteger(1);
        AtomicInteger done = new AtomicInteger(1);
        List<Future<Void>> workers = new ArrayList<>();
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, Math.min(MOST_THREADS, n));
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int t = 0; t < threads; t++) {
                workers.add(pool.submit(() -> {
                    for (int s = next.getAndIncrement(); s < n && !context.cancelled(); s = next.getAndIncrement()) {
                        SliceRef slice = stack.slices().get(s);
                        try {
                            slice(s, pixels.frame(slice.sopInstanceUid(), slice.frame()));
                        } catch (IOException | RuntimeException e) {
                            next.set(n);
                            throw e;
                        }
                        context.progress(done.incrementAndGet(), n, "slices");
                    }
                    return null;
                }));
            }
            for (Future<Void> w : workers) {
                ended(w);
            }
        }
        context.checkCancelled();
    }

    private static void ended(Future<Void> worker) throws IOException {
        try {
            worker.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException r -> throw r;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private void slice(int s, Frame frame) throws IOException {
        if (frame.columns() != stack.grid().columns() || frame.rows() != stack.grid().rows()) {
            throw new DicomException("a slice's size differs from its header", -1);
        }
        SliceRef slice = stack.slices().get(s);
        DataSet header = pixels.header(slice.sopInstanceUid());
        boolean tabled = tabled(header);
        if ((tabled ? Volume.SampleType.UINT16 : type(frame.format())) != type) {
            throw new DicomException("the slices of a stack have different sample types", -1);
        }
        if (tabled) {
            boolean signed = header.integer(Tag.PixelRepresentation, 0) == 1;
            mapped(frame, LookupTable.of(header.items(Tag.ModalityLUTSequence).getFirst(), signed), builder.sliceSamples(s));
            return;
        }
        copy(frame, builder.sliceSamples(s));
        ValueTransform t = ValueTransform.of(header, slice.frame());
        builder.rescale(s, t.slope(), t.intercept());
    }

    /// Whether values come from a Modality LUT, whose entries have at most 16 bits.
    private static boolean tabled(DataSet header) {
        return !header.items(Tag.ModalityLUTSequence).isEmpty();
    }

    private static void mapped(Frame f, LookupTable table, MemorySegment into) {
        long n = (long) f.columns() * f.rows();
        for (long i = 0; i < n; i++) {
            into.setAtIndex(ValueLayout.JAVA_SHORT, i, (short) table.at(f.sample(i)));
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
