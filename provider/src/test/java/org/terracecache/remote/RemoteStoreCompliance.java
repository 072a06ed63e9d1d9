package org.terracecache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.terracecache.entry.Buckets;
import org.terracecache.entry.EntryFormat;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Limits;
import org.terracecache.entry.MalformedEntryException;
import org.terracecache.entry.Payload;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;

/** What every store promises about entries, versions and conditions (PROTOCOL §1 and §2), one test per sentence. */
public abstract class RemoteStoreCompliance extends StoreSuite {
    // ---- versions, stamps, incarnations

    @Test
    void write_onAnAbsentKey_isFoundWithItsVersion() {
        Mutated mutated = ask(write(Write.Item.of(KEY, payload("one")).tagged("red")));
        assertThat(only(mutated).outcome()).isEqualTo(Outcome.CREATED);
        assertThat(only(mutated).previous()).isEqualTo(Version.NONE);
        Values.Found found = (Values.Found) read();
        assertThat(found.entry().payload()).isEqualTo(payload("one"));
        assertThat(found.entry().tags()).containsExactly("red");
        assertThat(found.entry().header().version()).isEqualTo(mutated.head().last());
        assertThat(found.entry().header().incarnation())
                .isEqualTo(mutated.head().incarnation());
        assertThat(found.life()).isEqualTo(Life.ETERNAL);
    }

    @Test
    void entry_inTheStore_hasTheDocumentedForm() throws MalformedEntryException {
        put("one");
        byte[] raw = world.get(entryName());
        assertThat(EntryFormat.encode(
                        EntryFormat.decode(raw, world.layout().limits()),
                        world.layout().limits()))
                .isEqualTo(raw);
    }

    @Test
    void version_ofAWrite_isAboveTheLastAndNotBelowTheStoresTime() {
        long before = head().timeMicros();
        Version last = Version.NONE;
        for (int i = 0; i < 20; i++) {
            Version version = put("v" + i);
            assertThat(version.number()).isGreaterThan(last.number()).isGreaterThanOrEqualTo(before);
            last = version;
        }
        assertThat(last.number()).isLessThanOrEqualTo(EntryFormat.MAX_VERSION);
    }

    @Test
    void version_carriesTheStampOfItsWriter() {
        for (long stamp : new long[] {0, -1, Long.MIN_VALUE, 0x0A0D00FF25000A0DL}) {
            Write write = new Write(
                    bucket,
                    CACHE,
                    stamp,
                    write(Write.Item.of(KEY, payload("x"))).type(),
                    List.of(Write.Item.of(KEY, payload("x"))));
            assertThat(ask(write).head().last().stamp()).isEqualTo(stamp);
            assertThat(((Values.Found) read()).entry().header().version().stamp())
                    .isEqualTo(stamp);
        }
    }

    @Test
    void version_ofABulk_isOneForAllItsKeys() {
        Version version = ask(write(Write.Item.of(KEY, payload("a")), Write.Item.of(neighbour(0), payload("b"))))
                .head()
                .last();
        for (KeyBytes key : List.of(KEY, neighbour(0))) {
            assertThat(((Values.Found) read(key)).entry().header().version()).isEqualTo(version);
        }
    }

    @Test
    void reply_tellsIncarnationLastVersionTimeAndServer() {
        Version version = put("one");
        ReplyHead first = head();
        assertThat(first.last()).isEqualTo(version);
        assertThat(first.server()).isNotEmpty();
        world.pass(Duration.ofMillis(2));
        ReplyHead second = ask(Read.of(bucket, CACHE, KEY)).head();
        assertThat(second.timeMicros()).isGreaterThan(first.timeMicros());
        assertThat(second.incarnation()).isEqualTo(first.incarnation());
        assertThat(second.server()).isEqualTo(first.server());
    }

    @Test
    void meta_thatIsMissing_comesBackWithAnotherIncarnation_andEverythingOldIsDead() {
        put("one");
        ReplyHead before = head();
        world.evict(world.layout().meta(bucket));
        assertThat(get()).isNull();
        assertThat(head().incarnation()).isNotEqualTo(before.incarnation());
        assertThat(put("two", Condition.PRESENT)).isEqualTo(Outcome.UNMET);
        assertThat(put("two", Condition.ABSENT)).isEqualTo(Outcome.CREATED);
        assertThat(get()).isEqualTo("two");
    }

    @Test
    void store_thatWasFlushed_isEmpty() {
        put("one");
        long before = head().incarnation();
        world.flush();
        assertThat(get()).isNull();
        assertThat(head().incarnation()).isNotEqualTo(before);
    }

