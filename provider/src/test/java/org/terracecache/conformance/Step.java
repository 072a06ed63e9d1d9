package org.terracecache.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * One operation of a sequence.
 *
 * @param kind which operation
 * @param keys its keys, only the first of which counts for operations on one key
 * @param value its value; the first of several, which follow one another
 * @param expected the value it compares with
 * @param flag whether loads replace values, whether iteration removes
 * @param acts what an entry processor does
 */
record Step(Kind kind, List<String> keys, int value, int expected, boolean flag, List<Act> acts) {
    enum Kind {
        PUT,
        PUT_ALL,
        PUT_IF_ABSENT,
        GET_AND_PUT,
        GET,
        GET_ALL,
        CONTAINS_KEY,
        REPLACE,
        REPLACE_EXPECTED,
        GET_AND_REPLACE,
        REMOVE,
        REMOVE_EXPECTED,
        GET_AND_REMOVE,
        REMOVE_KEYS,
        REMOVE_ALL,
        CLEAR,
        INVOKE,
        INVOKE_ALL,
        ITERATE,
        LOAD_ALL,
        /** Time passes. */
        ADVANCE
    }

    /** What an entry processor does with its entry. */
    enum Act {
        EXISTS,
        GET,
        SET,
        REMOVE,
        THROW
    }

    static final int[] TIMES = {1, 50, 99, 100, 1_000};

    String key() {
        return keys.get(0);
    }

    static Step random(Random random) {
        Kind kind = random.nextInt(5) == 0 ? Kind.PUT : Setup.any(random, Kind.values());
        if ((kind == Kind.CLEAR || kind == Kind.REMOVE_ALL) && random.nextInt(3) > 0) {
            kind = Kind.GET;
        }
        List<String> keys = new ArrayList<>();
        Set<String> chosen = new TreeSet<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            chosen.add(Setup.any(random, Setup.KEYS.toArray(String[]::new)));
        }
        keys.addAll(chosen);
        List<Act> acts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            acts.add(Setup.any(random, Act.EXISTS, Act.GET, Act.GET, Act.SET, Act.SET, Act.REMOVE));
        }
        if (random.nextInt(8) == 0) {
            acts.add(Act.THROW);
        }
        return new Step(kind, keys, random.nextInt(3), random.nextInt(3), random.nextBoolean(), acts);
    }

    Step withKeys(List<String> fewer) {
        return new Step(kind, fewer, value, expected, flag, acts);
    }

    Step withActs(List<Act> fewer) {
        return new Step(kind, keys, value, expected, flag, fewer);
    }

    @Override
    public String toString() {
        return switch (kind) {
            case CLEAR, REMOVE_ALL -> kind.toString();
            case ADVANCE -> kind + " by " + TIMES[value] + " ms";
            case GET, CONTAINS_KEY, REMOVE, GET_AND_REMOVE -> kind + " " + key();
            case PUT, PUT_IF_ABSENT, GET_AND_PUT, REPLACE, GET_AND_REPLACE -> kind + " " + key() + " = " + value;
            case REPLACE_EXPECTED -> kind + " " + key() + " from " + expected + " to " + value;
            case REMOVE_EXPECTED -> kind + " " + key() + " if " + expected;
            case PUT_ALL -> kind + " " + keys + " = " + value + "...";
            case GET_ALL, REMOVE_KEYS -> kind + " " + keys;
            case INVOKE -> kind + " " + key() + " " + acts + " value " + value;
            case INVOKE_ALL -> kind + " " + keys + " " + acts + " value " + value;
            case ITERATE -> kind + (flag ? " removing " + keys : "");
            case LOAD_ALL -> kind + " " + keys + (flag ? " replacing" : "");
        };
    }
}
