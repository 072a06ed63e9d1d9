package org.terracecache.benchmarks.jmh;

import org.terracecache.benchmarks.contender.ValueStep;

/** Counts up through boxed numbers that exist already, so that the measured allocation is the cache's. */
enum Successor implements ValueStep<Integer> {
    STEP;

    private static final Integer[] NUMBERS = numbers();

    static Integer[] numbers() {
        Integer[] numbers = new Integer[1 << 12];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    @Override
    public Integer apply(Integer key, Integer value) {
        return NUMBERS[(value + 1) & (NUMBERS.length - 1)];
    }
}
