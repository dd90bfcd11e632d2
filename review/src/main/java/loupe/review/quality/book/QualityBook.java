package loupe.review.quality.book;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import loupe.core.encoding.Encoding;
import loupe.review.ReviewException;
import loupe.store.Store;
import loupe.store.journal.SiteKind;
import loupe.store.journal.SiteObject;

/// Keeps samples and what was done about their items, encrypted in the store, every version of it.
///
/// @param store where they are kept
public record QualityBook(Store store) {
    private static final String SAMPLE = "quality-sample";
    private static final String WORK = "quality-work";
    private static final int VERSION = 1;

    private static String name(int sample) {
        return "sample-" + sample;
    }

    private static String name(ItemName item) {
        return "work-" + item.sample() + "-" + item.number();
    }

    /// How many samples there are.
    ///
    /// @throws IOException if the store fails or the account may not
    public int samples() throws IOException {
        Set<String> names = new HashSet<>();
        for (SiteObject o : store.listSite(SiteKind.QUALITY)) {
            if (o.name().startsWith("sample-")) {
                names.add(o.name());
            }
        }
        return names.size();
    }

    /// All samples, in order of drawing.
    ///
    /// @throws IOException if the store fails or the account may not
    public List<QualitySample> all() throws IOException {
        List<QualitySample> out = new ArrayList<>();
        int count = samples();
        for (int n = 1; n <= count; n++) {
            out.add(sample(n));
        }
        return out;
    }

    /// A sample.
    ///
    /// @throws ReviewException where there is none of that number
    /// @throws IOException if the store fails or the account may not
    public QualitySample sample(int number) throws IOException {
        Optional<byte[]> kept = store.site(SiteKind.QUALITY, name(number));
        if (kept.isEmpty()) {
            throw new ReviewException("there is no sample of that number; `loupe quality report` shows all");
        }
        return Encoding.decode(kept.get(), SAMPLE, VERSION, QualitySample.class);
    }

    /// Keeps a sample.
    ///
    /// @throws IOException if the store fails or the account may not
    public void keep(QualitySample sample) throws IOException {
        store.putSite(SiteKind.QUALITY, name(sample.number()), Encoding.encode(SAMPLE, VERSION, sample));
    }

    /// An item.
    ///
    /// @throws ReviewException where there is none of that name
    /// @throws IOException if the store fails or the account may not
    public SampledItem item(ItemName item) throws IOException {
        QualitySample sample = sample(item.sample());
        if (item.number() > sample.items().size()) {
            throw new ReviewException("sample " + item.sample() + " has " + sample.items().size() + " items");
        }
        return sample.items().get(item.number() - 1);
    }

    /// What was done about an item; empty where nobody took it.
    ///
    /// @throws IOException if the store fails or the account may not
    public Optional<ItemWork> work(ItemName item) throws IOException {
        Optional<byte[]> kept = store.site(SiteKind.QUALITY, name(item));
        return kept.isEmpty() ? Optional.empty() : Optional.of(Encoding.decode(kept.get(), WORK, VERSION, ItemWork.class));
    }

    /// Keeps what was done about an item.
    ///
    /// @throws IOException if the store fails or the account may not
    public void keep(ItemName item, ItemWork work) throws IOException {
        store.putSite(SiteKind.QUALITY, name(item), Encoding.encode(WORK, VERSION, work));
    }
}
