package loupe.inference.broken;

/// inference that knows a sibling.
class KnowsSibling {
    Class<?> sibling = loupe.deid.Deidentifier.class;
}
