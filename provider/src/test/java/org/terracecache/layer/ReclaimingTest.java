package org.terracecache.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.terracecache.entry.KeyBytes;
import org.terracecache.entry.KeyLayout;
import org.terracecache.entry.ReplyHead;
import org.terracecache.entry.Version;
import org.terracecache.remote.Failure;
import org.terracecache.remote.Page;
import org.terracecache.remote.Reclaim;
import org.terracecache.remote.Reclaimed;
import org.terracecache.remote.Request;
import org.terracecache.remote.Scan;

/** How a pass goes on, over a store that answers when it is told to. */
class ReclaimingTest {
    private static final int BUCKETS = 3;

    private final AskedNode node = new AskedNode(BUCKETS);
    private final Deque<Request<?>> asked = node.asked;
    private final List<Runnable> later = node.later;
    private final Reclaiming reclaiming = new Reclaiming(AskedNode.TERMS, node.node);

    private void runLater() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    /** The scan that is asked for, and nothing else, gives a page with a key of each bucket. */
    @SuppressWarnings("unchecked") // a scan is answered by a page
    private void answerScan(String cursor, String next) {
        assertThat(asked).hasSize(1);
        Request<Page> scan = (Request<Page>) asked.removeFirst();
        assertThat(((Scan) (Object) scan.command()).cursor()).isEqualTo(cursor);
        List<KeyLayout.Place> places = new ArrayList<>();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            places.add(new KeyLayout.Place(bucket, KeyBytes.of(new byte[] {(byte) bucket})));
        }
        scan.callback().answered(new Page("server", next, places));
        assertThat(asked).hasSize(BUCKETS).allMatch(request -> request.command() instanceof Reclaim);
    }

    @SuppressWarnings("unchecked") // a reclaim is answered by what it did
    private void answerReclaim() {
        ((Request<Reclaimed>) asked.removeFirst())
                .callback()
                .answered(new Reclaimed(new ReplyHead(1, new Version(1, 1), 0, "server"), 1));
    }

    private void failReclaim() {
        asked.removeFirst().callback().failed(new Failure.Unknown("no reply"));
    }

    @Test
    void begin_goesThroughAllPages() {
        reclaiming.begin();
        runLater();
        answerScan(Scan.START, "7");
        for (int i = 0; i < BUCKETS; i++) {
            assertThat(later).isEmpty();
            answerReclaim();
        }
        runLater();
        answerScan("7", Scan.START);
        for (int i = 0; i < BUCKETS; i++) {
            answerReclaim();
        }
        assertThat(later).isEmpty();
    }

    @Test
    void failures_ofSeveralCommandsOfOnePage_tryItAgainOnce() {
        reclaiming.begin();
        runLater();
        answerScan(Scan.START, "7");
        failReclaim();
        answerReclaim();
        assertThat(later).isEmpty();
        failReclaim();
        assertThat(later).hasSize(1);
        runLater();
        answerScan(Scan.START, "7");
    }

    @Test
    void begin_duringAPass_isFollowedByAnother() {
        reclaiming.begin();
        runLater();
        answerScan(Scan.START, Scan.START);
        reclaiming.begin();
        assertThat(later).isEmpty();
        for (int i = 0; i < BUCKETS; i++) {
            answerReclaim();
        }
        runLater();
        answerScan(Scan.START, Scan.START);
    }
}
