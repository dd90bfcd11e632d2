/// Headers to series and stacks: where and when each frame lies, and a stack's frames into a volume.
@NullMarked
package loupe.core.dicom.series;

import org.jspecify.annotations.NullMarked;
