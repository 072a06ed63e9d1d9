package org.terracecache.observe;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Who hears what, at one moment: made anew at each change, so that signals find their listeners without a search. */
final class Routes {
    static final Routes EMPTY = new Routes(List.of(), false);

    private final Route[] routes = new Route[Topic.COUNT * Audience.COUNT];
    private final Channel[] blocking;
    private final long interest;

    /**
     * Routes to these listeners.
     *
     * @param settle whether there may be deliveries yet to be made, although nobody is waited for any more
     */
    Routes(List<Subscriber> all, boolean settle) {
        blocking = all.stream()
                .map(Subscriber::channel)
                .filter(Objects::nonNull)
                .filter(Channel::holdsBack)
                .toArray(Channel[]::new);
        long bits = blocking.length > 0 ? CacheSignals.BLOCKING : 0;
        bits |= settle ? CacheSignals.SYNCHRONOUS : 0;
        for (Subscriber subscriber : all) {
            bits |= subscriber.hears();
            bits |= subscriber.isAwaited() ? CacheSignals.SYNCHRONOUS : 0;
        }
        interest = bits;
        long heardAtAll = bits;
        Arrays.fill(routes, Route.NOBODY);
        Map<Long, Route> made = new HashMap<>();
        made.put(0L, Route.NOBODY);
        for (int topic = 0; topic < Topic.COUNT && !all.isEmpty(); topic++) {
            for (int audiences = 1; audiences < Audience.COUNT; audiences++) {
                long heard = Topic.mask(topic, audiences) & heardAtAll;
                routes[topic * Audience.COUNT + audiences] = made.computeIfAbsent(heard, mask -> route(all, mask));
            }
        }
    }

    private static Route route(List<Subscriber> all, long mask) {
        List<Subscriber> hearers =
                all.stream().filter(each -> (each.hears() & mask) != 0).toList();
        return new Route(hearers, (mask & Topic.APART) == 0);
    }

    Route at(int topic, int audiences) {
        return routes[topic * Audience.COUNT + audiences];
    }

    Channel[] blocking() {
        return blocking;
    }

    long interest() {
        return interest;
    }
}
