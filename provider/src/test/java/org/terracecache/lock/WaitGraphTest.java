package org.terracecache.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.jcache.Together;

class WaitGraphTest {
    private final Together together = new Together();

    @AfterEach
    void close() {
        together.close();
    }

    /** Something that one thread does and others wait for. */
    private static final class Task {
        private final String name;
        private volatile Thread doer;
        private volatile boolean over;
        private final List<Wait> waits = new ArrayList<>();

        Task(String name) {
            this.name = name;
        }

        boolean await(boolean breakable) {
            Wait wait = new Wait(name, breakable) {
                @Override
                protected Thread blocker() {
                    return doer;
                }

                @Override
                protected boolean isOver() {
                    return over;
                }
            };
            synchronized (waits) {
                waits.add(wait);
            }
            return WaitGraph.await(wait);
        }

        void end() {
            over = true;
            synchronized (waits) {
                waits.forEach(Wait::wake);
            }
        }
    }

    /** What the waits of a ring of threads came to: thread i does task i and waits for the next one. */
    private List<String> ring(int size, boolean... breakable) throws Exception {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            tasks.add(new Task("key-" + i));
        }
        CountDownLatch all = new CountDownLatch(size);
        List<Future<String>> futures = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Task own = tasks.get(i);
            Task next = tasks.get((i + 1) % size);
            boolean mayBreak = breakable[i];
            futures.add(together.start(() -> {
                own.doer = Thread.currentThread();
                all.countDown();
                Together.awaitSignal(all);
                try {
                    return next.await(mayBreak) ? "over" : "broken";
                } catch (KeyCycleException e) {
                    return e.getMessage();
                } finally {
                    own.end();
                }
            }));
        }
        List<String> outcomes = new ArrayList<>();
        for (Future<String> future : futures) {
            outcomes.add(Together.result(future));
        }
        return outcomes;
    }

    @Test
    void await_inACycleOfTwoThatCannotBeBroken_throwsForExactlyOne() throws Exception {
        for (int round = 0; round < 50; round++) {
            List<String> outcomes = ring(2, false, false);
            assertThat(outcomes).containsOnlyOnce("over");
            outcomes.remove("over");
            assertThat(outcomes).singleElement().asString().contains("key-0", "key-1");
        }
    }

    @Test
    void await_inACycleOfThreeThatCannotBeBroken_throwsForExactlyOne() throws Exception {
        for (int round = 0; round < 50; round++) {
            List<String> outcomes = ring(3, false, false, false);
            outcomes.removeIf("over"::equals);
            assertThat(outcomes).singleElement().asString().contains("key-0", "key-1", "key-2");
        }
    }

    @Test
    void await_inACycleThatCanBeBroken_breaksOneWaitAndThrowsForNobody() throws Exception {
        for (int round = 0; round < 50; round++) {
            List<String> outcomes = ring(3, false, true, false);
            assertThat(outcomes).containsExactly("over", "broken", "over");
        }
    }

    @Test
    void await_inACycleWhereAllCanBeBroken_breaksExactlyOne() throws Exception {
        for (int round = 0; round < 50; round++) {
            List<String> outcomes = ring(2, true, true);
            assertThat(outcomes).containsExactlyInAnyOrder("over", "broken");
        }
    }

    @Test
    void await_ofATaskOfOnesOwn_throws() {
        Task task = new Task("mine");
        task.doer = Thread.currentThread();

        assertThatThrownBy(() -> task.await(false))
                .isInstanceOf(KeyCycleException.class)
                .hasMessageContaining("mine");
        assertThat(task.await(true)).as("a wait that can be broken is").isFalse();
    }

    @Test
    void await_whenItIsOverAlready_returnsAtOnce() {
        Task task = new Task("done");
        task.end();

        assertThat(task.await(false)).isTrue();
    }

    @Test
    void await_whenNobodyIsKnownToAct_waitsForTheEnd() throws Exception {
        Task task = new Task("nobody's");
        Thread[] waiter = new Thread[1];
        CountDownLatch known = new CountDownLatch(1);
        Future<Boolean> wait = together.start(() -> {
            waiter[0] = Thread.currentThread();
            known.countDown();
            return task.await(false);
        });
        Together.awaitSignal(known);
        Together.awaitParked(waiter[0]);

        task.end();

        assertThat(Together.result(wait)).isTrue();
    }

    @Test
    void await_whenInterrupted_goesOnAndKeepsTheInterrupt() throws Exception {
        Task task = new Task("key");
        Thread[] waiter = new Thread[1];
        CountDownLatch known = new CountDownLatch(1);
        Future<Boolean> wait = together.start(() -> {
            waiter[0] = Thread.currentThread();
            known.countDown();
            boolean over = task.await(false);
            return over && Thread.interrupted();
        });
        Together.awaitSignal(known);
        Together.awaitParked(waiter[0]);

        waiter[0].interrupt();
        org.awaitility.Awaitility.await().until(() -> !waiter[0].isInterrupted());
        Together.awaitParked(waiter[0]);
        assertThat(wait).isNotDone();
        task.end();

        assertThat(Together.result(wait)).as("over, and interrupted still").isTrue();
    }
}
