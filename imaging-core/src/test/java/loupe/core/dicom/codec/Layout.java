package loupe.core.dicom.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import loupe.core.dicom.DataSet;
import loupe.core.dicom.Tag;
import loupe.core.dicom.Vr;

/// A phantom laid out in memory in a less usual way: other High Bits with rubbish in the bits left over, planes, 32 bits.
///
/// @param phantom the samples; its own `allocated` is not looked at
/// @param allocated Bits Allocated: 8, 16 or 32
/// @param high High Bit
/// @param planar whether colours lie plane by plane
record Layout(Phantom phantom, int allocated, int high, boolean planar) {
    DataSet dataSet() {
        int unit = allocated / 8;
        int n = phantom.columns() * phantom.rows();
        ByteBuffer bytes =
                ByteBuffer.allocate(n * phantom.samples() * unit).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n * phantom.samples(); i++) {
            int channel = planar ? i / n : i % phantom.samples();
            int pixel = planar ? i % n : i / phantom.samples();
            put(bytes, word(phantom.value(pixel % phantom.columns(), pixel / phantom.columns(), channel), i));
        }
        return phantom.dataSet().toBuilder()
                .put(Tag.BitsAllocated, Vr.US, allocated)
                .put(Tag.HighBit, Vr.US, high)
                .put(Tag.PlanarConfiguration, Vr.US, planar ? 1 : 0)
                .put(Tag.PixelData, unit == 1 ? Vr.OB : Vr.OW, bytes.array())
                .build();
    }

    private int word(int value, int i) {
        long mask = (1L << phantom.stored()) - 1;
        int low = high - phantom.stored() + 1;
        long rubbish = (0x9E3779B9L * (i + 1)) & ~(mask << low);
        return (int) ((value & mask) << low | rubbish);
    }

    private void put(ByteBuffer b, int word) {
        switch (allocated) {
            case 8 -> b.put((byte) word);
            case 16 -> b.putShort((short) word);
            default -> b.putInt(word);
        }
    }
}
