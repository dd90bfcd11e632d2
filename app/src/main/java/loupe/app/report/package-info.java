/// The report in the window: its sentences, what they speak of, and the reader's words.
@NullMarked
package loupe.app.report;

import org.jspecify.annotations.NullMarked;
