package loupe.exchange.broken;

/// exchange that knows the store.
class KnowsSibling {
    Class<?> sibling = loupe.store.Store.class;
}
