/// Joins the modules by constructor; knows no toolkit.
@NullMarked
package loupe.app.wiring;

import org.jspecify.annotations.NullMarked;
