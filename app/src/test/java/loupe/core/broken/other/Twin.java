package loupe.core.broken.other;

/// One of two public types of one name, on purpose.
public record Twin() {}
