package org.terracecache.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing sequence as short as it gets by leaving out steps, keys and acts. */
final class Shrinker {
    private final Predicate<List<Step>> fails;

    Shrinker(Predicate<List<Step>> fails) {
        this.fails = fails;
    }

    List<Step> shrink(List<Step> failing) {
        List<Step> shortest = failing;
        int before;
        do {
            before = size(shortest);
            shortest = withFewerParts(withFewerSteps(shortest));
        } while (size(shortest) < before);
        return shortest;
    }

    private List<Step> withFewerSteps(List<Step> failing) {
        List<Step> shortest = failing;
        for (int chunk = Math.max(1, failing.size() / 2); chunk > 0; chunk /= 2) {
            int from = 0;
            while (from < shortest.size()) {
                List<Step> fewer = new ArrayList<>(shortest);
                fewer.subList(from, Math.min(from + chunk, fewer.size())).clear();
                if (fails.test(fewer)) {
                    shortest = fewer;
                } else {
                    from += chunk;
                }
            }
        }
        return shortest;
    }

    private List<Step> withFewerParts(List<Step> failing) {
        List<Step> shortest = failing;
        for (int i = 0; i < failing.size(); i++) {
            for (Step simpler : simpler(shortest.get(i))) {
                List<Step> changed = new ArrayList<>(shortest);
                changed.set(i, simpler);
                if (fails.test(changed)) {
                    shortest = changed;
                    break;
                }
            }
        }
        return shortest;
    }

    private static List<Step> simpler(Step step) {
        List<Step> all = new ArrayList<>();
        for (int i = 0; step.keys().size() > 1 && i < step.keys().size(); i++) {
            all.add(step.withKeys(without(step.keys(), i)));
        }
        for (int i = 0; i < step.acts().size(); i++) {
            all.add(step.withActs(without(step.acts(), i)));
        }
        return all;
    }

    private static <T> List<T> without(List<T> list, int index) {
        List<T> fewer = new ArrayList<>(list);
        fewer.remove(index);
        return fewer;
    }

    private static int size(List<Step> steps) {
        return steps.stream()
                .mapToInt(step -> 1 + step.keys().size() + step.acts().size())
                .sum();
    }
}
