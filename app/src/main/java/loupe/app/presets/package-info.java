/// Window presets: chosen by number, changed in a sheet.
@NullMarked
package loupe.app.presets;

import org.jspecify.annotations.NullMarked;
