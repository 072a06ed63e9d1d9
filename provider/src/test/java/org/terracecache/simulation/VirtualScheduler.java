package org.terracecache.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.terracecache.remote.InMemoryServer;

/** A node's scheduler, whose time is that of the simulation. What is due may also be made to happen early. */
final class VirtualScheduler extends AbstractExecutorService implements ScheduledExecutorService {
    private final InMemoryServer clock;
    private final List<Task> tasks = new ArrayList<>();
    private boolean shut;

    VirtualScheduler(InMemoryServer clock) {
        this.clock = clock;
    }

    /** What happens again and again happens now. */
    void turn() {
        List.copyOf(tasks).stream().filter(task -> task.periodNanos > 0).forEach(task -> task.action.run());
    }

    /** What is to happen once happens now. */
    void hurry() {
        List.copyOf(tasks).stream().filter(task -> task.periodNanos == 0).forEach(Task::run);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        Task task = new Task(command, 0);
        task.after(unit.toNanos(delay));
        return task;
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
        Task task = new Task(command, unit.toNanos(delay));
        task.after(unit.toNanos(initial));
        return task;
    }

    private final class Task implements ScheduledFuture<Object> {
        private final Runnable action;
        private final long periodNanos;
        private long dueNanos;
        private boolean cancelled;

        Task(Runnable action, long periodNanos) {
            this.action = action;
            this.periodNanos = periodNanos;
        }

        void after(long nanos) {
            dueNanos = clock.nanos() + nanos;
            tasks.add(this);
            clock.at(dueNanos, this::run);
        }

        void run() {
            if (tasks.remove(this) && !shut) {
                action.run();
                if (periodNanos > 0 && !cancelled) {
                    after(periodNanos);
                }
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            cancelled = true;
            return tasks.remove(this);
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public boolean isDone() {
            return !tasks.contains(this);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - clock.nanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }

        @Override
        public Object get() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object get(long timeout, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public void shutdown() {
        shut = true;
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shut;
    }

    @Override
    public boolean isTerminated() {
        return shut;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shut;
    }

    @Override
    public void execute(Runnable command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initial, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }
}
