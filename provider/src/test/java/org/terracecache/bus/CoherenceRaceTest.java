package org.terracecache.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;
import org.terracecache.simulation.ViolationException;

/**
 * Real threads on two nodes: readers, writers, a clear now and then, evictions, and a thread per node that hears the bus. No
 * operation shows an older version than one that ended on its node before it began, and what is served in the end is the truth.
 */
class CoherenceRaceTest {
    private static final long SEED = Long.getLong("terrace.race.seed", System.nanoTime());
    private static final int THREADS = 3;
    private static final int OPERATIONS = 15_000;
    private static final int KEYS = 4;
    private static final long LEASE = 1_000_000_000L;
    private static final long NOW = 5;
    private static final byte[] END = new byte[0];

    private final Store store = new Store();
    private final List<Node> nodes = List.of(new Node("a"), new Node("b"));

    @Test
    void operations_manyThreadsOnTwoNodes_neverGoBack() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<Void>> buses = new ArrayList<>();
            List<Future<Void>> workers = new ArrayList<>();
            for (Node node : nodes) {
                node.connect();
                buses.add(threads.submit(node::hear));
                for (int i = 0; i < THREADS; i++) {
                    workers.add(threads.submit(node.worker(SEED + workers.size())));
                }
            }
            for (Future<Void> worker : workers) {
                worker.get();
            }
            nodes.forEach(node -> node.arriving.add(END));
            for (Future<Void> bus : buses) {
                bus.get();
            }
            nodes.forEach(Node::checkAll);
        } finally {
            threads.shutdownNow();
        }
    }

    private static KeyBytes key(int number) {
        return KeyBytes.of(new byte[] {(byte) number});
    }

    /**
     * What the store answered.
     *
     * @param order the place of the mutation that the answer shows
     */
    private record Reply(Answer.Kind kind, ReplyHead head, Version version, long order) {
        Answer answer() {
            return new Answer(kind, version);
        }
    }

    /** One bucket; every call is one step. The version of a key that is absent is that of the clear. */
    private final class Store {
        private final long[] versions = new long[KEYS];
        private final boolean[] present = new boolean[KEYS];
        private Version last = Version.NONE;

        synchronized Reply read(int key) {
            Answer.Kind kind = present[key] ? Answer.Kind.FOUND : Answer.Kind.ABSENT;
            Version version = present[key] ? new Version(versions[key], versions[key]) : last;
            return reply(kind, version, versions[key]);
        }

        synchronized Reply write(String origin, int key) {
            Version version = publish(MessageType.WRITTEN, List.of(key(key)), origin);
            versions[key] = version.number();
            present[key] = true;
            return reply(Answer.Kind.WRITTEN, version, versions[key]);
        }

        synchronized Reply clear(String origin) {
            Version version = publish(MessageType.CLEARED, List.of(), origin);
            Arrays.fill(versions, version.number());
            Arrays.fill(present, false);
            return reply(Answer.Kind.REMOVED, version, version.number());
        }

        private Version publish(MessageType type, List<KeyBytes> keys, String origin) {
            Version previous = last;
            last = new Version(last.number() + 1, last.number() + 1);
            byte[] bytes = Messages.encode(new Message(0, 1, last, previous, type, "c", keys, "", origin));
            nodes.forEach(node -> node.arriving.add(bytes));
            return last;
        }

        private Reply reply(Answer.Kind kind, Version version, long order) {
            return new Reply(kind, new ReplyHead(1, last, 0, "server"), version, order);
        }
    }

    /** An entry, or a remembered miss. */
    private record Held(Version version, boolean absent, long generation, long order) {}

    private final class Node implements Replica {
        private final String name;
        private final Map<KeyBytes, Held> memory = new ConcurrentHashMap<>();
        private final AtomicLongArray shown = new AtomicLongArray(KEYS);
        private final BlockingQueue<byte[]> arriving = new LinkedBlockingQueue<>();
        private final Coherence coherence;
        private final Slice slice;

        Node(String name) {
            this.name = name;
            this.coherence = new Coherence(new NodeSettings(name, 1, LEASE), this, signal -> {}, 0);
            this.slice = coherence.open("c").get(0);
        }

        void connect() {
            BitSet bucket = new BitSet();
            bucket.set(0);
            ReplyHead head = new ReplyHead(1, Version.NONE, 0, "server");
            coherence.connect(1, bucket, NOW);
            coherence.confirm(1, "server");
            coherence.resynchronize(1, 0, head);
            coherence.sendHeartbeat(7, bucket, NOW);
            List<Heartbeat.Position> positions = List.of(new Heartbeat.Position(0, 1, Version.NONE));
            coherence.receiveHeartbeat(1, new Heartbeat(7, 0, positions).encode(), NOW);
        }

        Void hear() throws InterruptedException {
            for (byte[] bytes = arriving.take(); bytes != END; bytes = arriving.take()) {
                coherence.receive(1, 0, bytes);
            }
            return null;
        }

        Callable<Void> worker(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            return () -> {
                for (int i = 0; i < OPERATIONS; i++) {
                    operate(random.nextInt(KEYS), random.nextInt(1000));
                }
                return null;
            };
        }

        private void operate(int key, int what) {
            long before = shown.get(key);
            if (what < 2) {
                Request request = coherence.beginForAll(slice);
                Reply reply = store.clear(name);
                coherence.endClear(request, reply.head(), reply.version());
                show(key, reply.order(), before);
            } else if (what < 20) {
                memory.remove(key(key));
            } else if (what < 200) {
                Request request = coherence.begin(slice, key(key));
                finish(request, key, store.write(name, key), before);
            } else {
                read(key, before);
            }
        }

        private void read(int key, long before) {
            Held held = memory.get(key(key));
            if (held != null && serves(held)) {
                show(key, held.order(), before);
            } else {
                Request request = coherence.begin(slice, key(key));
                finish(request, key, store.read(key), before);
            }
        }

        private boolean serves(Held held) {
            long version = held.version().number();
            return slice.mayServe(held.generation(), held.absent() ? version + 1 : version, NOW);
        }

        @SuppressWarnings("ThreadPriorityCheck") // Makes races likelier; nothing depends on it.
        private void finish(Request request, int key, Reply reply, long before) {
            Thread.yield(); // Others overtake the reply.
            boolean absent = reply.kind() == Answer.Kind.ABSENT;
            coherence.end(
                    request,
                    reply.head(),
                    reply.answer(),
                    generation -> memory.put(key(key), new Held(reply.version(), absent, generation, reply.order())));
            show(key, reply.order(), before);
        }

        private void show(int key, long order, long before) {
            if (order < before) {
                throw new ViolationException(
                        "seed " + SEED + ": key " + key + " of " + name + " went from " + before + " to " + order);
            }
            shown.accumulateAndGet(key, order, Math::max);
        }

        void checkAll() {
            for (int key = 0; key < KEYS; key++) {
                Held held = memory.get(key(key));
                if (held != null && serves(held)) {
                    Reply truth = store.read(key);
                    assertThat(held.absent()).as("seed %d", SEED).isEqualTo(truth.kind() == Answer.Kind.ABSENT);
                    assertThat(held.order()).as("seed %d", SEED).isEqualTo(truth.order());
                }
            }
            assertThat(slice.inFlight().size()).isZero();
        }

        @Override
        public @Nullable Resident resident(String cache, KeyBytes key) {
            Held held = memory.get(key);
            return held == null ? null : new Resident(held.version(), held.generation());
        }

        @Override
        public void dropOlder(String cache, KeyBytes key, long version) {
            memory.computeIfPresent(key, (same, held) -> held.version().number() < version ? null : held);
        }

        @Override
        public void detachLoad(String cache, KeyBytes key, long version) {}

        @Override
        public void cacheCleared(String cache, int bucket, long version) {}

        @Override
        public void tagRemoved(String cache, int bucket, String tag, long version) {}

        @Override
        public void bucketCleared(int bucket) {
            memory.clear();
        }
    }
}
