package org.terracecache.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.junit.jupiter.api.Test;

class ChaosTest {
    private static final int CALLS = 4_000;

    private final List<Duration> slept = new ArrayList<>();
    private final List<Object> deleted = new ArrayList<>();

    /** Doubles. */
    private static final class Doubling implements CacheLoader<Integer, Integer>, AutoCloseable {
        private int closes;

        @Override
        public Integer load(Integer key) {
            return 2 * key;
        }

        @Override
        public Map<Integer, Integer> loadAll(Iterable<? extends Integer> keys) {
            Map<Integer, Integer> all = new HashMap<>();
            keys.forEach(key -> all.put(key, 2 * key));
            return all;
        }

        @Override
        public void close() {
            closes++;
        }
    }

    private final class Deleting implements CacheWriter<Integer, Integer> {
        @Override
        public void write(Cache.Entry<? extends Integer, ? extends Integer> entry) {}

        @Override
        public void writeAll(Collection<Cache.Entry<? extends Integer, ? extends Integer>> entries) {}

        @Override
        public void delete(Object key) {
            deleted.add(key);
        }

        @Override
        public void deleteAll(Collection<?> keys) {}
    }

    private static final class OneByte implements Serializer {
        @Override
        public int id() {
            return 300;
        }

        @Override
        public byte[] serialize(Object value) {
            return new byte[] {((Integer) value).byteValue()};
        }

        @Override
        public Object deserialize(byte[] bytes) {
            return (int) bytes[0];
        }
    }

    private Chaos everything(long seed) {
        return Chaos.seeded(seed).failing(0.2).losing(0.2).delaying(0.2, Duration.ofMillis(10), slept::add);
    }

    private static List<String> loads(CacheLoader<Integer, Integer> loader) {
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            try {
                outcomes.add(String.valueOf(loader.load(i)));
            } catch (CacheLoaderException e) {
                outcomes.add("failed");
            }
        }
        return outcomes;
    }

    @Test
    void loader_withASeed_hasTheSameFaultsEachTime() {
        List<String> first = loads(everything(7).loader(new Doubling()));
        List<Duration> pauses = List.copyOf(slept);
        slept.clear();

        assertThat(loads(everything(7).loader(new Doubling()))).isEqualTo(first);
        assertThat(slept).isEqualTo(pauses);
        assertThat(loads(everything(8).loader(new Doubling()))).isNotEqualTo(first);
    }

    @Test
    void loader_failsLosesAndIsDelayed_asOftenAsIsSaid() {
        List<String> outcomes = loads(everything(7).loader(new Doubling()));

        assertThat(outcomes.stream().filter("failed"::equals).count() / (double) CALLS)
                .isCloseTo(0.2, within(0.05));
        assertThat(outcomes.stream().filter("null"::equals).count() / (double) CALLS)
                .isCloseTo(0.2 * 0.8, within(0.05));
        assertThat(slept.size() / (double) CALLS).isCloseTo(0.2, within(0.05));
        assertThat(slept).allMatch(pause -> !pause.isZero() && pause.compareTo(Duration.ofMillis(10)) <= 0);
        assertThat(outcomes.get(outcomes.size() - 1)).isIn("failed", "null", String.valueOf(2 * (CALLS - 1)));
    }

    @Test
    void loader_withoutFaults_isAsItWas_andClosesWhatItWraps() throws Exception {
        Doubling doubling = new Doubling();
        CacheLoader<Integer, Integer> loader = Chaos.seeded(1).loader(doubling);

        assertThat(loader.load(3)).isEqualTo(6);
        assertThat(loader.loadAll(List.of(1, 2))).isEqualTo(Map.of(1, 2, 2, 4));
        ((AutoCloseable) loader).close();
        assertThat(doubling.closes).isOne();
    }

    @Test
    void writer_thatFails_hasWrittenNothing_andThatLosesItsReply_hasWritten() {
        CacheWriter<Integer, Integer> failing = Chaos.seeded(1).failing(1).writer(new Deleting());
        CacheWriter<Integer, Integer> losing = Chaos.seeded(1).losing(1).writer(new Deleting());

        assertThatThrownBy(() -> failing.delete(1)).isInstanceOf(CacheWriterException.class);
        assertThat(deleted).isEmpty();
        assertThatThrownBy(() -> losing.delete(2))
                .isInstanceOf(CacheWriterException.class)
                .hasMessageContaining("reply is lost");
        assertThat(deleted).containsExactly(2);
    }

    @Test
    void serializer_keepsItsIdAndName_andFails() throws Exception {
        Serializer plain = Chaos.seeded(1).serializer(new OneByte());
        Serializer failing = Chaos.seeded(1).failing(1).serializer(new OneByte());

        assertThat(plain.id()).isEqualTo(300);
        assertThat(plain.name()).isEqualTo(OneByte.class.getName());
        assertThat(plain.deserialize(plain.serialize(5))).isEqualTo(5);
        assertThatThrownBy(() -> failing.serialize(5)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> failing.deserialize(new byte[1])).isInstanceOf(IOException.class);
    }

    @Test
    void probability_thatIsNone_isRefused() {
        Chaos chaos = Chaos.seeded(1);
        assertThatThrownBy(() -> chaos.failing(1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> chaos.losing(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> chaos.delaying(0.1, Duration.ZERO, pause -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
