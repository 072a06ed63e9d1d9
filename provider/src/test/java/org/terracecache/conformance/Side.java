package org.terracecache.conformance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.management.CacheStatisticsMXBean;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorResult;
import javax.cache.processor.MutableEntry;

/** One of the two caches that are compared, with its partners. */
final class Side {
    final Partners partners;
    final Cache<String, Token> cache;
    final CacheStatisticsMXBean statistics;
    private final boolean byValue;
    private final Tasks tasks;
    private Counts counted = Counts.NONE;

    Side(Setup setup, Partners partners, Cache<String, Token> cache, CacheStatisticsMXBean statistics, Tasks tasks) {
        this.partners = partners;
        this.cache = cache;
        this.statistics = statistics;
        this.byValue = setup.byValue();
        this.tasks = tasks;
    }

    /** Runs what a cache does in the background when it is told to, so that a sequence always runs the same way. */
    static final class Tasks implements Executor {
        private final Deque<Runnable> waiting = new ArrayDeque<>();

        @Override
        public synchronized void execute(Runnable task) {
            // Expired entries are to be noticed when they are met, not at some moment of real time.
            if (!task.getClass().getSimpleName().equals("Sweep")) {
                waiting.addLast(task);
            }
        }

        void run() {
            for (Runnable task = next(); task != null; task = next()) {
                task.run();
            }
        }

        private synchronized Runnable next() {
            return waiting.pollFirst();
        }
    }

    /** Performs an operation. What it gives or throws is told as text. */
    String perform(Step step, int number) {
        partners.epoch = number;
        Set<Token> returned = Collections.newSetFromMap(new IdentityHashMap<>());
        String outcome;
        try {
            outcome = String.valueOf(result(step, returned));
        } catch (RuntimeException e) {
            outcome = thrown(e);
        }
        tasks.run();
        if (byValue) {
            // Whoever stores by value must not notice.
            returned.forEach(token -> token.id = -99);
            partners.given.forEach(token -> token.id = -98);
            partners.given.clear();
        }
        return outcome;
    }

    /** An exception and all its causes. */
    static String thrown(Throwable e) {
        StringBuilder text = new StringBuilder("throws ").append(e.getClass().getSimpleName());
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            text.append(" for ").append(cause.getClass().getSimpleName());
        }
        return text.toString();
    }

    /** What the statistics have grown by since they were last looked at. */
    Counts counts() {
        Counts now = Counts.of(statistics);
        Counts grown = now.minus(counted);
        counted = now;
        return grown;
    }

    private Object result(Step step, Set<Token> returned) {
        String key = step.key();
        return switch (step.kind()) {
            case PUT -> {
                cache.put(key, partners.give(step.value()));
                yield "done";
            }
            case PUT_ALL -> {
                cache.putAll(map(step));
                yield "done";
            }
            case PUT_IF_ABSENT -> cache.putIfAbsent(key, partners.give(step.value()));
            case GET_AND_PUT -> told(cache.getAndPut(key, partners.give(step.value())), returned);
            case GET -> told(cache.get(key), returned);
            case GET_ALL -> told(cache.getAll(keys(step)), returned);
            case CONTAINS_KEY -> cache.containsKey(key);
            case REPLACE -> cache.replace(key, partners.give(step.value()));
            case REPLACE_EXPECTED -> cache.replace(key, new Token(step.expected()), partners.give(step.value()));
            case GET_AND_REPLACE -> told(cache.getAndReplace(key, partners.give(step.value())), returned);
            case REMOVE -> cache.remove(key);
            case REMOVE_EXPECTED -> cache.remove(key, new Token(step.expected()));
            case GET_AND_REMOVE -> told(cache.getAndRemove(key), returned);
            case REMOVE_KEYS -> {
                cache.removeAll(keys(step));
                yield "done";
            }
            case REMOVE_ALL -> {
                cache.removeAll();
                yield "done";
            }
            case CLEAR -> {
                cache.clear();
                yield "done";
            }
            case INVOKE -> cache.invoke(key, new Script(step.acts(), returned), step.value());
            case INVOKE_ALL -> results(cache.invokeAll(keys(step), new Script(step.acts(), returned), step.value()));
            case ITERATE -> iterate(step, returned);
            case LOAD_ALL -> load(step);
            case ADVANCE -> "later";
        };
    }

    private Map<String, Token> map(Step step) {
        Map<String, Token> map = new LinkedHashMap<>();
        for (int i = 0; i < step.keys().size(); i++) {
            map.put(step.keys().get(i), partners.give((step.value() + i) % 3));
        }
        return map;
    }

    private static Set<String> keys(Step step) {
        return new LinkedHashSet<>(step.keys());
    }

    /** A value, and whether it is the very object that was handed in. */
    private String told(Token token, Set<Token> returned) {
        if (token == null) {
            return "null";
        }
        returned.add(token);
        return token + (partners.given.contains(token) ? " itself" : " copied");
    }

    private String told(Map<String, Token> map, Set<Token> returned) {
        Map<String, String> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(key, told(value, returned)));
        return sorted.toString();
    }

    private static String results(Map<String, EntryProcessorResult<String>> results) {
        Map<String, String> sorted = new TreeMap<>();
        results.forEach((key, result) -> {
            try {
                sorted.put(key, String.valueOf(result.get()));
            } catch (RuntimeException e) {
                sorted.put(key, thrown(e));
            }
        });
        return sorted.toString();
    }

    private String iterate(Step step, Set<Token> returned) {
        Set<String> seen = new TreeSet<>();
        Iterator<Cache.Entry<String, Token>> all = cache.iterator();
        while (all.hasNext()) {
            Cache.Entry<String, Token> entry = all.next();
            String text = entry.getKey() + "=" + told(entry.getValue(), returned);
            if (step.flag() && step.keys().contains(entry.getKey())) {
                try {
                    all.remove();
                    text += " removed";
                } catch (CacheException e) {
                    text += " " + thrown(e);
                }
            }
            seen.add(text);
        }
        return seen.toString();
    }

    private String load(Step step) {
        CompletionListenerFuture future = new CompletionListenerFuture();
        cache.loadAll(new HashSet<>(step.keys()), step.flag(), future);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!future.isDone() && System.nanoTime() < deadline) {
            tasks.run();
            LockSupport.parkNanos(1_000);
        }
        try {
            future.get(0, TimeUnit.SECONDS);
            return "completed";
        } catch (java.util.concurrent.ExecutionException e) {
            return thrown(e.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            return thrown(e);
        }
    }

    /** Does what it is told to and tells what it saw; nothing if that was nothing. */
    private final class Script implements EntryProcessor<String, Token, String> {
        private final List<Step.Act> acts;
        private final Set<Token> returned;

        Script(List<Step.Act> acts, Set<Token> returned) {
            this.acts = acts;
            this.returned = returned;
        }

        @Override
        public String process(MutableEntry<String, Token> entry, Object... arguments) {
            List<String> seen = new ArrayList<>();
            int next = (Integer) arguments[0];
            for (Step.Act act : acts) {
                switch (act) {
                    case EXISTS -> seen.add(Boolean.toString(entry.exists()));
                    case GET -> seen.add(got(entry.getValue()));
                    case SET -> entry.setValue(partners.give(next++));
                    case REMOVE -> entry.remove();
                    case THROW -> throw new IllegalStateException("on purpose");
                }
            }
            return seen.isEmpty() ? null : seen.toString();
        }

        private String got(Token token) {
            if (token != null) {
                returned.add(token);
            }
            return String.valueOf(token);
        }
    }
}
