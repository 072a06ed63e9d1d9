package org.terracecache.tck;

import org.junit.jupiter.api.Test;

/** The kit's annotation tests on CDI. */
class CdiAnnotationsTest {

    @Test
    void annotations_cdi_passThroughTheInterceptors() throws Exception {
        AnnotationRun.in(Container.CDI, Topology.MEMORY).publish().verify();
    }
}
