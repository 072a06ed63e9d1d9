package org.terracecache.simulator;

import java.util.List;
import java.util.Locale;

/** How a trace is written. */
enum TraceFormat {
    /** Found out from the first lines. */
    AUTO,
    /** One key a line. */
    KEYS,
    /** An HTTP access log in the Common Log Format, or one that extends it. */
    LOG;

    LineParser parser(List<String> firstLines) {
        boolean log = this == LOG || (this == AUTO && firstLines.stream().anyMatch(AccessLogParser::recognizes));
        return log ? new AccessLogParser() : new KeyLineParser();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
