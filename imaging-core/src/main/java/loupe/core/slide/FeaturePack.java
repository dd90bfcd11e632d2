package loupe.core.slide;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// Features as a few bytes each, exactly as they are: for records, which hold hundreds of thousands. Equal features give equal bytes.
public final class FeaturePack {
    private static final int VERSION = 1;
    private static final int MOST = 1 << 24;
    private static final int MOST_BYTES = 1 << 30;
    private static final int EXACT = 0;
    private static final int SINGLE = 1;

    private FeaturePack() {}

    /// Packs features.
    public static byte[] pack(List<SlideFeature> features) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        Deflater fast = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, fast, 1 << 13))) {
            out.writeByte(VERSION);
            out.writeInt(features.size());
            Map<String, Integer> words = words(features);
            out.writeInt(words.size());
            for (String w : words.keySet()) {
                text(out, w);
            }
            for (SlideFeature f : features) {
                feature(out, f, words);
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        } finally {
            fast.end();
        }
        return bytes.toByteArray();
    }

    private static Map<String, Integer> words(List<SlideFeature> features) {
        Map<String, Integer> out = new LinkedHashMap<>();
        for (SlideFeature f : features) {
            out.putIfAbsent(f.classification(), out.size());
            f.measurements().keySet().forEach(k -> out.putIfAbsent(k, out.size()));
        }
        return out;
    }

    private static void text(DataOutputStream out, String s) throws IOException {
        byte[] utf8 = s.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static void feature(DataOutputStream out, SlideFeature f, Map<String, Integer> words) throws IOException {
        out.writeLong(f.id().getMostSignificantBits());
        out.writeLong(f.id().getLeastSignificantBits());
        out.writeByte(f.type().ordinal());
        out.writeInt(Objects.requireNonNull(words.get(f.classification())));
        outline(out, f.outline());
        out.writeInt(f.measurements().size());
        for (Map.Entry<String, Double> m : f.measurements().entrySet()) {
            out.writeInt(Objects.requireNonNull(words.get(m.getKey())));
            out.writeDouble(m.getValue());
        }
        boolean plain = f.extras().equals(SlideFeature.Extras.NONE);
        out.writeBoolean(plain);
        if (!plain) {
            extras(out, f.extras());
        }
    }

    private static void extras(DataOutputStream out, SlideFeature.Extras e) throws IOException {
        text(out, e.name());
        out.writeInt(e.colour().orElse(-1));
        out.writeBoolean(e.locked());
        out.writeBoolean(e.missing());
        out.writeInt(e.metadata().size());
        for (Map.Entry<String, String> m : e.metadata().entrySet()) {
            text(out, m.getKey());
            text(out, m.getValue());
        }
        out.writeBoolean(e.nucleus().isPresent());
        if (e.nucleus().isPresent()) {
            outline(out, e.nucleus().get());
        }
    }

    private static void outline(DataOutputStream out, FeatureOutline o) throws IOException {
        out.writeByte(o.kind().ordinal());
        boolean single = o.rings().stream().allMatch(FeaturePack::single);
        out.writeByte(single ? SINGLE : EXACT);
        out.writeInt(o.parts().length);
        for (double[][] part : o.parts()) {
            out.writeInt(part.length);
            for (double[] row : part) {
                out.writeInt(row.length);
                for (double v : row) {
                    if (single) {
                        out.writeFloat((float) v);
                    } else {
                        out.writeDouble(v);
                    }
                }
            }
        }
    }

    private static boolean single(double[] row) {
        for (double v : row) {
            if ((float) v != v) {
                return false;
            }
        }
        return true;
    }

    /// Unpacks features.
    ///
    /// @throws IOException if the bytes are damaged or newer than this program
    public static List<SlideFeature> unpack(byte[] pack) throws IOException {
        try (InflaterInputStream packed = new InflaterInputStream(new ByteArrayInputStream(pack))) {
            ByteBuffer in = ByteBuffer.wrap(packed.readNBytes(MOST_BYTES));
            if (in.get() != VERSION) {
                throw new IOException("these objects were kept by a newer version of Loupe");
            }
            int n = count(in);
            List<String> words = new ArrayList<>();
            for (int i = count(in); i > 0; i--) {
                words.add(text(in));
            }
            List<SlideFeature> out = new ArrayList<>(Math.min(n, 1 << 16));
            for (int i = 0; i < n; i++) {
                out.add(feature(in, words));
            }
            return out;
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException e) {
            throw new IOException("the kept objects are damaged", e);
        }
    }

    private static int count(ByteBuffer in) throws IOException {
        int n = in.getInt();
        if (n < 0 || n > MOST) {
            throw new IOException("the kept objects are damaged");
        }
        return n;
    }

    private static String text(ByteBuffer in) throws IOException {
        int n = count(in);
        if (n > in.remaining()) {
            throw new IOException("the kept objects are damaged");
        }
        byte[] utf8 = new byte[n];
        in.get(utf8);
        return new String(utf8, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static SlideFeature feature(ByteBuffer in, List<String> words) throws IOException {
        UUID id = new UUID(in.getLong(), in.getLong());
        SlideFeature.Type type = SlideFeature.Type.values()[in.get()];
        String classification = words.get(in.getInt());
        FeatureOutline outline = outline(in);
        Map<String, Double> measurements = new TreeMap<>();
        for (int i = count(in); i > 0; i--) {
            measurements.put(words.get(in.getInt()), in.getDouble());
        }
        SlideFeature.Extras extras = in.get() != 0 ? SlideFeature.Extras.NONE : extras(in);
        return new SlideFeature(id, type, outline, classification, measurements, extras);
    }

    private static SlideFeature.Extras extras(ByteBuffer in) throws IOException {
        String name = text(in);
        int colour = in.getInt();
        boolean locked = in.get() != 0;
        boolean missing = in.get() != 0;
        Map<String, String> metadata = new TreeMap<>();
        for (int i = count(in); i > 0; i--) {
            String key = text(in);
            metadata.put(key, text(in));
        }
        Optional<FeatureOutline> nucleus = in.get() != 0 ? Optional.of(outline(in)) : Optional.empty();
        return new SlideFeature.Extras(
                name, colour < 0 ? Optional.empty() : Optional.of(colour), locked, missing, metadata, nucleus);
    }

    private static FeatureOutline outline(ByteBuffer in) throws IOException {
        FeatureOutline.Kind kind = FeatureOutline.Kind.values()[in.get()];
        boolean single = in.get() == SINGLE;
        double[][][] parts = new double[few(in)][][];
        for (int p = 0; p < parts.length; p++) {
            parts[p] = new double[few(in)][];
            for (int r = 0; r < parts[p].length; r++) {
                double[] row = new double[few(in)];
                for (int i = 0; i < row.length; i++) {
                    row[i] = single ? in.getFloat() : in.getDouble();
                }
                parts[p][r] = row;
            }
        }
        return FeatureOutline.of(kind, parts);
    }

    private static int few(ByteBuffer in) throws IOException {
        int n = count(in);
        if (n > in.remaining()) {
            throw new IOException("the kept objects are damaged");
        }
        return n;
    }
}
