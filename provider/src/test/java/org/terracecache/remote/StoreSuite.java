package org.terracecache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.terracecache.bus.MessageType;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Payload;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;

/** What the compliance suites of stores have in common: a world for each test, and short words for commands. */
public abstract class StoreSuite {
    protected static final String CACHE = "orders";
    protected static final KeyBytes KEY = key("k1");
    protected static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final AtomicLong stamps = new AtomicLong(1_000);

    protected World world;
    protected RemoteStore store;
    protected int bucket;

    /** A new, empty world. */
    protected abstract World open() throws Exception;

    @BeforeEach
    protected void openWorld() throws Exception {
        world = open();
        store = world.store("node-a");
        bucket = world.layout().buckets().of(CACHE, KEY);
    }

    @AfterEach
    protected void closeWorld() {
        world.close();
    }

    protected static KeyBytes key(String text) {
        return KeyBytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    protected static Payload payload(String text) {
        return Payload.of(1, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Another key of the same bucket. */
    protected KeyBytes neighbour(int number) {
        int seen = 0;
        for (int i = 0; ; i++) {
            KeyBytes candidate = key("neighbour-" + i);
            if (world.layout().buckets().of(CACHE, candidate) == bucket && seen++ == number) {
                return candidate;
            }
        }
    }

    protected long stamp() {
        return stamps.incrementAndGet();
    }

    // ---- commands

    protected <A extends Answer> A ask(Command<A> command) {
        return ask(store, command);
    }

    protected <A extends Answer> A ask(RemoteStore from, Command<A> command) {
        try {
            Reply<A> reply = send(from, command, TIMEOUT).get(2 * TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            assertThat(reply.failure()).as("%s", command).isNull();
            return reply.answer();
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("No reply to " + command, e);
        }
    }

    protected <A extends Answer> CompletableFuture<Reply<A>> send(
            RemoteStore to, Command<A> command, Duration timeout) {
        CompletableFuture<Reply<A>> future = new CompletableFuture<>();
        to.execute(new Request<>(command, timeout.toNanos(), new Callback<A>() {
            @Override
            public void answered(A answer) {
                assertThat(future.complete(new Reply<>(answer, null)))
                        .as("called once")
                        .isTrue();
            }

            @Override
            public void failed(Failure failure) {
                assertThat(future.complete(new Reply<>(null, failure)))
                        .as("called once")
                        .isTrue();
            }
        }));
        return future;
    }

    protected Failure.Refused refused(RemoteStore from, Command<?> command) {
        Failure failure = send(from, command, TIMEOUT).join().failure();
        assertThat(failure).isInstanceOf(Failure.Refused.class);
        return (Failure.Refused) failure;
    }

    protected Write write(Write.Item... items) {
        return new Write(bucket, CACHE, stamp(), MessageType.WRITTEN, List.of(items));
    }

    protected Write fill(Write.Item... items) {
        return new Write(bucket, CACHE, stamp(), MessageType.FILLED, List.of(items));
    }

    protected Remove remove(Remove.Item... items) {
        return new Remove(bucket, CACHE, stamp(), MessageType.REMOVED, List.of(items));
    }

    /** Stores a value, whatever is there; its version. */
    protected Version put(String value) {
        return ask(write(Write.Item.of(KEY, payload(value)))).head().last();
    }

    protected Outcome put(String value, Condition condition) {
        return only(ask(write(Write.Item.of(KEY, payload(value), condition)))).outcome();
    }

    protected static Mutated.Result only(Mutated mutated) {
        assertThat(mutated.results()).hasSize(1);
        return mutated.results().get(0);
    }

    protected Values.Value read() {
        return read(KEY);
    }

    protected Values.Value read(KeyBytes key) {
        return ask(Read.of(bucket, CACHE, key)).values().get(0);
    }

    /** The value as text, null if there is none. */
    protected String get() {
        return get(KEY);
    }

    protected String get(KeyBytes key) {
        return text(read(key));
    }

    protected static String text(Values.Value value) {
        return value instanceof Values.Found found
                ? new String(found.entry().payload().bytes(), StandardCharsets.UTF_8)
                : null;
    }

    protected ReplyHead head() {
        return ask(new ReadMeta(bucket)).head();
    }

    protected byte[] entryName() {
        return world.layout().entry(bucket, CACHE, KEY);
    }

    /** How a command ended: one of the two is null. */
    public record Reply<A extends Answer>(A answer, Failure failure) {}
}
