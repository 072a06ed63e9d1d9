package org.terracecache.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProductsTest {
    /** Equal to every other of its kind. */
    private record Twin(AtomicInteger closes) implements AutoCloseable {
        @Override
        public void close() {
            closes.incrementAndGet();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Twin;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    @Test
    void close_ofEqualProducts_closesEachOnce() {
        Products products = new Products("cache");
        Twin one = products.make(() -> new Twin(new AtomicInteger()));
        Twin other = products.make(() -> new Twin(new AtomicInteger()));

        products.close();
        products.close();

        assertThat(one.closes()).hasValue(1);
        assertThat(other.closes()).hasValue(1);
    }

    @Test
    void close_ofAProductThatTwoFactoriesReturn_closesItOnce() {
        Products products = new Products("cache");
        Twin shared = new Twin(new AtomicInteger());
        products.make(() -> shared);
        products.make(() -> shared);

        products.close();

        assertThat(shared.closes()).hasValue(1);
    }
}
