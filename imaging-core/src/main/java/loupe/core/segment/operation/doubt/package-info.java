/// Where to look next: doubtful borders and places in which two masks differ.
@NullMarked
package loupe.core.segment.operation.doubt;

import org.jspecify.annotations.NullMarked;
