package loupe.deid.broken;

/// deid that knows a sibling.
class KnowsSibling {
    Class<?> sibling = loupe.store.Store.class;
}
