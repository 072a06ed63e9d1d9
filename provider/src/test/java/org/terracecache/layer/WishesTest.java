package org.terracecache.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;
import org.terracecache.remote.Done;
import org.terracecache.remote.Failure;
import org.terracecache.remote.Request;
import org.terracecache.remote.Wish;
import org.terracecache.remote.Wish.Wanted;

/** What is told of wishes, by a store that answers when it is told to. */
class WishesTest {
    private static final int BUCKETS = 2;

    private final AskedNode node = new AskedNode(BUCKETS);
    private final Deque<Request<?>> asked = node.asked;
    private final List<Runnable> later = node.later;
    private final Wishes wishes = new Wishes(AskedNode.TERMS, node.node);

    private List<String> askedNow() {
        return asked.stream()
                .map(request -> (Wish) request.command())
                .map(wish -> wish.bucket() + " "
                        + wish.wishes().get("numbers").stream()
                                .map(Wanted::name)
                                .sorted()
                                .collect(Collectors.joining("+")))
                .toList();
    }

    @SuppressWarnings("unchecked") // a wish is answered by Done
    private void answerAll() {
        Done done = new Done(new ReplyHead(1, new Version(1, 1), 0, "server"));
        List<Request<?>> now = new ArrayList<>(asked);
        asked.clear();
        now.forEach(request -> ((Request<Done>) request).callback().answered(done));
    }

    @Test
    void tellings_followOneAnother() {
        wishes.want(Set.of(Wanted.OLD_VALUES));
        CompletableFuture<Void> first = wishes.tell();
        assertThat(askedNow()).containsExactly("0 OLD_VALUES", "1 OLD_VALUES");
        wishes.want(Set.of(Wanted.OLD_VALUES, Wanted.NEW_VALUES));
        CompletableFuture<Void> second = wishes.tell();
        assertThat(asked).hasSize(BUCKETS);
        answerAll();
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        assertThat(askedNow()).containsExactly("0 NEW_VALUES+OLD_VALUES", "1 NEW_VALUES+OLD_VALUES");
        answerAll();
        assertThat(second).isCompleted();
        assertThat(wishes.tell()).isCompleted();
        assertThat(asked).isEmpty();
    }

    @Test
    void whatABucketForgets_isToldAgain_evenWhileItIsBeingTold() {
        wishes.want(Set.of(Wanted.OLD_VALUES));
        CompletableFuture<Void> told = wishes.tell();
        wishes.forgotten(1);
        answerAll();
        later.forEach(Runnable::run);
        assertThat(askedNow()).containsExactly("1 OLD_VALUES");
        answerAll();
        assertThat(told).isCompleted();
        assertThat(wishes.tell()).isCompleted();
        assertThat(asked).isEmpty();
    }

    @Test
    void whatIsWanted_isToldByAnotherThread_unlessSomebodyWaitsForIt() {
        wishes.want(Set.of(Wanted.OLD_VALUES));
        assertThat(asked).isEmpty();
        later.forEach(Runnable::run);
        assertThat(askedNow()).containsExactly("0 OLD_VALUES", "1 OLD_VALUES");
        later.clear();
        wishes.want(Set.of(Wanted.OLD_VALUES));
        assertThat(later).isEmpty();
    }

    @Test
    void end_isToldOnce() {
        wishes.want(Set.of(Wanted.OLD_VALUES));
        CompletableFuture<Void> told = wishes.tell();
        answerAll();
        CompletableFuture<Void> ended = wishes.end();
        assertThat(askedNow()).containsExactly("0 ", "1 ");
        asked.removeFirst().callback().failed(new Failure.Unknown("no reply"));
        answerAll();
        wishes.forgotten(1);
        later.forEach(Runnable::run);
        assertThat(told).isCompleted();
        assertThat(ended).isCompleted();
        assertThat(asked).isEmpty();
    }

    @Test
    void whatIsNotAnswered_isToldLater() {
        wishes.want(Set.of(Wanted.OLD_VALUES));
        CompletableFuture<Void> told = wishes.tell();
        Request<?> lost = asked.removeFirst();
        answerAll();
        lost.callback().failed(new Failure.Unknown("no reply"));
        assertThat(told).isCompleted();
        later.forEach(Runnable::run);
        assertThat(askedNow()).containsExactly("0 OLD_VALUES");
    }
}
