/// The workstation window: lock screen, study list, viewer and findings put together.
@NullMarked
package loupe.app.shell;

import org.jspecify.annotations.NullMarked;
