package org.terracecache.simulator;

/** Finds the key in a line of a trace. */
sealed interface LineParser permits KeyLineParser, AccessLogParser {
    int LONGEST_KEY = 4096;

    Result parse(String line);

    /** What was found: a key, or the reason why there is none. */
    record Result(boolean isKey, String text) {
        static Result key(String key) {
            if (key.length() > LONGEST_KEY) {
                return bad("key longer than " + LONGEST_KEY + " characters");
            }
            if (key.indexOf('\uFFFD') >= 0) {
                return bad("key is not UTF-8 text");
            }
            if (key.chars().anyMatch(Character::isISOControl)) {
                return bad("control character in the key");
            }
            return new Result(true, key);
        }

        static Result bad(String reason) {
            return new Result(false, reason);
        }
    }
}
