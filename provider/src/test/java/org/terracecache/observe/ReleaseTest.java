package org.terracecache.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReleaseTest {
    @Test
    void now_calledAgain_actsOnce() {
        AtomicInteger acted = new AtomicInteger();
        Release release = new Release(acted::incrementAndGet);
        release.now();
        release.now();
        release.await();
        assertThat(acted).hasValue(1);
    }
}
