package org.terracecache.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.terracecache.jcache.Together;

class SingleFlightTest {
    private static final int ROUNDS = Integer.getInteger("rounds", 300_000);
    private final Together together = new Together();

    @AfterEach
    void close() {
        together.close();
    }

    @Test
    void begin_whileAnotherLoadIsUnderWay_returnsThat() {
        SingleFlight<String> flights = new SingleFlight<>();
        Load first = new Load("key");
        assertThat(flights.begin("key", first)).isNull();
        assertThat(flights.begin("key", new Load("key"))).isSameAs(first);

        flights.end("key", first);
        assertThat(flights.begin("key", new Load("key"))).isNull();
    }

    @Test
    void end_ofASupersededLoad_leavesTheNewerOne() {
        SingleFlight<String> flights = new SingleFlight<>();
        Load overtaken = new Load("key");
        Load newer = new Load("key");
        flights.begin("key", overtaken);
        flights.supersede("key");
        flights.begin("key", newer);

        flights.end("key", overtaken);

        assertThat(flights.begin("key", new Load("key"))).isSameAs(newer);
        assertThat(overtaken.stands()).isFalse();
        assertThat(newer.stands()).isTrue();
    }

    @Test
    void supersedeAll_withLoadsUnderWay_voidsEachOfThem() {
        SingleFlight<String> flights = new SingleFlight<>();
        Load a = new Load("a");
        Load b = new Load("b");
        flights.begin("a", a);
        flights.begin("b", b);

        flights.supersedeAll();

        assertThat(a.stands()).isFalse();
        assertThat(b.stands()).isFalse();
    }

    /**
     * Loads of other keys that are superseded while they begin: a map counts such an entry after it has it, so that for a
     * moment its size says that there is none while there are some.
     */
    @Test
    void supersede_whileOtherLoadsComeAndGo_missesNoLoad() throws Exception {
        SingleFlight<String> flights = new SingleFlight<>();
        AtomicBoolean over = new AtomicBoolean();
        together.run(4, number -> {
            if (number == 0) {
                try {
                    for (int i = 0; i < ROUNDS; i++) {
                        Load load = new Load("key");
                        flights.begin("key", load);
                        flights.supersede("key");
                        assertThat(load.stands()).as("load %d", i).isFalse();
                    }
                } finally {
                    over.set(true);
                }
            } else {
                while (!over.get()) {
                    if (number == 1) {
                        flights.begin("other", new Load("other"));
                    } else {
                        flights.supersede("other");
                    }
                }
            }
        });
    }
}
