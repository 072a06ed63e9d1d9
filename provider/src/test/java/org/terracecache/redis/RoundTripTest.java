package org.terracecache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.terracecache.bus.Announcement;
import org.terracecache.entry.Version;
import org.terracecache.remote.Announce;
import org.terracecache.remote.Answer;
import org.terracecache.remote.Beat;
import org.terracecache.remote.Callback;
import org.terracecache.remote.Check;
import org.terracecache.remote.Clear;
import org.terracecache.remote.Command;
import org.terracecache.remote.Condition;
import org.terracecache.remote.Failure;
import org.terracecache.remote.Life;
import org.terracecache.remote.Read;
import org.terracecache.remote.ReadMeta;
import org.terracecache.remote.Reclaim;
import org.terracecache.remote.Remove;
import org.terracecache.remote.RemoveTag;
import org.terracecache.remote.Request;
import org.terracecache.remote.Scan;
import org.terracecache.remote.StoreSuite;
import org.terracecache.remote.Touch;
import org.terracecache.remote.Wish;
import org.terracecache.remote.World;
import org.terracecache.remote.Write;
import org.terracecache.server.RedisProcess;
import redis.clients.jedis.Protocol;

/** Commands that a server receives, counted by the server, against the table of PROTOCOL §2. */
class RoundTripTest extends StoreSuite {
    private static RedisProcess redis;

    @BeforeAll
    static void startRedis() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Override
    protected World open() throws Exception {
        return new RedisWorld(redis);
    }

    private RedisWorld redisWorld() {
        return (RedisWorld) world;
    }

    @Test
    void everyCommand_isOneScriptCall() {
        for (Supplier<Command<?>> each : commands()) {
            ask(each.get()); // The connection is made, and the server knows the script.
            Command<?> command = each.get();
            resetCounts();
            ask(command);
            assertThat(received()).as("%s", command).containsExactlyEntriesOf(expected(command));
        }
    }

    private List<Supplier<Command<?>>> commands() {
        Condition same = new Condition.SameBytes(payload("a"));
        List<Supplier<Command<?>>> all = new ArrayList<>();
        all.add(() -> Read.of(bucket, CACHE, KEY));
        all.add(() -> Read.forLoad(bucket, CACHE, KEY, 1_000));
        all.add(() -> write(Write.Item.of(KEY, payload("a")).tagged("t").withOld()));
        all.add(() -> write(Write.Item.of(KEY, payload("b"), Condition.ABSENT)));
        all.add(() -> write(Write.Item.of(KEY, payload("b"), same)));
        all.add(() -> fill(Write.Item.of(KEY, payload("b"), new Condition.Refresh(head().last()))));
        all.add(() -> remove(new Remove.Item(KEY, same, true)));
        all.add(() -> remove(Remove.Item.of(KEY)));
        all.add(() -> write(IntStream.range(0, 50)
                .mapToObj(i -> Write.Item.of(neighbour(i), payload("x")))
                .toArray(Write.Item[]::new)));
        all.add(() -> new Check(bucket, CACHE, List.of(new Check.Item(KEY, Version.NONE))));
        all.add(() -> new Touch(bucket, CACHE, List.of(new Touch.Item(KEY, Version.NONE, Life.ETERNAL))));
        all.add(() -> new Clear(bucket, CACHE, stamp()));
        all.add(() -> new RemoveTag(bucket, CACHE, stamp(), "t"));
        all.add(() -> new Reclaim(bucket, CACHE, List.of(KEY)));
        all.add(() -> new ReadMeta(bucket));
        all.add(() -> new Beat(List.of(0, 1, 2, 3), 1, 1_000));
        all.add(() -> new Wish(bucket, Map.of(CACHE, Set.of()), 1_000));
        all.add(() -> new Scan(CACHE, Scan.START, 1_000));
        all.add(() -> new Announce(new Announcement("node-a", true, 0)));
        return all;
    }

    private static Map<String, Long> expected(Command<?> command) {
        if (command instanceof Scan) {
            return Map.of("scan", 1L);
        }
        return Map.of(command instanceof Announce ? "publish" : "evalsha", 1L);
    }

    @Test
    void listOfCommands_isOnePipelineOnOneConnection() {
        ask(new Clear(bucket, CACHE, stamp()));
        long before = connections();
        resetCounts();
        List<Request<?>> requests = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            requests.add(request(new Clear(i, CACHE, stamp()), answers));
        }
        store.execute(requests);
        assertThat(answers).hasSize(4);
        assertThat(received()).containsExactlyEntriesOf(Map.of("evalsha", 4L));
        assertThat(connections()).isEqualTo(before);
    }

    private static <A extends Answer> Request<A> request(Command<A> command, List<Answer> answers) {
        return new Request<>(command, TIMEOUT.toNanos(), new Callback<A>() {
            @Override
            public void answered(A answer) {
                answers.add(answer);
            }

            @Override
            public void failed(Failure failure) {
                throw new AssertionError(failure.toString());
            }
        });
    }

    @Test
    void script_thatTheServerHasForgotten_isSentOnce() {
        put("one");
        redisWorld().ask(Protocol.Command.SCRIPT, "FLUSH");
        resetCounts();
        put("two");
        put("three");
        assertThat(received()).containsExactlyInAnyOrderEntriesOf(Map.of("evalsha", 2L, "eval", 1L));
        assertThat(get()).isEqualTo("three");
    }

    private void resetCounts() {
        redisWorld().ask(Protocol.Command.CONFIG, "RESETSTAT");
    }

    private long connections() {
        String clients = text(redisWorld().ask(Protocol.Command.INFO, "clients"));
        return clients.lines()
                .filter(line -> line.startsWith("connected_clients:"))
                .mapToLong(line -> Long.parseLong(line.substring(18).strip()))
                .sum();
    }

    /** Calls by name, of commands that came from outside of scripts: those that scripts make are told apart by their number. */
    private Map<String, Long> received() {
        String stats = text(redisWorld().ask(Protocol.Command.INFO, "commandstats"));
        Set<String> outer = Set.of("eval", "evalsha", "scan", "publish", "multi", "exec", "auth", "select", "hello");
        Map<String, Long> counts = stats.lines()
                .filter(line -> line.startsWith("cmdstat_"))
                .collect(Collectors.toMap(
                        line -> line.substring(8, line.indexOf(':')),
                        line -> Long.parseLong(line.substring(line.indexOf("calls=") + 6, line.indexOf(',')))));
        counts.keySet().retainAll(outer);
        if (counts.containsKey("evalsha")) {
            counts.remove("publish");
        }
        return counts;
    }

    private static String text(Object reply) {
        return ScriptReply.text(reply);
    }
}
