package org.terracecache.tck;

import org.junit.jupiter.api.Test;

/** The official kit on the default configuration, the code that users run: guarantee G11. */
class OfficialKitTest {

    @Test
    void kit_defaultConfiguration_passesButForTheKitsOwnExclusion() throws Exception {
        KitRun.run(Topology.MEMORY, KitClasses.core()).publish().verify();
    }
}
