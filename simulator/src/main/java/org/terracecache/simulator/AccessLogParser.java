package org.terracecache.simulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines of an HTTP access log in the Common Log Format, {@code host ident user [date] "request" status bytes}, with or
 * without what other formats append, such as the Combined one. The key is the request's path, without its query.
 */
final class AccessLogParser implements LineParser {
    private static final Pattern DATE =
            Pattern.compile(" \\[\\d{2}/[A-Za-z]{3}/\\d{4}:\\d{2}:\\d{2}:\\d{2} [+-]\\d{4}] \"");
    private static final Pattern OUTCOME = Pattern.compile(" (\\d{3}|-) (\\d+|-)( .*)?");
    private static final Pattern ORIGIN = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*");

    /** Whether a line looks like one of an access log, well-formed or not otherwise. */
    static boolean recognizes(String line) {
        return DATE.matcher(line).find();
    }

    @Override
    public Result parse(String line) {
        if (line.isBlank()) {
            return Result.bad("empty line");
        }
        Matcher date = DATE.matcher(line);
        if (!date.find() || line.substring(0, date.start()).split(" ", 3).length < 3) {
            return Result.bad("not in Common Log Format: no host, ident, user and [date] before the request");
        }
        int end = closingQuote(line, date.end());
        if (end < 0) {
            return Result.bad("request not closed by a quote");
        }
        if (!OUTCOME.matcher(line.substring(end + 1).stripTrailing()).matches()) {
            return Result.bad("no status and size after the request");
        }
        return parseRequest(line.substring(date.end(), end));
    }

    private static int closingQuote(String line, int from) {
        int at = from;
        while (at < line.length() && line.charAt(at) != '"') {
            at += line.charAt(at) == '\\' ? 2 : 1;
        }
        return at < line.length() ? at : -1;
    }

    private static Result parseRequest(String request) {
        int start = request.indexOf(' ');
        if (start <= 0) {
            return Result.bad("no method and path in the request");
        }
        int protocol = request.lastIndexOf(" HTTP/");
        String target = request.substring(start + 1, protocol > start ? protocol : request.length());
        String path = path(target.strip());
        return path.startsWith("/") || path.equals("*") ? Result.key(path) : Result.bad("no path in the request");
    }

    private static String path(String target) {
        String local = ORIGIN.matcher(target).replaceFirst("");
        int end = 0;
        while (end < local.length() && local.charAt(end) != '?' && local.charAt(end) != '#') {
            end++;
        }
        return local.isEmpty() && !target.isEmpty() ? "/" : local.substring(0, end);
    }
}
