package loupe.core.broken;

/// One of two public types of one name, on purpose.
public record Twin() {}
