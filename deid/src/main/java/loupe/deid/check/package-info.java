/// Searches de-identified files for what their sources said of the patient. Shares nothing with the profiles: what
/// counts as identifying is decided here a second time, by VR and by the words of an attribute's keyword.
@NullMarked
package loupe.deid.check;

import org.jspecify.annotations.NullMarked;
