package loupe.exchange.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import loupe.exchange.instance.InstanceHead;
import loupe.exchange.instance.InstanceSink;

/// A sink that keeps what it is given, by SOP Instance UID.
public final class KeptInMemory implements InstanceSink {
    public final Map<String, byte[]> files = new ConcurrentSkipListMap<>();

    @Override
    public Taken take(InstanceHead head, String from, InputStream file) throws IOException {
        files.put(head.sopInstanceUid(), file.readAllBytes());
        return Taken.STORED;
    }
}
