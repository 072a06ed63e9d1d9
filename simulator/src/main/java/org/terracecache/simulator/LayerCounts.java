package org.terracecache.simulator;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.terracecache.Hub;
import org.terracecache.event.Hit;
import org.terracecache.event.Miss;
import org.terracecache.spi.ListenerOptions;

/** Counts hits and misses at the hub of each layer. Once subscribed, safe for use by many threads. */
final class LayerCounts {
    private final SortedMap<String, Layer> layers = new TreeMap<>();

    private record Layer(LongAdder hits, LongAdder misses) {
        Ratio ratio() {
            return new Ratio(hits.sum(), misses.sum());
        }
    }

    void subscribe(String name, Hub<?, ?> hub, ListenerOptions options) {
        Layer layer = new Layer(new LongAdder(), new LongAdder());
        layers.put(name, layer);
        hub.on(Hit.type(), hit -> layer.hits.increment(), options);
        hub.on(Miss.type(), miss -> layer.misses.increment(), options);
    }

    Map<String, Ratio> snapshot() {
        SortedMap<String, Ratio> snapshot = new TreeMap<>();
        layers.forEach((name, layer) -> snapshot.put(name, layer.ratio()));
        return snapshot;
    }
}
