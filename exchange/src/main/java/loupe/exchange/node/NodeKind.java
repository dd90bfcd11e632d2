package loupe.exchange.node;

/// What a node is to this machine, and so what may be sent to it.
public enum NodeKind {
    /// It holds patients under their own names: what returns to it carries them again, put on in memory only.
    CLINICAL,
    /// It holds no names: what is sent to it is pseudonymous, as stored.
    RESEARCH,
    /// Nothing is asked of it and nothing sent to it.
    OFF
}
