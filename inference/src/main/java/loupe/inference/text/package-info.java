/// Text in pixels: places that look like it, and what reads there (PP-OCRv3).
@NullMarked
package loupe.inference.text;

import org.jspecify.annotations.NullMarked;
