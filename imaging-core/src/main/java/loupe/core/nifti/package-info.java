/// NIfTI-1 and NIfTI-2 research volumes and truth masks, read into the patient's LPS space.
@NullMarked
package loupe.core.nifti;

import org.jspecify.annotations.NullMarked;
