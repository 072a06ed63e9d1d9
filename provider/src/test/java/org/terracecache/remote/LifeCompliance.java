package org.terracecache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.terracecache.entry.KeyLayout;
import org.terracecache.entry.Version;

/** What every store promises about lives, load tickets, pages, and commands that come too late (PROTOCOL §1, §2 and §5). */
public abstract class LifeCompliance extends StoreSuite {
    private static final long TICKET_MILLIS = 60_000;

    // ---- lives

    @Test
    void entry_whoseLifeIsOver_isNotThere() {
        ask(write(Write.Item.of(KEY, payload("one")).living(Life.of(Duration.ofMillis(40)), Life.UNCHANGED)));
        assertThat(get()).isEqualTo("one");
        world.pass(Duration.ofMillis(41));
        assertThat(get()).isNull();
        assertThat(put("two", Condition.PRESENT)).isEqualTo(Outcome.UNMET);
        assertThat(put("two", Condition.ABSENT)).isEqualTo(Outcome.CREATED);
    }

    @Test
    void life_ofAnEntry_isToldAsWhatRemains() {
        Life hour = Life.of(Duration.ofHours(1));
        ask(write(Write.Item.of(KEY, payload("one")).living(hour, Life.UNCHANGED)));
        world.pass(Duration.ofMillis(5));
        assertThat(((Values.Found) read()).life().millis()).isBetween(3_540_000L, 3_599_996L);
    }

    @Test
    void update_withAnUnchangedLife_keepsTheDeadline() {
        Life minute = Life.of(Duration.ofMinutes(1));
        ask(write(Write.Item.of(KEY, payload("one")).living(minute, Life.UNCHANGED)));
        ask(write(Write.Item.of(KEY, payload("two")).living(Life.ETERNAL, Life.UNCHANGED)));
        assertThat(((Values.Found) read()).life().millis()).isBetween(1L, 60_000L);
        Mutated mutated = ask(write(Write.Item.of(KEY, payload("three")).living(minute, Life.ETERNAL)));
        assertThat(only(mutated).life()).isEqualTo(Life.ETERNAL);
        assertThat(((Values.Found) read()).life()).isEqualTo(Life.ETERNAL);
    }

    @Test
    void write_ofALifeThatIsOver_storesNothing() {
        Mutated created = ask(write(Write.Item.of(KEY, payload("one")).living(Life.OVER, Life.ETERNAL)));
        assertThat(only(created).outcome()).isEqualTo(Outcome.ABSENT);
        assertThat(created.changed()).isTrue();
        put("two");
        Mutated updated = ask(write(Write.Item.of(KEY, payload("three")).living(Life.ETERNAL, Life.OVER)));
        assertThat(only(updated).outcome()).isEqualTo(Outcome.REMOVED);
        assertThat(get()).isNull();
    }

    @Test
    void life_beyondAllMeasure_isEternal() {
        Life long1 = new Life(Long.MAX_VALUE);
        Life long2 = Life.of(Duration.ofSeconds(Long.MAX_VALUE));
        ask(write(Write.Item.of(KEY, payload("one")).living(long1, Life.UNCHANGED)));
        assertThat(((Values.Found) read()).life()).isEqualTo(Life.ETERNAL).isEqualTo(long2);
        Life longest = new Life(Life.LONGEST_MILLIS);
        ask(write(Write.Item.of(KEY, payload("two")).living(longest, longest)));
        assertThat(get()).isEqualTo("two");
    }

    @Test
    void touch_ofTheSameEntry_movesItsDeadline_andUsesNoVersion() {
        ask(write(Write.Item.of(KEY, payload("one")).living(Life.of(Duration.ofMillis(500)), Life.UNCHANGED)));
        Version version = head().last();
        assertThat(touch(version, Life.of(Duration.ofHours(1)))).isTrue();
        assertThat(((Values.Found) read()).life().millis()).isGreaterThan(3_000_000);
        assertThat(touch(version, Life.ETERNAL)).isTrue();
        world.pass(Duration.ofMillis(501));
        assertThat(get()).isEqualTo("one");
        assertThat(((Values.Found) read()).entry().header().version()).isEqualTo(version);
        assertThat(touch(version, Life.of(Duration.ofMillis(20)))).isTrue();
        world.pass(Duration.ofMillis(21));
        assertThat(get()).isNull();
        assertThat(head().last()).isEqualTo(version);
    }

