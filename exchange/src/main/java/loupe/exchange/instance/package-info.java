/// Instances on their way between this machine and another: what is told of them first, and their bytes as a stream.
@NullMarked
package loupe.exchange.instance;

import org.jspecify.annotations.NullMarked;
