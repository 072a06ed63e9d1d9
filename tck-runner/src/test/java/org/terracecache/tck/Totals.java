package org.terracecache.tck;

/**
 * The numbers of one run of the kit.
 *
 * @param tests all of them, whatever became of them
 * @param failures failed assertions
 * @param errors anything else that a test threw
 * @param skipped ignored by annotation or by a failed assumption
 * @param excluded left out by the kit's own rules; JUnit counts these as passed
 */
record Totals(int tests, int failures, int errors, int skipped, int excluded) {

    @Override
    public String toString() {
        return "tests: %d, failures: %d, errors: %d, skipped: %d, excluded: %d"
                .formatted(tests, failures, errors, skipped, excluded);
    }
}