    @Test
    void touch_ofAnotherOrADeadEntry_isNotDone() {
        Version version = put("one");
        assertThat(touch(new Version(version.number(), version.stamp() + 1), Life.ETERNAL))
                .isFalse();
        ask(new Clear(bucket, CACHE, stamp()));
        assertThat(touch(version, Life.ETERNAL)).isFalse();
        ask(remove(Remove.Item.of(KEY)));
        assertThat(touch(version, Life.ETERNAL)).isFalse();
        assertThat(world.get(entryName())).isNull();
    }

    private boolean touch(Version version, Life life) {
        return ask(new Touch(bucket, CACHE, List.of(new Touch.Item(KEY, version, life))))
                .done()
                .get(0);
    }

    // ---- load tickets

    private Values.Ticketed miss() {
        return miss(TICKET_MILLIS);
    }

    private Values.Ticketed miss(long millis) {
        return ask(Read.forLoad(bucket, CACHE, KEY, millis)).values().get(0).ticket();
    }

    private Outcome fillWith(Values.Ticketed ticket) {
        return fillWith(ticket, true);
    }

    private Outcome fillWith(Values.Ticketed ticket, boolean absent) {
        Condition stands = new Condition.TicketStands(ticket.ticket(), absent);
        return only(ask(fill(Write.Item.of(KEY, payload("loaded"), stands)))).outcome();
    }

    @Test
    void miss_leavesATicket_thatLetsOneFillIn() {
        Values.Ticketed ticket = miss();
        assertThat(ticket.left()).isTrue();
        assertThat(ticket.ticket()).isEqualTo(new LoadTicket(head().incarnation(), head().last()));
        assertThat(fillWith(ticket)).isEqualTo(Outcome.CREATED);
        assertThat(get()).isEqualTo("loaded");
        ask(remove(Remove.Item.of(KEY)));
        assertThat(fillWith(ticket)).isEqualTo(Outcome.UNMET);
    }

    @Test
    void miss_whileSomebodyLoads_findsTheTicketThatIsThere() {
        Values.Ticketed first = miss();
        ask(write(Write.Item.of(neighbour(0), payload("moves the bucket on"))));
        Values.Ticketed second = miss();
        assertThat(second).isEqualTo(new Values.Ticketed(first.ticket(), false));
        assertThat(fillWith(second)).isEqualTo(Outcome.CREATED);
        assertThat(fillWith(first)).isEqualTo(Outcome.UNMET);
    }

