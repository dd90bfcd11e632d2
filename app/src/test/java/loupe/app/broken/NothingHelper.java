package loupe.app.broken;

/// A name that says nothing.
class NothingHelper {}
