package loupe.core.fuzz;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.DicomCursor;
import loupe.core.dicom.DicomException;
import loupe.core.dicom.DicomFile;
import loupe.core.dicom.DicomReader;
import loupe.core.dicom.Limits;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.codec.EncodedFrames;
import loupe.core.dicom.codec.PixelDecoder;
import loupe.core.dicom.codec.PixelDescription;
import loupe.core.dicom.codec.WholeFrames;
import loupe.core.dicom.display.DisplayImage;
import loupe.core.dicom.display.FileWindow;
import loupe.core.dicom.object.MeasurementReport;
import loupe.core.dicom.object.SegFile;
import loupe.core.dicom.series.Headers;
import loupe.core.image.Frame;
import loupe.core.image.RasterImage;
import loupe.core.image.ValueWindow;
import loupe.core.image.Volume;
import loupe.core.nifti.NiftiException;
import loupe.core.nifti.NiftiReader;
import loupe.core.render.LayerStack;
import loupe.core.render.RenderRequest;
import loupe.core.render.SliceRenderer;
import loupe.core.render.Viewport;

/// What hostile bytes are given to. Each may end well or with a typed exception; anything else is a finding.
public enum FuzzTarget {
    /// The element cursor, in each uncompressed syntax.
    CURSOR {
        @Override
        void run(byte[] b) throws IOException {
            TransferSyntax syntax = b.length == 0 || (b[0] & 1) == 0 ? TransferSyntax.EXPLICIT_LE : TransferSyntax.IMPLICIT_LE;
            DicomCursor c = new DicomCursor(MemorySegment.ofArray(b), Math.min(1, b.length), 0, syntax, SMALL);
            while (c.next() != DicomCursor.Event.END) {
                if (c.offset() > b.length) {
                    throw new IllegalStateException("the cursor stands behind the end");
                }
            }
        }
    },
    /// A whole file: reader, headers, first frame, picture.
    FILE {
        @Override
        void run(byte[] b) throws IOException {
            DicomFile f = new DicomReader(SMALL).read(MemorySegment.ofArray(b));
            Headers.series(List.of(f.data()));
            if (EncodedFrames.present(f.data())) {
                EncodedFrames frames = EncodedFrames.of(f.data(), f.syntax());
                if (frames.description().samplesPerFrame() < MOST_SAMPLES) {
                    Frame frame = PixelDecoder.decode(frames, f.syntax(), 0);
                    DisplayImage.of(frame, f.data(), 0);
                }
            }
        }
    },
    /// RLE frames.
    RLE {
        @Override
        void run(byte[] b) throws IOException {
            frame(b, TransferSyntax.RLE);
        }
    },
    /// Baseline JPEG.
    JPEG {
        @Override
        void run(byte[] b) throws IOException {
            frame(b, TransferSyntax.JPEG_BASELINE);
        }
    },
    /// Extended JPEG by our decoder.
    JPEG_EXTENDED {
        @Override
        void run(byte[] b) throws IOException {
            frame(b, TransferSyntax.JPEG_EXTENDED);
        }
    },
    /// Lossless JPEG.
    JPEG_LOSSLESS {
        @Override
        void run(byte[] b) throws IOException {
            frame(b, TransferSyntax.JPEG_LOSSLESS);
        }
    },
    /// JPEG-LS.
    JPEG_LS {
        @Override
        void run(byte[] b) throws IOException {
            frame(b, TransferSyntax.JPEG_LS_LOSSLESS);
        }
    },
    /// JPEG 2000 and HTJ2K, decoded natively.
    JPEG_2000 {
        @Override
        void run(byte[] b) throws IOException {
            frame(b, TransferSyntax.JPEG_2000);
        }
    },
    /// A media directory.
    DICOMDIR {
        @Override
        void run(byte[] b) throws IOException {
            DicomFile f = new DicomReader(SMALL).read(MemorySegment.ofArray(b));
            if (f.isDirectory()) {
                f.data().items(Tag.DirectoryRecordSequence).forEach(r -> r.strings(Tag.ReferencedFileID));
            }
        }
    },
    /// NIfTI volumes.
    NIFTI {
        @Override
        void run(byte[] b) throws IOException {
            try (Volume v = NiftiReader.volume(MemorySegment.ofArray(b))) {
                v.value(0, 0, 0);
            } catch (NiftiException e) {
                throw new DicomException("no NIfTI", -1);
            }
        }
    },
    /// Segmentations.
    SEG {
        @Override
        void run(byte[] b) throws IOException {
            DicomFile f = new DicomReader(SMALL).read(MemorySegment.ofArray(b));
            if (f.data().integer(Tag.Rows, 0) * (long) f.data().integer(Tag.Columns, 0) < MOST_SAMPLES) {
                SegFile.of(f.data(), f.syntax()).segmentation();
            }
        }
    },
    /// Structured reports.
    SR {
        @Override
        void run(byte[] b) throws IOException {
            MeasurementReport.of(new DicomReader(SMALL).read(MemorySegment.ofArray(b)).data());
        }
    },
    /// What is whole of a file cut short: as many frames as are claimed, and no more than the file says.
    WHOLE_FRAMES {
        @Override
        void run(byte[] b) throws IOException {
            DicomFile f = new DicomReader(SMALL).read(MemorySegment.ofArray(b));
            if (!f.truncated()) {
                return;
            }
            WholeFrames kept = WholeFrames.of(f);
            EncodedFrames frames = EncodedFrames.of(kept.data(), f.syntax());
            if (kept.frames() < 1 || kept.frames() > kept.of() || frames.count() != kept.frames()) {
                throw new IllegalStateException(
                        kept.frames() + " of " + kept.of() + " frames are kept, and " + frames.count() + " are there");
            }
            if (frames.description().samplesPerFrame() < MOST_SAMPLES) {
                PixelDecoder.decode(frames, f.syntax(), kept.frames() - 1);
            }
        }
    },
    /// Windows, sigmoids and tables, from the elements of a header: every finite value has a brightness from 0 to 1.
    VOI {
        @Override
        void run(byte[] b) throws IOException {
            DataSet header = new DicomReader(SMALL).readBare(MemorySegment.ofArray(b), TransferSyntax.EXPLICIT_LE);
            for (int frame = 0; frame < 2; frame++) {
                for (FileWindow offered : FileWindow.of(header, frame)) {
                    shown(offered.window());
                }
            }
        }

        private static void shown(ValueWindow window) {
            float[] values = {-Float.MAX_VALUE, -70_000, -1024.5f, -1, 0, 0.5f, 255, 4095, 70_000, Float.MAX_VALUE};
            for (float v : values) {
                double brightness = window.brightness(v);
                if (!(brightness >= 0 && brightness <= 1)) {
                    throw new IllegalStateException("the brightness of " + v + " is " + brightness);
                }
            }
            RasterImage.Gray row = new RasterImage.Gray(values.length, 1, values, false);
            Viewport whole = Viewport.fit(values.length, 1, values.length, 1, 1, 1);
            SliceRenderer.render(new RenderRequest(row, 0, window, false, whole, LayerStack.none()), new int[values.length]);
        }
    };

