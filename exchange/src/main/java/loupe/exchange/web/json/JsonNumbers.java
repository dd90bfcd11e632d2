package loupe.exchange.web.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import loupe.core.dicom.Vr;

/// Numbers of a text to their binary form. Whole numbers must fit their VR; what has more digits than a float keeps its nearest.
final class JsonNumbers {
    private static final int LONGEST = 400;
    private static final int MOST_DIGITS_BEFORE_POINT = 40;

    private JsonNumbers() {}

    /// Little endian bytes of the values of a binary VR; empty ones have none.
    ///
    /// @throws DicomJsonException if one is no number of the VR
    static byte[] bytes(Vr vr, List<String> all) throws DicomJsonException {
        List<String> values = all.stream().filter(v -> !v.isBlank()).toList();
        int unit = vr == Vr.AT ? 4 : vr.unitBytes();
        ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(values.size(), unit)).order(ByteOrder.LITTLE_ENDIAN);
        for (String v : values) {
            try {
                put(vr, v.strip(), out);
            } catch (NumberFormatException | ArithmeticException e) {
                throw new DicomJsonException("a value of VR " + vr + " is no number it can hold", e);
            }
        }
        return out.array();
    }

    private static void put(Vr vr, String v, ByteBuffer out) throws DicomJsonException {
        switch (vr) {
            case AT -> {
                int tag = Integer.parseUnsignedInt(v, 16);
                out.putShort((short) (tag >>> 16)).putShort((short) tag);
            }
            case US -> out.putShort((short) whole(v, 0, 0xffff));
            case SS -> out.putShort((short) whole(v, Short.MIN_VALUE, Short.MAX_VALUE));
            case UL -> out.putInt((int) whole(v, 0, 0xffffffffL));
            case SL -> out.putInt((int) whole(v, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case SV -> out.putLong(whole(v, Long.MIN_VALUE, Long.MAX_VALUE));
            case UV -> out.putLong(unsigned(v));
            case FL -> out.putFloat((float) real(v));
            case FD -> out.putDouble(real(v));
            default -> throw new DicomJsonException("a value of VR " + vr + " must be InlineBinary");
        }
    }

    private static BigInteger integer(String v) {
        if (v.length() > LONGEST) {
            throw new NumberFormatException();
        }
        BigDecimal d = new BigDecimal(v);
        if (d.precision() - (long) d.scale() > MOST_DIGITS_BEFORE_POINT || d.scale() > LONGEST) {
            throw new NumberFormatException();
        }
        return d.toBigIntegerExact();
    }

    private static long whole(String v, long least, long most) {
        long n = integer(v).longValueExact();
        if (n < least || n > most) {
            throw new NumberFormatException();
        }
        return n;
    }

    private static long unsigned(String v) {
        BigInteger n = integer(v);
        if (n.signum() < 0 || n.bitLength() > 64) {
            throw new NumberFormatException();
        }
        return n.longValue();
    }

    /// `NaN` and infinities stand as texts (PS3.18 F.2.3).
    private static double real(String v) {
        return switch (v) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                if (v.length() > LONGEST) {
                    throw new NumberFormatException();
                }
                yield Double.parseDouble(v);
            }
        };
    }
}
