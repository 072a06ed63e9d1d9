package org.terracecache.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Whether the annotation tests would notice that nothing is intercepted: half of the kit's do not. */
class UnappliedInterceptorsTest {

    @Test
    void verify_beansWithoutInterceptors_throws() throws Exception {
        AnnotationRun run = AnnotationRun.in(Container.PLAIN, Topology.MEMORY);

        assertThatThrownBy(run::verify).isInstanceOf(AssertionError.class).hasMessageContaining("failures: 6");
        assertThatThrownBy(run::verifyTraffic)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("blogManager");
    }
}
