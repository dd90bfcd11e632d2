/// Everything a person can do by key or palette, with its default key.
@NullMarked
package loupe.app.action;

import org.jspecify.annotations.NullMarked;
