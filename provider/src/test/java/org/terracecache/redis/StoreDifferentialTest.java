package org.terracecache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.terracecache.entry.Entry;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.Version;
import org.terracecache.remote.Clear;
import org.terracecache.remote.Condition;
import org.terracecache.remote.InMemoryWorld;
import org.terracecache.remote.LoadTicket;
import org.terracecache.remote.Mutated;
import org.terracecache.remote.Read;
import org.terracecache.remote.Remove;
import org.terracecache.remote.RemoveTag;
import org.terracecache.remote.StoreSuite;
import org.terracecache.remote.Values;
import org.terracecache.remote.World;
import org.terracecache.remote.Write;
import org.terracecache.server.RedisProcess;

/** Random sequences of commands end in Redis as they end in memory, versions and tickets being told by when they came up. */
class StoreDifferentialTest {
    private static final int ROUNDS = 30;
    private static final int STEPS = 200;
    private static final List<Read.Tickets> TICKETS = List.of(Read.Tickets.values());

    @Test
    void randomCommands_endAlikeInBothStores() throws Exception {
        long first = Long.getLong("terrace.store.seed", System.nanoTime());
        int rounds = Long.getLong("terrace.store.seed") != null ? 1 : ROUNDS;
        try (RedisProcess redis = RedisProcess.start()) {
            for (long seed = first; seed < first + rounds; seed++) {
                List<String> inMemory = new Side(new InMemoryWorld()).play(new Random(seed));
                List<String> inRedis = new Side(new RedisWorld(redis)).play(new Random(seed));
                assertThat(inRedis)
                        .as("reproduce with -Dterrace.store.seed=" + seed)
                        .isEqualTo(inMemory);
            }
        }
    }

    /** One store, and what came up in it. */
    private static final class Side extends StoreSuite {
        private final World own;
        private final List<String> log = new ArrayList<>();
        private final List<Version> versions = new ArrayList<>(List.of(Version.NONE));
        private final List<LoadTicket> tickets = new ArrayList<>();
        private final Map<Version, Integer> births = new HashMap<>(Map.of(Version.NONE, 0));

        private Side(World own) throws Exception {
            this.own = own;
            openWorld();
        }

        @Override
        protected World open() {
            return own;
        }

        private List<String> play(Random random) {
            for (int step = 0; step < STEPS; step++) {
                step(random);
            }
            closeWorld();
            return log;
        }

        private void step(Random random) {
            KeyBytes key = random.nextBoolean() ? KEY : neighbour(random.nextInt(2));
            Condition condition = condition(random);
            int kind = random.nextInt(20);
            if (kind < 6) {
                tell(ask(write(item(random, key, condition), item(random, neighbour(2), Condition.ANY))));
            } else if (kind < 10) {
                tell(ask(remove(new Remove.Item(key, condition, random.nextBoolean()))));
            } else if (kind < 13) {
                tell(ask(fill(item(random, key, condition))));
            } else if (kind == 13) {
                tell(ask(new Clear(bucket, CACHE, stamp())));
            } else if (kind == 14) {
                tell(ask(new RemoveTag(bucket, CACHE, stamp(), "tag-" + random.nextInt(2))));
            } else if (kind == 15 && random.nextInt(4) == 0) {
                world.evict(random.nextBoolean() ? world.layout().meta(bucket) : entryName());
            } else {
                read(key, random);
            }
        }

        private Write.Item item(Random random, KeyBytes key, Condition condition) {
            Write.Item item = Write.Item.of(key, payload("v" + random.nextInt(3)), condition);
            Write.Item tagged = random.nextBoolean() ? item.tagged("tag-" + random.nextInt(2)) : item;
            return random.nextBoolean() ? tagged.withOld() : tagged;
        }

        private Condition condition(Random random) {
            int kind = random.nextInt(8);
            Version version = versions.get(Math.max(0, versions.size() - 1 - random.nextInt(3)));
            LoadTicket ticket = tickets.isEmpty()
                    ? new LoadTicket(1, Version.NONE)
                    : tickets.get(Math.max(0, tickets.size() - 1 - random.nextInt(3)));
            return switch (kind) {
                case 0 -> Condition.ABSENT;
                case 1 -> Condition.PRESENT;
                case 2 -> new Condition.SameBytes(payload("v" + random.nextInt(3)));
                case 3 -> new Condition.SameVersion(version);
                case 4, 5 -> new Condition.TicketStands(ticket, random.nextBoolean());
                default -> Condition.ANY;
            };
        }

        private void tell(Mutated mutated) {
            if (mutated.changed()) {
                versions.add(mutated.head().last());
                births.put(mutated.head().last(), versions.size());
            }
            log.add(mutated.changed() + " "
                    + mutated.results().stream()
                            .map(each -> each.outcome() + " " + births.get(each.previous()) + " "
                                    + (each.old() == null
                                            ? null
                                            : text(each.old()) + " "
                                                    + each.old().tags()))
                            .toList());
        }

        private static String text(Entry entry) {
            return new String(entry.payload().bytes(), StandardCharsets.UTF_8);
        }

        private void read(KeyBytes key, Random random) {
            Read.Tickets wanted = TICKETS.get(random.nextInt(TICKETS.size()));
            List<Read.Item> items = List.of(new Read.Item(key, versions.get(versions.size() - 1)));
            Values.Value value = ask(new Read(bucket, CACHE, items, Read.Part.ENTRY, wanted, 60_000))
                    .values()
                    .get(0);
            String ticket = "none";
            if (value.ticket() != null) {
                tickets.add(value.ticket().ticket());
                ticket = value.ticket().left() + " "
                        + births.get(value.ticket().ticket().last());
            }
            String found = value instanceof Values.Found entry
                    ? text(entry.entry()) + " "
                            + births.get(entry.entry().header().version())
                    : value.getClass().getSimpleName();
            log.add("read " + found + " " + ticket);
        }
    }
}
