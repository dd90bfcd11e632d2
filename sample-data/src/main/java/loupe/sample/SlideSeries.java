package loupe.sample;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Element;
import loupe.core.dicom.Tag;
import loupe.core.dicom.TransferSyntax;
import loupe.core.dicom.Vr;
import loupe.core.dicom.codec.PixelEncoder;
import loupe.core.image.Frame;

/// A slide's pictures as VL Whole Slide Microscopy instances, tiled and encoded.
final class SlideSeries {
    static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.77.1.6";
    static final int TILE = 256;

    private final Identity identity;
    private final Identity.Place place;
    private final Shared shared;
    private final boolean lossless;

    /// What all pictures of a slide have in common.
    ///
    /// @param frameOfReference UID of the slide's coordinates
    /// @param dimensions UID of the order of tiles
    /// @param specimen UID of the piece of tissue
    record Shared(String frameOfReference, String dimensions, String specimen) {}

    /// @param lossless whether tiles are coded as JPEG-LS, else as baseline JPEG as scanners do
    SlideSeries(Identity identity, Identity.Place place, Shared shared, boolean lossless) {
        this.identity = identity;
        this.place = place;
        this.shared = shared;
        this.lossless = lossless;
    }

    TransferSyntax syntax() {
        return TransferSyntax.of(lossless ? TransferSyntax.JPEG_LS_LOSSLESS : TransferSyntax.JPEG_BASELINE);
    }

