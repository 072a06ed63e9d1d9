package org.terracecache.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.terracecache.bus.BusSignal.Cause;
import org.terracecache.bus.BusSignal.Discarded;
import org.terracecache.bus.BusSignal.Disconnected;
import org.terracecache.bus.BusSignal.Gap;
import org.terracecache.bus.BusSignal.Received;
import org.terracecache.bus.BusSignal.Resynchronized;
import org.terracecache.bus.BusSignal.Suspected;
import org.terracecache.bus.BusSignal.Undecodable;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;

/** Guarantees G2, G5 and G9, as far as the model leaves them out: lease and clocks, connections, hostile bytes, bounds, locks. */
class CoherenceTest implements Replica {
    private static final long LEASE = 3_000_000_000L;
    private static final long INCARNATION = 77;
    private static final KeyBytes KEY = KeyBytes.of(new byte[] {1});

    private final List<BusSignal> signals = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private @Nullable Resident held;

    /** Overflows soon, as {@code nanoTime} may. */
    private long now = Long.MAX_VALUE - LEASE;

    private final Coherence coherence = new Coherence(new NodeSettings("me", 2, LEASE), this, this::hear, now);
    private final Slice slice = coherence.open("c").get(1);
    private Version last = new Version(10, 100);

    private void hear(BusSignal signal) {
        assertThat(Thread.holdsLock(slice.home())).as("monitor held").isFalse();
        signals.add(signal);
    }

    private void note(String call) {
        assertThat(Thread.holdsLock(slice.home())).as("monitor held").isTrue();
        calls.add(call);
    }

    @Override
    public @Nullable Resident resident(String cache, KeyBytes key) {
        return held;
    }

    @Override
    public void dropOlder(String cache, KeyBytes key, long version) {
        note("drop " + version);
    }

    @Override
    public void detachLoad(String cache, KeyBytes key, long version) {}

    @Override
    public void cacheCleared(String cache, int bucket, long version) {
        note("clear " + version);
    }

    @Override
    public void tagRemoved(String cache, int bucket, String tag, long version) {
        note("tag " + version);
    }

    @Override
    public void bucketCleared(int bucket) {
        calls.add("clear all of " + bucket);
    }

    @Test
    void mayServe_beforeTheFirstHeartbeat_isFalse() {
        connect(1);

        assertThat(slice.mayServe(slice.generation(), 10, now)).isFalse();
    }

    @Test
    void mayServe_leaseOfTheSendingIsOver_isFalse() {
        connect(1);
        long sent = now;
        coherence.sendHeartbeat(5, all(), now);
        now += LEASE / 2;
        returnHeartbeat(1, 5, 0);

        assertThat(slice.mayServe(slice.generation(), 10, sent + LEASE - 1)).isTrue();
        assertThat(slice.mayServe(slice.generation(), 10, sent + LEASE)).isFalse();
        assertThat(slice.mayServe(slice.generation() - 1, 10, now)).isFalse();
    }

    @Test
    void receiveHeartbeat_unknownNonceOrTwiceOrAbandonedConnection_renewsNothing() {
        connect(1);
        coherence.sendHeartbeat(5, all(), now);
        returnHeartbeat(1, 6, 0);
        returnHeartbeat(99, 5, 0);
        returnHeartbeat(1, 5, 0);

        assertThat(slice.holdsLease(now)).isFalse();
    }

    @Test
    void receiveHeartbeat_sentBeforeThePositionsWereCompared_saysNothing() {
        coherence.sendHeartbeat(5, all(), now);
        connect(1);
        long generation = slice.generation();
        last = new Version(9, 90);
        returnHeartbeat(1, 5, 0);

        assertThat(slice.generation()).isEqualTo(generation);
        assertThat(slice.holdsLease(now)).isFalse();
    }

    @Test
    void receiveHeartbeat_ownWriteOverTookIt_isNoRollback() {
        connect(1);
        coherence.sendHeartbeat(5, all(), now);
        Request request = coherence.begin(slice, KEY);
        coherence.end(request, head(new Version(11, 110)), written(11), generation -> note("install"));
        returnHeartbeat(1, 5, 0);

        assertThat(calls).contains("install").doesNotContain("clear all of 1");
    }

    @Test
    void receiveHeartbeat_storeClockRanAhead_makesAllSuspectAndRenewsNothing() {
        connect(1);
        heartbeat(1, 1_000_000);
        long leaseEnd = now + LEASE;
        long generation = slice.generation();
        now += LEASE / 3;
        heartbeat(1, 1_000_000 + LEASE / 1000 * 10);

        assertThat(slice.generation()).isGreaterThan(generation);
        assertThat(signals).contains(new Suspected(0, Cause.SUSPENSION), new Suspected(1, Cause.SUSPENSION));
        assertThat(slice.holdsLease(leaseEnd)).isFalse();
    }

