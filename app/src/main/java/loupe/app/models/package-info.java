/// The models of the site in the window: cards, who decided what about which version, trust, retirement and rollback.
@NullMarked
package loupe.app.models;

import org.jspecify.annotations.NullMarked;
