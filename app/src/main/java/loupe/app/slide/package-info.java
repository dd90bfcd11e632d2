/// The slide view: deep zoom, the navigator, the objects on the slide and the tools that correct them.
@NullMarked
package loupe.app.slide;

import org.jspecify.annotations.NullMarked;
