package org.terracecache.layer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.terracecache.bus.Coherence;
import org.terracecache.bus.NodeSettings;
import org.terracecache.entry.Buckets;
import org.terracecache.remote.RemoteStore;
import org.terracecache.remote.Request;

/** A node whose store keeps what it is asked until a test answers it, and where what is due later waits until a test runs it. */
final class AskedNode {
    static final RemoteTerms TERMS = new RemoteTerms("numbers", true, 1_000, 1_000);

    final Deque<Request<?>> asked = new ArrayDeque<>();
    final List<Runnable> later = new ArrayList<>();
    final Node node;

    AskedNode(int buckets) {
        RemoteStore store = new RemoteStore() {
            @Override
            public void execute(List<? extends Request<?>> requests) {
                asked.addAll(requests);
            }

            @Override
            public void close() {}
        };
        Replicas replicas = new Replicas();
        node = new Node(
                store,
                new Coherence(new NodeSettings("node", buckets, 1_000), replicas, signal -> {}, 0),
                replicas,
                new Buckets(buckets),
                () -> 1,
                (cache, operation, failure) -> {},
                (nanos, task) -> later.add(task));
    }
}
