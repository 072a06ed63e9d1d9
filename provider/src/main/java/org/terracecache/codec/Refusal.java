package org.terracecache.codec;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why bytes are refused.
 *
 * @param reason what is wrong, part of a sentence
 * @param className the class that it is about, null for none
 * @param remedy the line of configuration that would help, null for none
 */
record Refusal(
        String reason, @Nullable String className, @Nullable String remedy) {
    private static final Pattern CLASS_NAME = Pattern.compile("[\\p{L}\\p{N}_$.\\[;/+-]{1,256}");

    /** The bytes are not what they should be. */
    static Refusal malformed(String reason) {
        return new Refusal(reason, null, null);
    }

    /** Something is wrong with a class that no configuration changes. */
    static Refusal unusable(String reason, String className) {
        String shown = presentable(className);
        return new Refusal("the class " + shown + " " + reason, shown, null);
    }

    /** A name out of foreign bytes as it may be shown: a log is not theirs to write. */
    static String presentable(String className) {
        return CLASS_NAME.matcher(className).matches() ? className : "of no proper name";
    }

    /** Carries a refusal out of a decoder. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.reason(), null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
