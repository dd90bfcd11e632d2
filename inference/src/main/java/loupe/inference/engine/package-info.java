/// ONNX Runtime, and the only place that knows it: sessions, direct buffers, cancel.
@NullMarked
package loupe.inference.engine;

import org.jspecify.annotations.NullMarked;
