package org.terracecache.jcache;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.terracecache.TerraceCache;
import org.terracecache.config.PluginDefinition;
import org.terracecache.lock.Wait;
import org.terracecache.lock.WaitGraph;
import org.terracecache.observe.CacheSignals;
import org.terracecache.observe.ListenerName;
import org.terracecache.observe.SubscriptionScope;
import org.terracecache.spi.CachePlugin;

/**
 * The plug-ins of one cache. They are started by the thread that makes the cache, once it has left the manager's lock; whoever gets
 * the cache meanwhile waits. They are stopped by whoever is first to close it, and the one that is just being started by who starts
 * it. No lock is held while a plug-in runs.
 */
final class Plugins {
    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    private final List<PluginDefinition> definitions;
    private final CacheSignals<?, ?> signals;
    private final Deque<Plugin> running = new ArrayDeque<>();
    private final Queue<Wait> waits = new ConcurrentLinkedQueue<>();

    /** Whether starting has begun; known to the starter only. */
    private boolean begun;

    private boolean stopped;

    /** Who starts the plug-ins, null once that is done. */
    private volatile @Nullable Thread starter;

    private record Plugin(String name, CachePlugin plugin, SubscriptionScope subscriptions) {}

    /** A step in the life of a plug-in. */
    private interface Step {
        void run() throws Exception;
    }

    private final class Start extends Wait {
        Start() {
            super("plug-ins", true);
        }

        @Override
        protected @Nullable Thread blocker() {
            return starter;
        }

        @Override
        protected boolean isOver() {
            return starter == null;
        }
    }

    /** To be started by the current thread. */
    Plugins(List<PluginDefinition> definitions, CacheSignals<?, ?> signals) {
        this.definitions = definitions;
        this.signals = signals;
        this.starter = definitions.isEmpty() ? null : Thread.currentThread();
    }

    /**
     * Starts the plug-ins if that is this thread's business, or waits until they are started. A plug-in that gets its own cache does
     * not wait, and of caches whose plug-ins get each other one is had before all of its own are started.
     */
    void ready(TerraceCache<?, ?> cache) {
        Thread thread = starter;
        if (thread == null) {
            return;
        }
        if (thread != Thread.currentThread()) {
            Start start = new Start();
            waits.add(start);
            boolean ignored = WaitGraph.await(start);
        } else if (!begun) {
            begun = true;
            try {
                definitions.forEach(definition -> start(definition, cache));
            } finally {
                starter = null;
                waits.forEach(Wait::wake);
                waits.clear();
            }
        }
    }

    private void start(PluginDefinition definition, TerraceCache<?, ?> cache) {
        Plugin plugin = isStopped() ? null : make(definition);
        if (plugin == null || isRunning(plugin.plugin())) {
            return;
        }
        boolean started = succeeds(
                plugin.name(),
                "started",
                () -> plugin.subscriptions().run(() -> plugin.plugin().start(cache)));
        if (!started) {
            release(plugin);
        } else if (!keep(plugin)) {
            stop(plugin, cache);
        }
    }

    private @Nullable Plugin make(PluginDefinition definition) {
        Plugin[] made = new Plugin[1];
        succeeds(ListenerName.of(definition.name()), "made", () -> {
            CachePlugin plugin = definition.factory().create();
            made[0] = new Plugin(ListenerName.of(plugin.getClass().getName()), plugin, new SubscriptionScope());
        });
        return made[0];
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** Whether the same plug-in came from another factory: it is started, stopped and closed once. */
    private synchronized boolean isRunning(CachePlugin plugin) {
        return running.stream().anyMatch(other -> other.plugin() == plugin);
    }

    /** Whether the plug-in was taken among those that {@link #stop} stops. */
    private synchronized boolean keep(Plugin plugin) {
        if (!stopped) {
            running.push(plugin);
        }
        return !stopped;
    }

    /** Stops the plug-ins, the youngest first; only the first call does anything. */
    void stop(TerraceCache<?, ?> cache) {
        List<Plugin> all;
        synchronized (this) {
            stopped = true;
            all = List.copyOf(running);
            running.clear();
        }
        all.forEach(plugin -> stop(plugin, cache));
    }

    private void stop(Plugin plugin, TerraceCache<?, ?> cache) {
        succeeds(plugin.name(), "stopped", () -> plugin.plugin().stop(cache));
        release(plugin);
    }

    private void release(Plugin plugin) {
        plugin.subscriptions().end();
        if (plugin.plugin() instanceof AutoCloseable closeable) {
            succeeds(plugin.name(), "closed", closeable::close);
        }
    }

    private boolean succeeds(String plugin, String participle, Step step) {
        try {
            step.run();
            return true;
        } catch (Throwable e) {
            tell(plugin, participle, e);
            return false;
        }
    }

    /** The error's own message may name keys and values of the application, so it is for debugging only. */
    private void tell(String plugin, String participle, Throwable error) {
        Throwable reason = error;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        StackTraceElement[] trace = reason.getStackTrace();
        LOG.warn(
                "{} The plug-in {} could not be {}: {} at {}. It is removed with what it subscribed to, and the cache goes on"
                        + " without it. Mend it, or take it out of the configuration.",
                signals.prefix(),
                plugin,
                participle,
                reason.getClass().getName(),
                trace.length == 0 ? "an unknown place" : trace[0]);
        LOG.debug("{} The plug-in {} could not be {}", signals.prefix(), plugin, participle, error);
        try {
            signals.pluginFailed(plugin, error);
        } catch (RuntimeException e) { // an application's clock threw
            LOG.warn("{} The failure of the plug-in {} could not be told", signals.prefix(), plugin, e);
        }
    }
}
