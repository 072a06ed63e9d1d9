package org.terracecache.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.terracecache.entry.Buckets;
import org.terracecache.entry.KeyLayout;
import org.terracecache.entry.Limits;
import org.terracecache.entry.Version;

/** The store in memory keeps what every store promises, and has the faults that it is there for. */
class InMemoryStoreTest {
    @Nested
    class Entries extends RemoteStoreCompliance {
        @Override
        protected World open() {
            return new InMemoryWorld();
        }
    }

    @Nested
    class Lives extends LifeCompliance {
        @Override
        protected World open() {
            return new InMemoryWorld();
        }
    }

    @Nested
    class Bus extends BusCompliance {
        @Override
        protected World open() {
            return new InMemoryWorld();
        }
    }

    private final KeyLayout layout = new KeyLayout("test", 0, new Buckets(1), Limits.DEFAULT);
    private final InMemoryServer server = new InMemoryServer(layout, 7);
    private final List<Version> versions = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    @Test
    void failOver_toAnEarlierState_losesWritesAndIsAnotherServer() {
        InMemoryStore store = new InMemoryStore(server, "node-a", 1);
        clear(store);
        InMemoryServer.State earlier = server.snapshot();
        clear(store);
        String before = server.runId();
        server.failOver(earlier);
        store.execute(request(new ReadMeta(0)));
        assertThat(versions.get(2)).isEqualTo(versions.get(0)).isNotEqualTo(versions.get(1));
        assertThat(server.runId()).isNotEqualTo(before);
    }

    @Test
    void reply_thatIsLost_makesTheOutcomeUnknown_onceItCanNoLongerHappen() {
        InMemoryStore store = new InMemoryStore(server, "node-a", 1);
        store.onWayBack(reply -> {});
        clear(store);
        assertThat(failures).isEmpty();
        server.advance(Request.MAX_TIMEOUT_NANOS / 60);
        server.advance(1_000);
        assertThat(failures).hasSize(1).first().isInstanceOf(Failure.Unknown.class);
        assertThat(versions).isEmpty();
    }

    @Test
    void clock_thatStepsBack_leavesVersionsGrowing() {
        InMemoryStore store = new InMemoryStore(server, "node-a", 1);
        clear(store);
        server.stepClock(-1_000_000);
        clear(store);
        assertThat(versions.get(1).number()).isEqualTo(versions.get(0).number() + 1);
    }

    private void clear(InMemoryStore store) {
        store.execute(request(new Clear(0, "cache", versions.size() + 1)));
    }

    private <A extends BucketAnswer> Request<A> request(Command<A> command) {
        return new Request<>(command, Request.MAX_TIMEOUT_NANOS / 60, new Callback<A>() {
            @Override
            public void answered(A answer) {
                versions.add(answer.head().last());
            }

            @Override
            public void failed(Failure failure) {
                failures.add(failure);
            }
        });
    }
}
