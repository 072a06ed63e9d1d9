package org.terracecache.nodes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import org.terracecache.TerraceCachingProvider;
import org.terracecache.config.TerraceConfiguration;

/**
 * A node in a JVM of its own. It reads orders line by line, words separated by spaces, and answers each with one line: numbers separated by
 * spaces, or {@code error} and why. The end of the input ends it.
 */
final class NodeProgram {
    private static final EntryProcessor<String, Long, Long> INCREMENT = (entry, arguments) -> {
        long next = entry.exists() ? entry.getValue() + 1 : 1;
        entry.setValue(next);
        return next;
    };

    private final Cache<String, Long> cache;

    private NodeProgram(Cache<String, Long> cache) {
        this.cache = cache;
    }

    public static void main(String[] arguments) throws Exception {
        try (TerraceCachingProvider provider = new TerraceCachingProvider();
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            NodeProgram program = new NodeProgram(provider.getCacheManager(
                            URI.create(arguments[0]), NodeProgram.class.getClassLoader())
                    .createCache(
                            "numbers", new TerraceConfiguration<String, Long>().setTypes(String.class, Long.class)));
            answer("ready");
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                answer(program.obey(line.split(" ")));
            }
        }
    }

    private static void answer(String line) {
        System.out.println("answer: " + line);
        System.out.flush();
    }

    private String obey(String[] order) {
        try {
            return switch (order[0]) {
                case "invoke" -> invoke(number(order[1]), number(order[2]), number(order[3]));
                case "putIfAbsent" -> putIfAbsent(number(order[1]), number(order[2]));
                case "replace" -> replace(number(order[1]), number(order[2]), number(order[3]));
                case "put" -> put(number(order[1]), number(order[2]));
                case "read" -> read(order[1], number(order[2]));
                case "write" -> write(Path.of(order[1]), number(order[2]));
                case "watch" -> watch(Path.of(order[1]), number(order[2]));
                default -> throw new IllegalArgumentException("No such order: " + order[0]);
            };
        } catch (Exception e) {
            e.printStackTrace();
            return "error " + e;
        }
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    private static void inThreads(int count, Callable<Void> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<Void>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                futures.add(threads.submit(task));
            }
            for (Future<Void> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
    }

    /** How an operation ended that the remote layer may not have answered. */
    private enum End {
        DONE,
        NOT_DONE,
        UNKNOWN
    }

    private static End end(Runnable operation) {
        try {
            operation.run();
            return End.DONE;
        } catch (CacheException e) {
            Throwable cause = e instanceof EntryProcessorException && e.getCause() != null ? e.getCause() : e;
            return String.valueOf(cause.getMessage()).contains("is not known") ? End.UNKNOWN : End.NOT_DONE;
        }
    }

    /** Does something that the remote layer may refuse until it has done it, or nobody knows whether it has. */
    private static End insist(Runnable operation) {
        End end = end(operation);
        while (end == End.NOT_DONE) {
            Thread.onSpinWait();
            end = end(operation);
        }
        return end;
    }

    /** Increments until so many increments per thread were acknowledged; answers how many outcomes are unknown. */
    private String invoke(int threads, int times, int keys) throws Exception {
        LongAdder unknown = new LongAdder();
        inThreads(threads, () -> {
            for (int i = 0; i < times; ) {
                String key = "count-" + i % keys;
                if (insist(() -> cache.invoke(key, INCREMENT)) == End.DONE) {
                    i++;
                } else {
                    unknown.increment();
                }
            }
            return null;
        });
        return Long.toString(unknown.sum());
    }

    /** Answers how many keys this node won for certain, and of how many it does not know. */
    private String putIfAbsent(int threads, int keys) throws Exception {
        LongAdder won = new LongAdder();
        LongAdder unknown = new LongAdder();
        inThreads(threads, () -> {
            for (int i = 0; i < keys; i++) {
                String key = "only-" + i;
                boolean[] mine = new boolean[1];
                if (insist(() -> mine[0] =
                                cache.putIfAbsent(key, ProcessHandle.current().pid()))
                        == End.UNKNOWN) {
                    unknown.increment();
                } else if (mine[0]) {
                    won.increment();
                }
            }
            return null;
        });
        return won.sum() + " " + unknown.sum();
    }

    /** Replaces values by the next ones, each in a loop; answers how many outcomes are unknown. */
    private String replace(int threads, int times, int keys) throws Exception {
        LongAdder unknown = new LongAdder();
        inThreads(threads, () -> {
            for (int i = 0; i < times; ) {
                String key = "replaced-" + i % keys;
                boolean[] done = new boolean[1];
                End end = insist(() -> {
                    long before = cache.get(key);
                    done[0] = cache.replace(key, before, before + 1);
                });
                if (end == End.UNKNOWN) {
                    unknown.increment();
                } else if (done[0]) {
                    i++;
                }
            }
            return null;
        });
        return Long.toString(unknown.sum());
    }

    /** Stores a value under so many keys to be replaced. */
    private String put(int keys, int value) {
        for (int i = 0; i < keys; i++) {
            cache.put("replaced-" + i, (long) value);
        }
        return "0";
    }

    /** Answers the values of keys, -1 for none. */
    private String read(String prefix, int keys) {
        StringJoiner values = new StringJoiner(" ");
        for (int i = 0; i < keys; i++) {
            Long value = cache.get(prefix + "-" + i);
            values.add(value == null ? "-1" : value.toString());
        }
        return values.toString();
    }

    // ---- staleness: the writer notes in a file that both JVMs map when each value was acknowledged

    private static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    private static LongBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
            return bytes.asLongBuffer();
        }
    }

    /** Writes 1, 2, 3… for so many milliseconds; answers the last value. */
    private String write(Path file, int millis) throws IOException {
        LongBuffer acknowledged = map(file);
        long end = nowMicros() + millis * 1_000L;
        int value = 0;
        while (nowMicros() < end && value + 2 < acknowledged.limit()) {
            int next = value + 1;
            if (end(() -> cache.put("watched", (long) next)) == End.DONE) {
                acknowledged.put(next, nowMicros());
            }
            value = next;
        }
        return Long.toString(value);
    }

    /**
     * Reads for so many milliseconds; answers, in microseconds, how old a value was at most and at the 99th percentile when its read began: since
     * when the next acknowledged value was acknowledged; then how many reads there were, and how many went back.
     */
    private String watch(Path file, int millis) throws IOException {
        LongBuffer acknowledged = map(file);
        long end = nowMicros() + millis * 1_000L;
        long[] ages = new long[1 << 20];
        int reads = 0;
        int back = 0;
        long last = 0;
        for (long begun = nowMicros(); begun < end; begun = nowMicros()) {
            Long value;
            try {
                value = cache.get("watched");
            } catch (CacheException e) {
                continue;
            }
            if (value == null) {
                continue;
            }
            back += value < last ? 1 : 0;
            last = Math.max(last, value);
            ages[reads++ & ages.length - 1] = age(acknowledged, value.intValue(), begun);
        }
        long[] counted = Arrays.copyOf(ages, Math.min(reads, ages.length));
        Arrays.sort(counted);
        long most = counted.length == 0 ? 0 : counted[counted.length - 1];
        long p99 = counted.length == 0 ? 0 : counted[(int) (counted.length * 0.99)];
        return most + " " + p99 + " " + reads + " " + back;
    }

    private static long age(LongBuffer acknowledged, int value, long begun) {
        for (int next = value + 1; next < Math.min(value + 1_000, acknowledged.limit()); next++) {
            long at = acknowledged.get(next);
            if (at != 0) {
                return Math.max(0, begun - at);
            }
        }
        return 0;
    }
}