    /// A picture of the slide.
    ///
    /// @param flavour third value of Image Type
    /// @param rgb 0xRRGGBB, row by row
    /// @param width pixels across
    /// @param height pixels down
    /// @param um micrometres a pixel
    record Picture(String flavour, int[] rgb, int width, int height, double um) {
        /// Half as large; each pixel the mean of four.
        Picture halved() {
            int w = Math.max(1, width / 2);
            int h = Math.max(1, height / 2);
            int[] out = new int[w * h];
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    int value = 0;
                    for (int shift = 16; shift >= 0; shift -= 8) {
                        int sum = at(2 * x, 2 * y, shift) + at(2 * x + 1, 2 * y, shift)
                                + at(2 * x, 2 * y + 1, shift) + at(2 * x + 1, 2 * y + 1, shift);
                        value |= (sum + 2) / 4 << shift;
                    }
                    out[y * w + x] = value;
                }
            }
            return new Picture(flavour, out, w, h, um * 2);
        }

        private int at(int x, int y, int shift) {
            return rgb[Math.min(y, height - 1) * width + Math.min(x, width - 1)] >> shift & 0xff;
        }
    }

    DataSet instance(Picture p, String sopInstance, int number) throws IOException {
        boolean tiled = p.flavour.equals("VOLUME");
        boolean labelled = p.flavour.equals("LABEL") || p.flavour.equals("OVERVIEW");
        int tileWidth = tiled ? TILE : p.width;
        int tileHeight = tiled ? TILE : p.height;
        int frames = Math.ceilDiv(p.width, tileWidth) * Math.ceilDiv(p.height, tileHeight);
        Attributes a = identity.attributes(place, SOP_CLASS, sopInstance);
        a.open("ImageType", type(p, number))
                .open("SeriesNumber", "1")
                .open("InstanceNumber", Integer.toString(number))
                .open("VolumetricProperties", "VOLUME")
                .open("SpecimenLabelInImage", labelled ? "YES" : "NO")
                .open("BurnedInAnnotation", labelled ? "YES" : "NO")
                .open("FocusMethod", "AUTO")
                .open("ExtendedDepthOfField", "NO")
                .open("DimensionOrganizationType", "TILED_FULL")
                .items("DimensionOrganizationSequence", a.item().secret("DimensionOrganizationUID", shared.dimensions))
                .items("AcquisitionContextSequence")
                .secret("AcquisitionDateTime", identity.day(place) + "101533")
                .open("LossyImageCompression", lossless ? "00" : "01")
                .secret("FrameOfReferenceUID", shared.frameOfReference)
                .open("PositionReferenceIndicator", "SLIDE_CORNER")
                .open("NumberOfFrames", Integer.toString(frames))
                .number("TotalPixelMatrixColumns", Vr.UL, p.width)
                .number("TotalPixelMatrixRows", Vr.UL, p.height)
                .number("TotalPixelMatrixFocalPlanes", Vr.UL, 1)
                .number("NumberOfOpticalPaths", Vr.UL, 1)
                .number("ImagedVolumeWidth", Vr.FL, p.width * p.um / 1000)
                .number("ImagedVolumeHeight", Vr.FL, p.height * p.um / 1000)
                .number("ImagedVolumeDepth", Vr.FL, 1);
        if (!lossless) {
            a.open("LossyImageCompressionRatio", "10").open("LossyImageCompressionMethod", "ISO_10918_1");
        }
        String container = "S24-" + sopInstance.substring(sopInstance.length() - 6);
        specimen(a, container);
        if (labelled) {
            a.secret("LabelText", container).secret("BarcodeValue", container);
        }
        groups(a, p, number);
        DataSet.Builder b = a.build().toBuilder();
        pixels(b, tileWidth, tileHeight);
        return b.put(fragments(p, tileWidth, tileHeight)).build();
    }

    private void specimen(Attributes a, String container) {
        a.secret("ContainerIdentifier", container)
                .items("IssuerOfTheContainerIdentifierSequence")
                .items("ContainerTypeCodeSequence", code(a, "433466003", "SCT", "Microscope slide"))
                .items("SpecimenDescriptionSequence", a.item()
                        .secret("SpecimenIdentifier", container + "-A1")
                        .items("IssuerOfTheSpecimenIdentifierSequence")
                        .secret("SpecimenUID", shared.specimen)
                        .items("SpecimenPreparationSequence"));
    }

    private static Attributes code(Attributes a, String value, String scheme, String meaning) {
        return a.item().open("CodeValue", value).open("CodingSchemeDesignator", scheme).open("CodeMeaning", meaning);
    }

    private static void groups(Attributes a, Picture p, int number) {
        String mm = String.format(java.util.Locale.ROOT, "%.7f", p.um / 1000);
        a.items("OpticalPathSequence", a.item()
                        .open("OpticalPathIdentifier", "1")
                        .open("OpticalPathDescription", "Brightfield")
                        .bytes("ICCProfile", ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                        .open("ColorSpace", "SRGB")
                        .items("IlluminationTypeCodeSequence", code(a, "111744", "DCM", "Brightfield illumination"))
                        .items("IlluminationColorCodeSequence", code(a, "414298005", "SCT", "Full Spectrum")))
                .items("TotalPixelMatrixOriginSequence", a.item()
                        .open("XOffsetInSlideCoordinateSystem", "20")
                        .open("YOffsetInSlideCoordinateSystem", "40"))
                .items("SharedFunctionalGroupsSequence", a.item()
                        .items("PixelMeasuresSequence", a.item()
                                .open("PixelSpacing", mm, mm)
                                .open("SliceThickness", "0.001"))
                        .items("WholeSlideMicroscopyImageFrameTypeSequence", a.item()
                                .open("FrameType", type(p, number))));
        a.open("ImageOrientationSlide", "0", "-1", "0", "-1", "0", "0");
    }

    private static String[] type(Picture p, int number) {
        return new String[] {"ORIGINAL", "PRIMARY", p.flavour, number == 1 ? "NONE" : "RESAMPLED"};
    }

    private void pixels(DataSet.Builder b, int columns, int rows) {
        b.put(Tag.SamplesPerPixel, Vr.US, 3)
                .put(Tag.PhotometricInterpretation, Vr.CS, lossless ? "RGB" : "YBR_FULL_422")
                .put(Tag.PlanarConfiguration, Vr.US, 0)
                .put(Tag.Rows, Vr.US, rows)
                .put(Tag.Columns, Vr.US, columns)
                .put(Tag.BitsAllocated, Vr.US, 8)
                .put(Tag.BitsStored, Vr.US, 8)
                .put(Tag.HighBit, Vr.US, 7)
                .put(Tag.PixelRepresentation, Vr.US, 0);
    }

    private Element fragments(Picture p, int tileWidth, int tileHeight) throws IOException {
        List<MemorySegment> out = new ArrayList<>();
        for (int y = 0; y < p.height; y += tileHeight) {
            for (int x = 0; x < p.width; x += tileWidth) {
                BufferedImage tile = new BufferedImage(tileWidth, tileHeight, BufferedImage.TYPE_INT_RGB);
                for (int r = 0; r < tileHeight; r++) {
                    for (int c = 0; c < tileWidth; c++) {
                        boolean in = y + r < p.height && x + c < p.width;
                        tile.setRGB(c, r, in ? p.rgb[(y + r) * p.width + x + c] : 0xffffff);
                    }
                }
                out.add(MemorySegment.ofArray(encoded(tile)));
            }
        }
        return new Element.Fragments(Tag.PixelData, Vr.OB, MemorySegment.ofArray(new byte[0]), out);
    }

    private byte[] encoded(BufferedImage tile) throws IOException {
        byte[] out;
        if (lossless) {
            byte[] samples = new byte[3 * tile.getWidth() * tile.getHeight()];
            for (int i = 0; i < samples.length / 3; i++) {
                int rgb = tile.getRGB(i % tile.getWidth(), i / tile.getWidth());
                samples[3 * i] = (byte) (rgb >> 16);
                samples[3 * i + 1] = (byte) (rgb >> 8);
                samples[3 * i + 2] = (byte) rgb;
            }
            out = PixelEncoder.jpegLs(
                    new Frame(tile.getWidth(), tile.getHeight(), 3, Frame.Format.U8, MemorySegment.ofArray(samples)), 8);
        } else {
            ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
            ImageIO.write(tile, "jpeg", jpeg);
            out = jpeg.toByteArray();
        }
        return out.length % 2 == 0 ? out : java.util.Arrays.copyOf(out, out.length + 1);
    }
}
