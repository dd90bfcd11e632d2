package loupe.inference.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/// Numbers in rows, last axis innermost. The buffer is shared, not copied, so that nothing is moved twice.
///
/// @param shape length of each axis
/// @param values as many numbers as the shape holds, from index 0
public record FloatTensor(long[] shape, FloatBuffer values) {
    /// Checks that shape and buffer agree.
    public FloatTensor {
        shape = shape.clone();
        long count = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (count != values.capacity()) {
            throw new IllegalArgumentException("a tensor of " + Arrays.toString(shape) + " holds " + count
                    + " numbers, the buffer has " + values.capacity());
        }
    }

    /// A zeroed tensor in direct memory of native byte order, which the engine reads in place.
    public static FloatTensor direct(long... shape) {
        long bytes = Arrays.stream(shape).reduce(Float.BYTES, Math::multiplyExact);
        ByteBuffer memory = ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
        return new FloatTensor(shape, memory.asFloatBuffer());
    }

    /// Length of each axis (a copy).
    @Override
    public long[] shape() {
        return shape.clone();
    }

    /// Length of one axis.
    public int length(int axis) {
        return Math.toIntExact(shape[axis]);
    }
}
