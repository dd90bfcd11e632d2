package loupe.core.dicom.codec.jpegls;

import java.io.ByteArrayOutputStream;

/// Writes the bits of a JPEG-LS scan: the byte behind FF carries only seven (ITU-T T.87 A.1). Not thread-safe.
public final class JpegLsSink {
    private final ByteArrayOutputStream out;
    private int current;
    private int free = 8;
    private int last;

    public JpegLsSink(ByteArrayOutputStream out) {
        this.out = out;
    }

    /// Appends the low n bits of a number, up to 31.
    void bits(int value, int n) {
        for (int left = n; left > 0; ) {
            int take = Math.min(left, free);
            int part = value >>> left - take & (1 << take) - 1;
            free -= take;
            current |= part << free;
            left -= take;
            if (free == 0) {
                emit();
            }
        }
    }

    private void emit() {
        out.write(current);
        last = current;
        free = current == 0xff ? 7 : 8;
        current = 0;
    }

    /// Appends a Golomb code word of limited length (T.87 A.5.3).
    void golomb(int mapped, int k, int limit, int quantisedBits) {
        int zeros = mapped >> k;
        int longest = limit - quantisedBits - 1;
        if (zeros < longest) {
            zeros(zeros);
            bits(1, 1);
            bits(mapped & (1 << k) - 1, k);
        } else {
            zeros(longest);
            bits(1, 1);
            bits(mapped - 1, quantisedBits);
        }
    }

    private void zeros(int n) {
        for (int left = n; left > 0; left -= 24) {
            bits(0, Math.min(left, 24));
        }
    }

    /// Fills the last byte; behind FF a byte with its seven bits at zero follows, so that no marker arises.
    public void finish() {
        boolean afterFf = free == 7 && current == 0 && last == 0xff;
        if (free < 8 || afterFf) {
            emit();
        }
        if (last == 0xff) {
            out.write(0);
        }
    }
}
