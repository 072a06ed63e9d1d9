package org.terracecache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.terracecache.bus.Announcement;
import org.terracecache.bus.Heartbeat;
import org.terracecache.bus.Message;
import org.terracecache.bus.MessageType;
import org.terracecache.bus.Messages;
import org.terracecache.bus.UndecodableException;
import org.terracecache.bus.ValueChange;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;
import org.terracecache.remote.Wish.Wanted;

/** What every store publishes, and every bus carries (PROTOCOL §1, §2 and §4). */
public abstract class BusCompliance extends StoreSuite {
    // ---- messages

    @Test
    void mutation_publishesOneMessage_withItsVersionAndThePreviousOne() throws Exception {
        Heard heard = hear("node-b");
        ReplyHead before = head();
        Version first = put("one");
        Message written = heard.message();
        assertThat(written)
                .isEqualTo(new Message(
                        bucket,
                        before.incarnation(),
                        first,
                        before.last(),
                        MessageType.WRITTEN,
                        CACHE,
                        List.of(KEY),
                        "",
                        "node-a"));
        Version second = ask(remove(Remove.Item.of(neighbour(0)))).head().last();
        Message removed = heard.message();
        assertThat(removed.type()).isEqualTo(MessageType.REMOVED);
        assertThat(removed.keys()).containsExactly(neighbour(0));
        assertThat(removed.version()).isEqualTo(second);
        assertThat(removed.previous()).isEqualTo(first);
    }

