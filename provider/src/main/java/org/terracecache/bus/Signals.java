package org.terracecache.bus;

import java.util.ArrayList;
import java.util.List;

/** Collects signals while a monitor is held, to be told when it is not any more. Of one call; not safe for many threads. */
final class Signals {
    private final List<BusSignal> signals = new ArrayList<>(2);

    void add(BusSignal signal) {
        signals.add(signal);
    }

    void tell(BusListener listener) {
        signals.forEach(listener::on);
    }
}
