package org.terracecache.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.cache.CacheException;

/** When nothing changes any more, all nodes must come to show the same: asks them, again and again for a while. */
final class Agreement {
    private static final String FAILURE = "failure ";
    private static final int MOST_KEYS = 1000;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final List<Application> applications;
    private final Checker checker;
    private final StopSignal stop;

    Agreement(List<Application> applications, Checker checker, StopSignal stop) {
        this.applications = applications;
        this.checker = checker;
        this.stop = stop;
    }

    /** Has the checker judge a number of rows that were written; each has that much time, from now on, to be the same everywhere. */
    void judge(Duration patience) {
        long deadline = checker.now() + patience.toNanos();
        for (String key : checker.written(MOST_KEYS)) {
            Set<String> shown = shown(key);
            while (!agree(shown) && checker.now() < deadline && !stop.await(PAUSE)) {
                shown = shown(key);
            }
            if (stop.isGiven()) {
                return;
            }
            checker.judgeAgreement(key, agree(shown), String.join(", ", shown));
        }
    }

    private static boolean agree(Set<String> shown) {
        return shown.size() == 1 && shown.stream().noneMatch(one -> one.startsWith(FAILURE));
    }

    /** What nodes show: one text if they agree. Without an answer they do not. */
    private Set<String> shown(String key) {
        List<String> shown = new ArrayList<>();
        for (Application application : applications) {
            try {
                Row row = application.read(key);
                shown.add(row == null ? "nothing" : "revision " + row.revision());
            } catch (CacheException e) {
                shown.add(FAILURE + shown.size() + ": " + e.getMessage());
            }
        }
        return new LinkedHashSet<>(shown);
    }
}