    @Test
    void message_ofEachKindOfMutation_saysItsType() throws Exception {
        Heard heard = hear("node-b");
        Values.Ticketed ticket =
                ask(Read.forLoad(bucket, CACHE, KEY, 1_000)).values().get(0).ticket();
        Condition stands = new Condition.TicketStands(ticket.ticket(), true);
        ask(fill(Write.Item.of(KEY, payload("loaded"), stands)));
        ask(new RemoveTag(bucket, CACHE, stamp(), "größe"));
        ask(new Clear(bucket, CACHE, stamp()));
        ask(new Remove(bucket, CACHE, stamp(), MessageType.EXPIRED, List.of(Remove.Item.of(KEY))));
        ask(write(Write.Item.of(KEY, payload("x")).living(Life.OVER, Life.OVER)));
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            messages.add(heard.message());
        }
        assertThat(messages)
                .extracting(Message::type)
                .containsExactly(
                        MessageType.FILLED,
                        MessageType.TAG_REMOVED,
                        MessageType.CLEARED,
                        MessageType.EXPIRED,
                        MessageType.EXPIRED);
        assertThat(messages).extracting(Message::tag).containsExactly("", "größe", "", "", "");
        assertThat(messages).extracting(each -> each.keys().size()).containsExactly(1, 0, 0, 1, 1);
    }

    @Test
    void message_ofABulk_namesTheKeysThatWereChanged() throws Exception {
        put("one");
        Heard heard = hear("node-b");
        ask(write(
                Write.Item.of(KEY, payload("x"), Condition.ABSENT),
                Write.Item.of(neighbour(0), payload("a")),
                Write.Item.of(neighbour(1), payload("b"))));
        assertThat(heard.message().keys()).containsExactly(neighbour(0), neighbour(1));
    }

    @Test
    void command_thatChangesNothing_publishesNothing() throws Exception {
        Version version = put("one");
        Heard heard = hear("node-b");
        put("two", Condition.ABSENT);
        read();
        ask(new Check(bucket, CACHE, List.of(new Check.Item(KEY, version))));
        ask(new Touch(bucket, CACHE, List.of(new Touch.Item(KEY, version, Life.ETERNAL))));
        ask(new Reclaim(bucket, CACHE, List.of(KEY)));
        ask(new Wish(bucket, Map.of(CACHE, Set.of()), 1_000));
        Version last = ask(remove(Remove.Item.of(KEY))).head().last();
        assertThat(heard.message().version()).isEqualTo(last);
    }

    @Test
    void messages_ofABucket_makeOneUnbrokenChain() throws Exception {
        Heard heard = hear("node-b");
        Version last = head().last();
        for (int i = 0; i < 50; i++) {
            RemoteStore other = world.store("node-" + i % 3);
            ask(other, write(Write.Item.of(i % 2 == 0 ? KEY : neighbour(0), payload("v" + i))));
        }
        for (int i = 0; i < 50; i++) {
            Message message = heard.message();
            assertThat(message.previous()).isEqualTo(last);
            last = message.version();
        }
    }

    // ---- values that somebody wants

    @Test
    void message_carriesValues_onlyWhileANodeWantsThem() throws Exception {
        Heard heard = hear("node-b");
        put("one");
        assertThat(heard.message().values()).isEmpty();
        wish(Set.of(Wanted.OLD_VALUES, Wanted.NEW_VALUES), 60_000);
        put("two");
        assertThat(heard.message().values()).containsExactly(ValueChange.of(told("one"), told("two")));
        ask(remove(Remove.Item.of(KEY)));
        assertThat(heard.message().values()).containsExactly(ValueChange.of(told("two"), null));
        wish(Set.of(), 60_000);
        put("three");
        assertThat(heard.message().values()).isEmpty();
    }

    @Test
    void message_carriesOnlyTheSideThatIsWanted() throws Exception {
        Heard heard = hear("node-b");
        wish(Set.of(Wanted.NEW_VALUES), 60_000);
        put("one");
        put("two");
        assertThat(heard.message().values()).containsExactly(ValueChange.of(null, told("one")));
        assertThat(heard.message().values()).containsExactly(ValueChange.of(new byte[0], told("two")));
    }

    @Test
    void wish_ofANodeThatIsGone_ends_andOneWithHeartbeatsStays() throws Exception {
        Heard heard = hear("node-a");
        wish(Set.of(Wanted.NEW_VALUES), 60);
        ask(new Beat(List.of(bucket), 1, 60_000));
        world.pass(Duration.ofMillis(61));
        put("one");
        assertThat(heard.message().values()).hasSize(1);
        wish(Set.of(Wanted.NEW_VALUES), 60);
        world.pass(Duration.ofMillis(61));
        put("two");
        assertThat(heard.message().values()).isEmpty();
    }

    private void wish(Set<Wanted> wanted, long millis) {
        ask(new Wish(bucket, Map.of(CACHE, wanted), millis));
    }

    private static byte[] told(String value) {
        return ("\0\1" + value).getBytes(StandardCharsets.UTF_8);
    }

    // ---- heartbeats, announcements, subscriptions

    @Test
    void heartbeat_comesBackToItsNodeOnly_withTheStateOfItsBuckets() throws Exception {
        Heard own = hear("node-a");
        Heard other = hear("node-b");
        put("one");
        ReplyHead head = head();
        long nonce = 0x0D0A_00FF_2500_8001L;
        ask(new Beat(List.of(0, 1, 2, 3), nonce, 1_000));
        Heartbeat heartbeat = Heartbeat.decode(own.next("heartbeat"));
        assertThat(heartbeat.nonce()).isEqualTo(nonce);
        assertThat(heartbeat.timeMicros()).isGreaterThanOrEqualTo(head.timeMicros());
        assertThat(heartbeat.buckets())
                .hasSize(4)
                .contains(new Heartbeat.Position(bucket, head.incarnation(), head.last()));
        ask(new Announce(new Announcement("node-a", false, 1_000)));
        assertThat(Announcement.decode(other.next("announcement"))).isEqualTo(new Announcement("node-a", false, 1_000));
        assertThat(other.seen()).containsExactly("confirmed", "message", "announcement");
    }

    @Test
    void subscription_isOnTheServerThatAnswersCommands() throws Exception {
        assertThat(new String(hear("node-b").first(), StandardCharsets.UTF_8)).isEqualTo(head().server());
    }

    @Test
    void subscription_thatIsCut_tellsItsLoss_andNothingAfterIt() throws Exception {
        BusTransport bus = world.bus("node-b");
        Heard first = new Heard();
        bus.subscribe(first);
        first.next("confirmed");
        world.cutSubscriptions();
        first.next("lost");
        Heard second = new Heard();
        bus.subscribe(second);
        second.next("confirmed");
        put("one");
        second.message();
        assertThat(first.seen()).containsExactly("confirmed", "lost");
    }

    @Test
    void subscription_thatIsAbandoned_hearsNothing() throws Exception {
        Heard abandoned = new Heard();
        BusSubscription subscription = world.bus("node-b").subscribe(abandoned);
        abandoned.next("confirmed");
        Heard kept = hear("node-c");
        subscription.close();
        put("one");
        kept.message();
        assertThat(abandoned.seen()).containsExactly("confirmed");
    }

    private Heard hear(String node) throws InterruptedException {
        Heard heard = new Heard();
        world.bus(node).subscribe(heard);
        heard.first = heard.next("confirmed");
        return heard;
    }

    /** What a subscriber has heard. */
    private static final class Heard implements BusSubscriber {
        private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
        private final List<String> seen = new ArrayList<>();
        private byte[] first;

        @Override
        public void confirmed(String server) {
            add("confirmed", -1, server.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void message(int bucket, byte[] bytes) {
            add("message", bucket, bytes);
        }

        @Override
        public void heartbeat(byte[] bytes) {
            add("heartbeat", -1, bytes);
        }

        @Override
        public void announcement(byte[] bytes) {
            add("announcement", -1, bytes);
        }

        @Override
        public void lost(String detail) {
            add("lost", -1, detail.getBytes(StandardCharsets.UTF_8));
        }

        private synchronized void add(String kind, int bucket, byte[] bytes) {
            seen.add(kind);
            calls.add(new Call(kind, bucket, KeyBytes.of(bytes)));
        }

        private synchronized List<String> seen() {
            return List.copyOf(seen);
        }

        private byte[] first() {
            return first;
        }

        /** Waits for the next call of a kind. */
        private byte[] next(String kind) throws InterruptedException {
            return await(kind).bytes().toBytes();
        }

        private Message message() throws InterruptedException, UndecodableException {
            Call call = await("message");
            Message message = Messages.decode(call.bytes().toBytes());
            assertThat(message.bucket()).isEqualTo(call.bucket());
            return message;
        }

        private Call await(String kind) throws InterruptedException {
            Call call = calls.poll(10, TimeUnit.SECONDS);
            while (call != null && !call.kind().equals(kind)) {
                call = calls.poll(10, TimeUnit.SECONDS);
            }
            assertThat(call).as("a call: %s", kind).isNotNull();
            return call;
        }
    }

    private record Call(String kind, int bucket, KeyBytes bytes) {}
}
