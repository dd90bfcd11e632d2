/// Outlines that follow what a picture shows: livewire and level tracing.
@NullMarked
package loupe.core.segment.operation.outline;

import org.jspecify.annotations.NullMarked;