    @Test
    void node_withAnotherNumberOfBuckets_isRefused_withBothNumbers() {
        put("one");
        Failure.Refused refused = refused(world.store("node-b", 8), Read.of(bucket, CACHE, KEY));
        assertThat(refused.reason()).isEqualTo(Failure.Reason.OTHER_BUCKETS);
        assertThat(refused.detail()).contains("4").contains("8");
        assertThat(get()).isEqualTo("one");
    }

    @Test
    void names_ofOddCachesAndKeys_areNeverMixedUp() {
        List<String> odd = List.of("a", "a:", ":a", "a%3A", "{", "}", "*", "a b", "größe", "[x]", "\\", "\n", "\0");
        for (String cache : odd) {
            for (String key : odd) {
                int place = new Buckets(4).of(cache, key(key));
                Write.Item item = Write.Item.of(key(key), payload(cache + "/" + key));
                ask(new Write(place, cache, stamp(), write(item).type(), List.of(item)));
            }
        }
        for (String cache : odd) {
            for (String key : odd) {
                int place = new Buckets(4).of(cache, key(key));
                Values values = ask(Read.of(place, cache, key(key)));
                assertThat(text(values.values().get(0))).isEqualTo(cache + "/" + key);
            }
        }
    }

    @Test
    void key_ofAnyBytes_isKeptAsItIs() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < 256; i++) {
            bytes[i] = (byte) i;
        }
        KeyBytes key = KeyBytes.of(bytes);
        int place = world.layout().buckets().of(CACHE, key);
        Write.Item item = Write.Item.of(key, Payload.of(Payload.MAX_CODEC, bytes));
        ask(new Write(place, CACHE, stamp(), write(item).type(), List.of(item)));
        Values.Found found =
                (Values.Found) ask(Read.of(place, CACHE, key)).values().get(0);
        assertThat(found.entry().payload()).isEqualTo(Payload.of(Payload.MAX_CODEC, bytes));
    }

    // ---- conditions

    @Test
    void write_ifAbsent_isMadeOnce() {
        assertThat(put("one", Condition.ABSENT)).isEqualTo(Outcome.CREATED);
        assertThat(put("two", Condition.ABSENT)).isEqualTo(Outcome.UNMET);
        assertThat(get()).isEqualTo("one");
    }

    @Test
    void write_ifPresent_needsAnEntry() {
        assertThat(put("one", Condition.PRESENT)).isEqualTo(Outcome.UNMET);
        put("one");
        assertThat(put("two", Condition.PRESENT)).isEqualTo(Outcome.UPDATED);
        assertThat(get()).isEqualTo("two");
    }

    @Test
    void write_ifSameBytes_comparesCodecAndBytes() {
        put("one");
        Payload otherCodec = Payload.of(2, payload("one").bytes());
        for (Payload other : List.of(otherCodec, payload("on"), payload("onf"), payload(""), payload("ones"))) {
            assertThat(put("two", new Condition.SameBytes(other))).isEqualTo(Outcome.UNMET);
        }
        assertThat(put("two", new Condition.SameBytes(payload("one")))).isEqualTo(Outcome.UPDATED);
    }

    @Test
    void write_ifSameVersion_needsNumberAndStamp() {
        Version version = put("one");
        Version otherStamp = new Version(version.number(), version.stamp() + 1);
        Version otherNumber = new Version(version.number() + 1, version.stamp());
        for (Version other : List.of(otherStamp, otherNumber, Version.NONE)) {
            assertThat(put("two", new Condition.SameVersion(other))).isEqualTo(Outcome.UNMET);
        }
        assertThat(put("two", new Condition.SameVersion(version))).isEqualTo(Outcome.UPDATED);
        assertThat(put("three", new Condition.SameVersion(version))).isEqualTo(Outcome.UNMET);
    }

    @Test
    void mutation_whoseConditionIsUnmet_changesNothing_andTellsWhatIsThere() {
        Version version = put("one");
        Mutated mutated =
                ask(write(Write.Item.of(KEY, payload("two"), Condition.ABSENT).withOld()));
        assertThat(mutated.changed()).isFalse();
        assertThat(mutated.head().last()).isEqualTo(version);
        assertThat(only(mutated).previous()).isEqualTo(version);
        assertThat(only(mutated).old().payload()).isEqualTo(payload("one"));
        Mutated removal = ask(remove(new Remove.Item(KEY, new Condition.SameBytes(payload("x")), false)));
        assertThat(removal.changed()).isFalse();
        assertThat(only(removal).old()).isNull();
        assertThat(head().last()).isEqualTo(version);
    }

    @Test
    void bulk_withSomeConditionsUnmet_isMadeForTheOthers() {
        put("one");
        Mutated mutated = ask(write(
                Write.Item.of(KEY, payload("x"), Condition.ABSENT),
                Write.Item.of(neighbour(0), payload("b"), Condition.ABSENT)));
        assertThat(mutated.results())
                .extracting(Mutated.Result::outcome)
                .containsExactly(Outcome.UNMET, Outcome.CREATED);
        assertThat(get()).isEqualTo("one");
        assertThat(get(neighbour(0))).isEqualTo("b");
    }

    @Test
    void old_isToldOnlyWhenAskedFor() {
        put("one");
        assertThat(only(ask(write(Write.Item.of(KEY, payload("two"))))).old()).isNull();
        Mutated.Result result =
                only(ask(write(Write.Item.of(KEY, payload("three")).withOld())));
        assertThat(result.old().payload()).isEqualTo(payload("two"));
        assertThat(only(ask(remove(new Remove.Item(KEY, Condition.ANY, true))))
                        .old()
                        .payload())
                .isEqualTo(payload("three"));
    }

    // ---- removals

    @Test
    void remove_ofAnAbsentKey_usesAVersion() {
        Version before = head().last();
        Mutated mutated = ask(remove(Remove.Item.of(KEY)));
        assertThat(only(mutated).outcome()).isEqualTo(Outcome.ABSENT);
        assertThat(mutated.head().last().number()).isGreaterThan(before.number());
    }

    @Test
    void remove_ofAnEntry_takesItAway() {
        Version version = put("one");
        Mutated.Result result = only(ask(remove(Remove.Item.of(KEY))));
        assertThat(result.outcome()).isEqualTo(Outcome.REMOVED);
        assertThat(result.previous()).isEqualTo(version);
        assertThat(get()).isNull();
    }

    @Test
    void clear_hidesWhatIsThere_andNothingElse() {
        put("one");
        Write.Item item = Write.Item.of(KEY, payload("kept"));
        int place = world.layout().buckets().of("others", KEY);
        ask(new Write(place, "others", stamp(), write(item).type(), List.of(item)));
        for (int each = 0; each < 4; each++) {
            assertThat(ask(new Clear(each, CACHE, stamp())).changed()).isTrue();
        }
        assertThat(get()).isNull();
        assertThat(text(ask(Read.of(place, "others", KEY)).values().get(0))).isEqualTo("kept");
        assertThat(put("two", Condition.ABSENT)).isEqualTo(Outcome.CREATED);
        assertThat(get()).isEqualTo("two");
    }

    @Test
    void removeTag_hidesWhatHasTheTag_andNothingElse() {
        ask(write(
                Write.Item.of(KEY, payload("red")).tagged("blue", "red"),
                Write.Item.of(neighbour(0), payload("blue")).tagged("blue"),
                Write.Item.of(neighbour(1), payload("none"))));
        ask(new RemoveTag(bucket, CACHE, stamp(), "red"));
        assertThat(get()).isNull();
        assertThat(get(neighbour(0))).isEqualTo("blue");
        assertThat(get(neighbour(1))).isEqualTo("none");
        ask(write(Write.Item.of(KEY, payload("again")).tagged("red")));
        assertThat(get()).isEqualTo("again");
    }

    @Test
    void reclaim_unlinksWhatIsDead_andOnlyThat() {
        put("dead");
        ask(new Clear(bucket, CACHE, stamp()));
        ask(write(Write.Item.of(neighbour(0), payload("live"))));
        byte[] foreign = world.layout().entry(bucket, CACHE, neighbour(1));
        world.put(foreign, new byte[] {1, 2, 3});
        Reclaim all = new Reclaim(bucket, CACHE, List.of(KEY, neighbour(0), neighbour(1), neighbour(2)));
        assertThat(ask(all).unlinked()).isEqualTo(1);
        assertThat(world.get(entryName())).isNull();
        assertThat(get(neighbour(0))).isEqualTo("live");
        assertThat(world.get(foreign)).hasSize(3);
    }

    // ---- reads and checks

    @Test
    void read_withTheKnownVersion_isNotModified() {
        Version version = put("one");
        Version otherStamp = new Version(version.number(), version.stamp() ^ 1);
        assertThat(readKnowing(version)).isEqualTo(new Values.Present(version, Life.ETERNAL, null));
        assertThat(readKnowing(otherStamp)).isInstanceOf(Values.Found.class);
    }

    private Values.Value readKnowing(Version known) {
        List<Read.Item> items = List.of(new Read.Item(KEY, known));
        return ask(new Read(bucket, CACHE, items, Read.Part.ENTRY, Read.Tickets.NONE, 0))
                .values()
                .get(0);
    }

    @Test
    void read_ofTheVersionAlone_saysWhetherThereIsAnEntry() {
        List<Read.Item> items = List.of(Read.Item.of(KEY), Read.Item.of(neighbour(0)));
        Version version = put("one");
        assertThat(ask(new Read(bucket, CACHE, items, Read.Part.VERSION, Read.Tickets.NONE, 0))
                        .values())
                .containsExactly(new Values.Present(version, Life.ETERNAL, null), new Values.Missing(null));
    }

    @Test
    void check_comparesVersionsOfLiveEntries() {
        Version version = put("one");
        Version otherStamp = new Version(version.number(), version.stamp() + 1);
        assertThat(check(KEY, version)).isTrue();
        assertThat(check(KEY, otherStamp)).isFalse();
        assertThat(check(KEY, Version.NONE)).isFalse();
        assertThat(check(neighbour(0), Version.NONE)).isTrue();
        ask(new Clear(bucket, CACHE, stamp()));
        assertThat(check(KEY, version)).isFalse();
        assertThat(check(KEY, Version.NONE)).isTrue();
    }

    private boolean check(KeyBytes key, Version expected) {
        return ask(new Check(bucket, CACHE, List.of(new Check.Item(key, expected))))
                .same()
                .get(0);
    }

    // ---- hostile bytes

    @ParameterizedTest
    @ValueSource(strings = {"magic", "format", "flag", "truncated", "longer", "empty", "tags", "length"})
    void read_ofBytesThatAreNoEntry_isUnreadable_andOnlyAnUnconditionalMutationReplacesThem(String how) {
        put("one");
        world.put(entryName(), spoilt(world.get(entryName()), how));
        byte[] spoilt = world.get(entryName());
        assertThat(read()).isInstanceOf(Values.Unreadable.class);
        assertThat(put("two", Condition.ABSENT)).isEqualTo(Outcome.UNREADABLE);
        assertThat(put("two", Condition.PRESENT)).isEqualTo(Outcome.UNREADABLE);
        assertThat(ask(remove(new Remove.Item(KEY, Condition.PRESENT, true))).changed())
                .isFalse();
        assertThat(world.get(entryName())).isEqualTo(spoilt);
        assertThat(check(KEY, Version.NONE)).isFalse();
        assertThat(only(ask(write(Write.Item.of(KEY, payload("three")).withOld())))
                        .outcome())
                .isEqualTo(Outcome.CREATED);
        assertThat(get()).isEqualTo("three");
    }

    private static byte[] spoilt(byte[] bytes, String how) {
        byte[] spoilt = bytes.clone();
        switch (how) {
            case "magic" -> spoilt[0] = 'X';
            case "format" -> spoilt[2] = 2;
            case "flag" -> spoilt[3] = 2;
            case "tags" -> spoilt[7] = (byte) 200;
            case "length" -> spoilt[48] = 0x20;
            case "truncated" -> spoilt = Arrays.copyOf(bytes, 57);
            case "longer" -> spoilt = Arrays.copyOf(bytes, bytes.length + 1);
            default -> spoilt = "?".getBytes(StandardCharsets.UTF_8);
        }
        return spoilt;
    }

    @Test
    void write_beyondTheLimits_isRefused() {
        Limits limits = world.layout().limits();
        KeyBytes longKey = KeyBytes.of(new byte[limits.keyBytes() + 1]);
        Payload longPayload = Payload.of(1, new byte[limits.payloadBytes() + 1]);
        String[] manyTags =
                IntStream.rangeClosed(0, limits.tags()).mapToObj(i -> "t" + i).toArray(String[]::new);
        for (Write.Item item : List.of(
                Write.Item.of(longKey, payload("x")),
                Write.Item.of(KEY, longPayload),
                Write.Item.of(KEY, payload("x")).tagged(manyTags))) {
            assertThat(refused(store, write(item)).reason()).isEqualTo(Failure.Reason.REJECTED);
        }
        assertThat(get()).isNull();
    }

    // ---- atomicity

    @Test
    void compareAndSet_ofManyThreads_losesNoUpdate() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        put("0");
        try {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                RemoteStore own = world.store("node-" + t);
                all.add(CompletableFuture.runAsync(() -> increment(own, 100), threads));
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } finally {
            threads.shutdownNow();
        }
        assertThat(get()).isEqualTo("400");
    }

    private void increment(RemoteStore own, int times) {
        for (int done = 0; done < times; ) {
            Values.Found found = (Values.Found)
                    ask(own, Read.of(bucket, CACHE, KEY)).values().get(0);
            String next = Integer.toString(Integer.parseInt(text(found)) + 1);
            Condition same = new Condition.SameVersion(found.entry().header().version());
            Mutated mutated = ask(own, write(Write.Item.of(KEY, payload(next), same)));
            done += mutated.changed() ? 1 : 0;
        }
    }

    @Test
    void store_thatWasClosed_refuses() {
        RemoteStore closed = world.store("node-b");
        closed.close();
        assertThat(refused(closed, Read.of(bucket, CACHE, KEY)).reason()).isEqualTo(Failure.Reason.CLOSED);
    }
}
