package org.terracecache.conformance;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.cache.event.EventType;
import org.terracecache.conformance.Partners.Told;
import org.terracecache.conformance.Step.Act;
import org.terracecache.conformance.Step.Kind;

/**
 * Where the reference implementation does not do what the standard says, or the standard leaves something open, and Terrace
 * does something else: {@code src/docs/conformance.md} gives the reasons, under the same names. Each difference is confined
 * to the operations, setups and states of the cache in which it shows.
 */
final class Explained {
    private static final Pattern ENTRY = Pattern.compile("([a-e])=([^,}]+)");

    private final Setup setup;
    private final Step step;
    private final int number;

    /** What was in the cache before. */
    private final Map<String, Token> present;

    Explained(Setup setup, Step step, int number, Map<String, Token> present) {
        this.setup = setup;
        this.step = step;
        this.number = number;
        this.present = present;
    }

    /** Whether the differences of an operation depend on what was in the cache before. */
    static boolean dependsOnContent(Setup setup, Step step) {
        return switch (step.kind()) {
            case GET, GET_ALL -> setup.readThrough();
            case INVOKE, INVOKE_ALL, PUT_IF_ABSENT, ITERATE -> true;
            case REMOVE_ALL -> setup.writer() != null;
            default -> false;
        };
    }

    /** "bulk-load-failure": how far a failing {@code getAll} came is left open; and "reload-in-processor". */
    boolean isIncomparable(String wanted) {
        return (step.kind() == Kind.GET_ALL && wanted.startsWith("throws"))
                || (isInvoke() && step.keys().stream().anyMatch(this::reloads));
    }

    String outcome(String wanted) {
        return switch (step.kind()) {
            case GET -> setup.readThrough() ? loadedValue(wanted) : wanted;
            case GET_ALL -> setup.readThrough() ? loadedValues(wanted) : wanted;
            case PUT_ALL, REMOVE_KEYS -> withWriterFailure(wanted, step.keys());
            case REMOVE_ALL -> withWriterFailure(wanted, present.keySet());
            case INVOKE -> wrappedOnce(wrapped(wanted));
            case INVOKE_ALL -> wrappedOnce(wanted);
            default -> wanted;
        };
    }

    /** "policy-before-writer": the reference asks for the duration of an entry that its writer then refuses. */
    List<String> expiryCalls(List<String> wanted, List<String> got, String outcome) {
        return outcome.contains("throws") && wanted.containsAll(got) && setup.writer() != null ? got : wanted;
    }

    Counts counts(Counts wanted) {
        Counts counts = wanted;
        if (isInvoke()) {
            counts = counts.fewerRemovals(step.keys().stream()
                    .limit(step.kind() == Kind.INVOKE ? 1 : Integer.MAX_VALUE)
                    .filter(this::removesAbsent)
                    .count());
        }
        if (isPutIfAbsentOfExpired()) {
            counts = counts.missInsteadOfHit();
        }
        return counts.fewerRemovals(expired().size());
    }

    boolean isTold(Told told) {
        boolean ofAbsent = isInvoke() && told.type() == EventType.REMOVED && !present.containsKey(told.key());
        boolean ofExpired = told.type() == EventType.REMOVED && expired().containsKey(told.key());
        return !ofAbsent && !ofExpired;
    }

    /** "remove-expired-by-access": what {@code Iterator.next} let expire, {@code Iterator.remove} does not find. */
    Map<String, Token> expired() {
        Map<String, Token> expired = new TreeMap<>();
        if (step.kind() == Kind.ITERATE
                && step.flag()
                && Setup.ZERO.equals(setup.expiry().access())) {
            for (String key : step.keys()) {
                if (present.containsKey(key) && !writerFails(key)) {
                    expired.put(key, present.get(key));
                }
            }
        }
        return expired;
    }

    private boolean isInvoke() {
        return step.kind() == Kind.INVOKE || step.kind() == Kind.INVOKE_ALL;
    }

    /** "remove-absent": the reference tells and counts it when a processor removes an entry that is not there. */
    private boolean removesAbsent(String key) {
        if (present.containsKey(key) || step.acts().contains(Act.THROW) || writerFails(key)) {
            return false;
        }
        boolean exists = false;
        boolean removes = false;
        for (Act act : step.acts()) {
            if (act == Act.GET && !exists && loadFails(key)) {
                return false;
            } else if (act == Act.SET || (act == Act.GET && !exists && loads(key))) {
                exists = true;
                removes = false;
            } else if (act == Act.REMOVE) {
                removes = !exists;
                exists = false;
            }
        }
        return removes;
    }

    /** "reload-in-processor": what is read after it was removed is loaded again; the reference takes that for a creation. */
    private boolean reloads(String key) {
        boolean removed = false;
        for (Act act : step.acts()) {
            if (act == Act.GET && removed && loads(key)) {
                return present.containsKey(key);
            }
            removed = act == Act.REMOVE || (removed && act != Act.SET);
        }
        return false;
    }

    /** "bulk-writer-exception": the reference swallows a {@code CacheWriterException} of a bulk write. */
    private String withWriterFailure(String wanted, Collection<String> keys) {
        return setup.writer() != null
                        && setup.writer().failure() == Setup.Failure.INTEGRATION
                        && keys.stream().anyMatch(this::writerFails)
                ? "throws CacheWriterException"
                : wanted;
    }

    /** "load-of-nothing": what is loaded for an entry that expires at once is given out, not stored. */
    private String loadedValue(String wanted) {
        boolean loaded = !present.containsKey(step.key()) && loads(step.key());
        return loaded && !wanted.startsWith("throws") ? value(step.key()) : wanted;
    }

    private String loadedValues(String wanted) {
        Map<String, String> values = new TreeMap<>();
        Matcher entries = ENTRY.matcher(wanted);
        while (entries.find()) {
            values.put(entries.group(1), entries.group(2));
        }
        for (String key : step.keys()) {
            if (!present.containsKey(key) && loads(key)) {
                values.put(key, value(key));
            }
        }
        return values.toString();
    }

    private String value(String key) {
        return 100 * number + key.charAt(0) + (setup.byValue() ? " copied" : " itself");
    }

    /** "processor-failure": the reference does not wrap exceptions of the cache that come out of a processor. */
    private String wrapped(String wanted) {
        return wanted.startsWith("throws CacheLoaderException")
                ? wanted.replaceFirst("throws", "throws EntryProcessorException for")
                : wanted;
    }

    /** "processor-failure": nor does it stop at wrapping once what {@code invokeAll} gives. */
    private static String wrappedOnce(String wanted) {
        return wanted.replace("EntryProcessorException for EntryProcessorException", "EntryProcessorException");
    }

    /** "put-if-absent-of-nothing": no hit if there was nothing. */
    private boolean isPutIfAbsentOfExpired() {
        return step.kind() == Kind.PUT_IF_ABSENT
                && Setup.ZERO.equals(setup.expiry().creation())
                && !present.containsKey(step.key())
                && !writerFails(step.key());
    }

    private boolean loads(String key) {
        return setup.readThrough()
                && !setup.loader().failing().contains(key)
                && !setup.loader().missing().contains(key);
    }

    private boolean loadFails(String key) {
        return setup.readThrough() && setup.loader().failing().contains(key);
    }

    private boolean writerFails(String key) {
        return setup.writer() != null && setup.writer().failing().contains(key);
    }
}