    @Test
    void receiveHeartbeat_storeClockKeepsPaceOrStepsBack_renews() {
        connect(1);
        heartbeat(1, 1_000_000);
        long generation = slice.generation();
        now += LEASE;
        heartbeat(1, 1_000_000 + LEASE / 1000);
        heartbeat(1, 500);

        assertThat(slice.generation()).isEqualTo(generation);
        assertThat(slice.holdsLease(now)).isTrue();
    }

    @Test
    void deaf_noHeartbeatForALease_isEveryBucketOfTheConnection() {
        connect(1);
        assertThat(coherence.deaf(now + LEASE - 1).isEmpty()).isTrue();
        assertThat(coherence.deaf(now + LEASE)).isEqualTo(all());

        heartbeat(1, 0);
        assertThat(coherence.deaf(now + LEASE - 1).isEmpty()).isTrue();
        coherence.disconnect(1, 0);
        assertThat(coherence.deaf(now + LEASE).stream().toArray()).containsExactly(1);
    }

    @Test
    void receive_rubbish_isTellingOfAGap() {
        connect(1);
        long generation = slice.generation();
        coherence.receive(1, 1, new byte[] {1, 2, 0, 0});

        assertThat(slice.generation()).isGreaterThan(generation);
        assertThat(signals).contains(new Undecodable(1, "bucket: cut off"), new Suspected(1, Cause.GAP));
    }

    @Test
    void receive_messageOfAnotherBucket_isTellingOfAGap() {
        connect(1);
        long generation = slice.generation();
        coherence.receive(1, 1, Messages.encode(message(0, 11, last)));

        assertThat(slice.generation()).isGreaterThan(generation);
        assertThat(signals).contains(new Undecodable(1, "bucket: not the channel's"));
    }

    @Test
    void receive_abandonedConnection_isIgnored() {
        connect(1);
        connect(2);
        long generation = slice.generation();
        coherence.receive(1, 1, new byte[0]);
        coherence.receive(1, 1, Messages.encode(message(1, 11, last)));

        assertThat(slice.generation()).isEqualTo(generation);
        assertThat(signals).contains(new Disconnected(all())).noneMatch(Received.class::isInstance);
    }

    @Test
    void receive_seenNumberWithAnotherStamp_isAGap() {
        connect(1);
        coherence.receive(1, 1, Messages.encode(message(1, 11, last)));
        long generation = slice.generation();
        coherence.receive(1, 1, Messages.encode(message(1, 11, last)));
        assertThat(slice.generation()).isEqualTo(generation);

        Message other = new Message(
                1, INCARNATION, new Version(11, 999), last, MessageType.WRITTEN, "c", List.of(KEY), "", "you");
        coherence.receive(1, 1, Messages.encode(other));
        assertThat(slice.generation()).isGreaterThan(generation);
        assertThat(signals).contains(new Gap(1, new Version(11, 110), last));
    }

    @Test
    void receive_cacheThatIsNotOpen_movesTheChainAndKeepsNothing() {
        connect(1);
        Message other =
                new Message(1, INCARNATION, new Version(11, 110), last, MessageType.CLEARED, "x", List.of(), "", "you");
        coherence.receive(1, 1, Messages.encode(other));
        coherence.receive(1, 1, Messages.encode(message(1, 12, new Version(11, 110))));

        assertThat(calls).containsExactly("drop 12");
        assertThat(signals).noneMatch(Gap.class::isInstance);
    }

    @Test
    void resynchronize_anotherServerAnswers_givesTheConnectionUp() {
        coherence.connect(1, all(), now);
        coherence.confirm(1, "server");

        assertThat(coherence.resynchronize(1, 1, new ReplyHead(INCARNATION, last, 0, "other")))
                .isFalse();
        assertThat(coherence.resynchronize(2, 1, head(last)))
                .as("of another connection")
                .isTrue();
        assertThat(signals).noneMatch(Resynchronized.class::isInstance);
    }

    @Test
    void resynchronize_moreMessagesThanTheBacklogHolds_makesAllSuspect() {
        connect(1);
        coherence.connect(2, all(), now);
        for (int i = 0; i <= Subscription.MAX_WAITING; i++) {
            coherence.receive(2, 1, Messages.encode(message(1, 11, last)));
        }
        coherence.confirm(2, "server");
        coherence.resynchronize(2, 0, head(last));
        coherence.resynchronize(2, 1, head(last));

        assertThat(signals)
                .contains(
                        new Resynchronized(0, BusSignal.Outcome.KEPT),
                        new Resynchronized(1, BusSignal.Outcome.SUSPECT));
    }

