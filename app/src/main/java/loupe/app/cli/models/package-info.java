/// Commands on models: run, explained, evaluated, governed.
@NullMarked
package loupe.app.cli.models;

import org.jspecify.annotations.NullMarked;