    @Test
    void read_withoutTickets_leavesNone() {
        read();
        assertThat(miss().left()).isTrue();
        put("one");
        assertThat(ask(Read.forLoad(bucket, CACHE, KEY, TICKET_MILLIS))
                        .values()
                        .get(0)
                        .ticket())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(Voiding.class)
    void ticket_afterAWriteRemovalClearOrTagRemoval_isVoid(Voiding how) {
        Values.Ticketed ticket = miss();
        ask(how.command(this));
        ask(remove(Remove.Item.of(neighbour(0))));
        assertThat(how == Voiding.WRITE ? fillWith(ticket, false) : fillWith(ticket))
                .isEqualTo(Outcome.UNMET);
        Values.Ticketed next = miss();
        if (how != Voiding.WRITE) {
            assertThat(next.left()).isTrue();
            assertThat(fillWith(next)).isEqualTo(Outcome.CREATED);
        }
    }

    private enum Voiding {
        WRITE,
        REMOVAL_OF_AN_ABSENT_KEY,
        CLEAR,
        TAG_REMOVAL;

        private Command<?> command(StoreSuite suite) {
            return switch (this) {
                case WRITE -> suite.write(Write.Item.of(KEY, payload("newer")));
                case REMOVAL_OF_AN_ABSENT_KEY -> suite.remove(Remove.Item.of(KEY));
                case CLEAR -> new Clear(suite.bucket, CACHE, suite.stamp());
                case TAG_REMOVAL -> new RemoveTag(suite.bucket, CACHE, suite.stamp(), "any");
            };
        }
    }

    @Test
    void ticket_ofAnotherIncarnation_isVoid() {
        Values.Ticketed ticket = miss();
        world.evict(world.layout().meta(bucket));
        assertThat(fillWith(ticket)).isEqualTo(Outcome.UNMET);
        assertThat(miss().left()).isTrue();
    }

    @Test
    void ticket_thatWasEvictedOrHasExpired_isVoid() {
        Values.Ticketed evicted = miss();
        world.evict(world.layout().ticket(bucket, CACHE, KEY));
        assertThat(fillWith(evicted)).isEqualTo(Outcome.UNMET);
        Values.Ticketed expired = miss(20);
        world.pass(Duration.ofMillis(21));
        assertThat(fillWith(expired)).isEqualTo(Outcome.UNMET);
    }

    @Test
    void fill_overAnEntry_needsATicketForThat() {
        put("one");
        List<Read.Item> items = List.of(Read.Item.of(KEY));
        Read again = new Read(bucket, CACHE, items, Read.Part.VERSION, Read.Tickets.ALWAYS, TICKET_MILLIS);
        Values.Ticketed ticket = ask(again).values().get(0).ticket();
        assertThat(fillWith(ticket, true)).isEqualTo(Outcome.UNMET);
        assertThat(fillWith(ticket, false)).isEqualTo(Outcome.UPDATED);
    }

    @Test
    void refresh_needsTheEntryThatItSetOutFrom() {
        Version version = put("one");
        Write refresh = fill(Write.Item.of(KEY, payload("fresh"), new Condition.Refresh(version)));
        assertThat(only(ask(refresh)).outcome()).isEqualTo(Outcome.UPDATED);
        assertThat(only(ask(refresh)).outcome()).isEqualTo(Outcome.UNMET);
        ask(remove(Remove.Item.of(KEY)));
        assertThat(only(ask(refresh)).outcome()).isEqualTo(Outcome.UNMET);
    }

    // ---- pages

    @Test
    void scan_listsAllKeysOfTheCache_andNoOthers() {
        List<KeyLayout.Place> expected = Stream.iterate(0, i -> i < 50, i -> i + 1)
                .map(i -> key("scan-" + i))
                .map(key -> new KeyLayout.Place(world.layout().buckets().of(CACHE, key), key))
                .toList();
        expected.forEach(place -> {
            for (String cache : List.of(CACHE, "order*")) {
                Write.Item item = Write.Item.of(place.key(), payload("x"));
                int where = world.layout().buckets().of(cache, place.key());
                ask(new Write(where, cache, stamp(), write(item).type(), List.of(item)));
            }
        });
        assertThat(scanned(CACHE)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(scanned("order")).isEmpty();
        assertThat(scanned("order*")).hasSize(50);
    }

    private List<KeyLayout.Place> scanned(String cache) {
        Stream.Builder<KeyLayout.Place> all = Stream.builder();
        Page page = ask(new Scan(cache, Scan.START, 7));
        page.places().forEach(all);
        while (!page.isLast()) {
            page = ask(new Scan(cache, page.next(), 7));
            page.places().forEach(all);
        }
        return all.build().distinct().toList();
    }

    // ---- no late execution

    @Test
    void mutation_thatArrivesLate_changesNothing() {
        Version version = put("one");
        assertUnknown(() -> write(Write.Item.of(KEY, payload("late"))));
        assertUnknown(() -> remove(Remove.Item.of(KEY)));
        assertUnknown(() -> new Clear(bucket, CACHE, stamp()));
        assertUnknown(() -> new RemoveTag(bucket, CACHE, stamp(), "tag"));
        assertUnknown(() -> new Touch(bucket, CACHE, List.of(new Touch.Item(KEY, version, new Life(1)))));
        assertThat(head().last()).isEqualTo(version);
        assertThat(get()).isEqualTo("one");
    }

    private void assertUnknown(Supplier<Command<?>> command) {
        head();
        world.stall();
        CompletableFuture<? extends Reply<?>> reply = send(store, command.get(), Duration.ofMillis(100));
        assertThat(world.settle(reply).failure()).isInstanceOf(Failure.Unknown.class);
        world.resume();
    }
}
