/// The list of studies: its lines and columns, filters, saved views, and who has which study in hand.
@NullMarked
package loupe.app.browser;

import org.jspecify.annotations.NullMarked;
