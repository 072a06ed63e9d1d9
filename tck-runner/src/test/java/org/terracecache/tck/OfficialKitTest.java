package org.terracecache.tck;

import org.junit.jupiter.api.Test;

/** The official kit on the default configuration. */
class OfficialKitTest {

    @Test
    void kit_defaultConfiguration_passesButForTheKitsOwnExclusion() throws Exception {
        KitRun.run(Topology.MEMORY, KitClasses.core()).publish().verify();
    }
}