    @Test
    void resynchronize_olderOrOtherBucket_isDiscarded() {
        connect(1);
        last = new Version(9, 90);
        connect(2);
        coherence.connect(3, all(), now);
        coherence.confirm(3, "server");
        coherence.resynchronize(3, 1, new ReplyHead(78, last, 0, "server"));

        assertThat(signals).contains(new Discarded(1, Cause.ROLLBACK), new Discarded(1, Cause.INCARNATION));
        assertThat(calls).contains("clear all of 0", "clear all of 1");
    }

    @Test
    void end_closedCacheOrEndedRequest_installsNothing() {
        connect(1);
        Request ended = coherence.begin(slice, KEY);
        Request closed = coherence.begin(slice, KEY);
        coherence.abandon(ended);
        assertThat(end(ended, 11)).isFalse();
        coherence.close("c");
        assertThat(end(closed, 12)).isFalse();

        assertThat(slice.inFlight().size()).isZero();
        assertThat(coherence.open("c").get(1)).isNotSameAs(slice);
    }

    @Test
    void doubt_noReplyCame_dropsTheEntryAndStaysRegistered() {
        connect(1);
        Request doubtful = coherence.begin(slice, KEY);
        Request read = coherence.begin(slice, KEY);
        coherence.doubt(doubtful);
        assertThat(calls).containsExactly("drop " + Long.MAX_VALUE);

        coherence.receive(1, 1, Messages.encode(message(1, 12, last)));
        assertThat(end(read, 11)).as("below what was learned").isFalse();
        assertThat(slice.inFlight().size()).isEqualTo(1);
        coherence.abandon(doubtful);
        assertThat(slice.inFlight().size()).isZero();
    }

    @Test
    void end_unchangedButReplaced_installsNothing() {
        connect(1);
        held = new Resident(new Version(8, 81), slice.generation());
        Request request = coherence.begin(slice, KEY);
        Answer unchanged = new Answer(Answer.Kind.UNCHANGED, new Version(8, 80));
        assertThat(coherence.end(request, head(last), unchanged, generation -> note("install")))
                .isFalse();

        held = null;
        Request again = coherence.begin(slice, KEY);
        assertThat(coherence.end(again, head(last), unchanged, generation -> note("install")))
                .isTrue();
    }

    @Test
    void mayServe_taggedEntries_dieByMarksThatAreBounded() {
        connect(1);
        heartbeat(1, 0);
        Request request = coherence.beginForAll(slice);
        coherence.endTagRemoval(request, head(new Version(11, 110)), "t", new Version(11, 110));
        assertThat(slice.mayServe(slice.generation(), 10, List.of("t"), now)).isFalse();
        assertThat(slice.mayServe(slice.generation(), 12, List.of("t"), now)).isTrue();
        assertThat(slice.mayServe(slice.generation(), 10, List.of("u"), now)).isTrue();

        for (int i = 0; i < 2000; i++) {
            Request each = coherence.beginForAll(slice);
            coherence.endTagRemoval(each, head(new Version(20 + i, 0)), "tag " + i, new Version(20 + i, 0));
        }
        assertThat(slice.mayServe(slice.generation(), 10, List.of("u"), now)).isFalse();
        assertThat(slice.mayServe(slice.generation(), 10, List.of(), now)).isTrue();
        assertThat(slice.mayServe(slice.generation(), 3000, List.of("u"), now)).isTrue();
    }

    private boolean end(Request request, long version) {
        return coherence.end(request, head(last), written(version), generation -> note("install"));
    }

    private void connect(long connection) {
        coherence.connect(connection, all(), now);
        BitSet asking = coherence.confirm(connection, "server");
        asking.stream().forEach(bucket -> coherence.resynchronize(connection, bucket, head(last)));
    }

    private void heartbeat(long connection, long storeMicros) {
        long nonce = 1000 + storeMicros;
        coherence.sendHeartbeat(nonce, all(), now);
        returnHeartbeat(connection, nonce, storeMicros);
    }

    private void returnHeartbeat(long connection, long nonce, long storeMicros) {
        List<Heartbeat.Position> positions = List.of(
                new Heartbeat.Position(0, INCARNATION, last),
                new Heartbeat.Position(1, INCARNATION, last),
                new Heartbeat.Position(9, INCARNATION, last));
        coherence.receiveHeartbeat(connection, new Heartbeat(nonce, storeMicros, positions).encode(), now);
    }

    private static Answer written(long version) {
        return new Answer(Answer.Kind.WRITTEN, new Version(version, 10 * version));
    }

    private static Message message(int bucket, long version, Version previous) {
        return new Message(
                bucket,
                INCARNATION,
                new Version(version, 10 * version),
                previous,
                MessageType.WRITTEN,
                "c",
                List.of(KEY),
                "",
                "you");
    }

    private static ReplyHead head(Version last) {
        return new ReplyHead(INCARNATION, last, 0, "server");
    }

    private static BitSet all() {
        BitSet all = new BitSet();
        all.set(0, 2);
        return all;
    }
}
