package org.terracecache.simulator;

/** The whole line is the key, without the blanks around it. */
final class KeyLineParser implements LineParser {
    @Override
    public Result parse(String line) {
        String key = line.strip();
        return key.isEmpty() ? Result.bad("empty line") : Result.key(key);
    }
}
