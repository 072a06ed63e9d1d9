package org.terracecache.tck;

import org.junit.jupiter.api.Test;

/** The kit's annotation tests on Guice. */
class GuiceAnnotationsTest {

    @Test
    void annotations_guice_passThroughTheInterceptors() throws Exception {
        AnnotationRun.in(Container.GUICE, Topology.MEMORY).publish().verify();
    }
}
