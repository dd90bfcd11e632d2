package loupe.core.broken.other;

/// The other half.
public class OtherHalf {
    Class<?> half = loupe.core.broken.Circle.class;
}
