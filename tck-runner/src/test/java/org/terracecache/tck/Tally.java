package org.terracecache.tck;

import java.util.ArrayList;
import java.util.List;
import org.junit.runner.Description;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;

/** Counts what JUnit reports, and keeps each failure with its trace. Thread-safe. */
final class Tally extends RunListener {
    private int tests;
    private int failures;
    private int errors;
    private int skipped;
    private String running = "nothing";
    private final List<String> problems = new ArrayList<>();

    @Override
    public synchronized void testStarted(Description description) {
        tests++;
        running = description.getDisplayName();
        System.out.println("### " + running);
    }

    @Override
    public synchronized void testIgnored(Description description) {
        tests++;
        skipped++;
        problems.add("SKIPPED " + description.getDisplayName());
    }

    @Override
    public synchronized void testAssumptionFailure(Failure failure) {
        skipped++;
        problems.add("SKIPPED " + failure.getTestHeader() + "\n" + failure.getTrimmedTrace());
    }

    @Override
    public synchronized void testFailure(Failure failure) {
        boolean assertion = failure.getException() instanceof AssertionError;
        if (assertion) {
            failures++;
        } else {
            errors++;
        }
        problems.add((assertion ? "FAILED " : "ERROR ") + failure.getTestHeader() + "\n" + failure.getTrimmedTrace());
    }

    /** The run ended by something other than a test's result. */
    synchronized void broken(String problem) {
        errors++;
        problems.add("BROKEN " + problem);
    }

    synchronized String running() {
        return running;
    }

    synchronized Totals totals(int excluded) {
        return new Totals(tests, failures, errors, skipped, excluded);
    }

    synchronized List<String> problems() {
        return List.copyOf(problems);
    }
}