    private static final Limits SMALL = new Limits(64, 100_000, 16L << 20, 1_100);
    private static final long MOST_SAMPLES = 1 << 20;

    /// Runs the target.
    ///
    /// @throws IOException where the bytes are refused
    abstract void run(byte[] bytes) throws IOException;

    /// The first five bytes describe the pixels, the rest is the stream.
    private static void frame(byte[] b, String syntax) throws IOException {
        if (b.length < 5) {
            return;
        }
        boolean wide = (b[0] & 1) != 0;
        int allocated = wide ? 16 : 8;
        DataSet d = DataSet.builder()
                .put(Tag.Rows, Vr.US, 1 + ((b[1] & 0xff) << 1))
                .put(Tag.Columns, Vr.US, 1 + ((b[2] & 0xff) << 1))
                .put(Tag.SamplesPerPixel, Vr.US, (b[0] & 2) != 0 ? 3 : 1)
                .put(Tag.PhotometricInterpretation, Vr.CS, (b[0] & 2) != 0 ? "RGB" : "MONOCHROME2")
                .put(Tag.BitsAllocated, Vr.US, allocated)
                .put(Tag.BitsStored, Vr.US, 1 + (b[3] & 0xff) % allocated)
                .put(Tag.HighBit, Vr.US, (b[3] & 0xff) % allocated)
                .put(Tag.PixelRepresentation, Vr.US, b[4] & 1)
                .build();
        byte[] stream = java.util.Arrays.copyOfRange(b, 5, b.length);
        Frame f = PixelDecoder.decode(new PixelDecoder.EncodedFrame(
                PixelDescription.of(d), TransferSyntax.of(syntax), MemorySegment.ofArray(stream), false, 0));
        if (f.samples().byteSize() == 0) {
            throw new IllegalStateException("a frame without samples");
        }
    }

    /// Five bytes that describe a data set's pixels, to begin a seed with.
    static byte[] describing(PixelDescription p) {
        return new byte[] {
            (byte) ((p.bitsAllocated() > 8 ? 1 : 0) | (p.samplesPerPixel() == 3 ? 2 : 0)),
            (byte) (p.rows() - 1 >> 1), (byte) (p.columns() - 1 >> 1), (byte) (p.bitsStored() - 1),
            (byte) (p.signed() ? 1 : 0)
        };
    }

    /// The target's name as a folder.
    String folder() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
