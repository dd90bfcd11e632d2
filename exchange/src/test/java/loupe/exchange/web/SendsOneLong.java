package loupe.exchange.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import loupe.core.work.JobContext;
import loupe.exchange.instance.InstanceSink.Taken;
import loupe.exchange.node.WebAddress;
import loupe.exchange.web.client.WebLimits;
import loupe.exchange.web.client.WebPeer;
import loupe.exchange.web.receiver.ReceiverTerms;
import loupe.exchange.web.receiver.WebReceiver;

/// Sends one long instance to a receiver in the same process, whose heap is set by whoever starts it. Prints how many bytes came.
public final class SendsOneLong {
    private SendsOneLong() {}

    /// @param arguments bytes of the instance
    public static void main(String[] arguments) throws Exception {
        long[] came = new long[1];
        try (WebReceiver r = WebReceiver.start(ReceiverTerms.local(0), (head, from, file) -> {
                    byte[] buffer = new byte[1 << 16];
                    for (int n = file.read(buffer); n >= 0; n = file.read(buffer)) {
                        came[0] += n;
                    }
                    return Taken.STORED;
                });
                WebPeer peer = new WebPeer(
                        WebAddress.at(URI.create("http://127.0.0.1:" + r.port() + "/dicom-web"), new WebAddress.Login.None(),
                                Optional.empty()),
                        WebLimits.USUAL,
                        RandomGenerator.of("L64X128MixRandom"))) {
            boolean stored = peer.send(List.of(new LongInstance(Long.parseLong(arguments[0]))), JobContext.unattended())
                    .getFirst()
                    .stored();
            System.out.println((stored ? "stored " : "not stored ") + came[0]);
        }
    }
}
