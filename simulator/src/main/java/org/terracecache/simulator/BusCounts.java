package org.terracecache.simulator;

import java.util.concurrent.atomic.LongAdder;
import org.terracecache.Hub;
import org.terracecache.event.BusMessage;
import org.terracecache.event.MessagePublished;
import org.terracecache.event.MessageReceived;
import org.terracecache.spi.ListenerOptions;

/**
 * Counts the messages that a node sends and receives by which other memories are made to forget: all but those that tell of
 * values that were loaded where nothing was. Once subscribed, safe for use by many threads.
 */
final class BusCounts {
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();

    void subscribe(Hub<?, ?> bus, ListenerOptions options) {
        bus.on(MessagePublished.type(), event -> count(sent, event.message()), options);
        bus.on(MessageReceived.type(), event -> count(received, event.message()), options);
    }

    private static void count(LongAdder counter, BusMessage<?> message) {
        if (message.type() != BusMessage.Type.FILLED) {
            counter.increment();
        }
    }

    long sent() {
        return sent.sum();
    }

    long received() {
        return received.sum();
    }
}
