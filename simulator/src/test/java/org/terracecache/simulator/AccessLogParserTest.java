package org.terracecache.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessLogParserTest {
    private static final String BEFORE = "192.0.2.7 - frank [10/Oct/2000:13:55:36 -0700] ";

    private final AccessLogParser parser = new AccessLogParser();

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "GET /product/7 HTTP/1.1 > /product/7",
                "GET /product/7?ref=mail#top HTTP/1.1 > /product/7",
                "POST /cart HTTP/2.0 > /cart",
                "GET https://shop.example/product/7?x=1 HTTP/1.1 > /product/7",
                "GET http://shop.example HTTP/1.1 > /",
                "GET /old > /old",
                "GET /with blank HTTP/1.1 > /with blank",
                "GET /with\\\"quote HTTP/1.1 > /with\\\"quote",
                "OPTIONS * HTTP/1.1 > *"
            })
    void parse_request_keyIsItsPath(String request, String path) {
        LineParser.Result found = parser.parse(BEFORE + '"' + request + "\" 200 2326");
        assertThat(found).isEqualTo(LineParser.Result.key(path));
    }

    @Test
    void parse_combinedFormat_keyIsThePath() {
        LineParser.Result found = parser.parse(
                BEFORE
                        + "\"GET /a HTTP/1.0\" 304 - \"http://www.example.com/start.html\" \"Mozilla/4.08 [en] (X11; \\\"I\\\")\"");
        assertThat(found).isEqualTo(LineParser.Result.key("/a"));
    }

    @Test
    void parse_userWithBlanksAndLineEndOfWindows_keyIsThePath() {
        LineParser.Result found =
                parser.parse("::1 - John Doe [10/Oct/2000:13:55:36 +0000] \"GET /a HTTP/1.1\" 200 12 \r");
        assertThat(found).isEqualTo(LineParser.Result.key("/a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "some text > not in Common Log Format: no host, ident, user and [date] before the request",
                "192.0.2.7 [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.1\" 200 1 > not in Common Log Format: no host, ident, user and [date] before the request",
                "192.0.2.7 - - [today] \"GET /a HTTP/1.1\" 200 1 > not in Common Log Format: no host, ident, user and [date] before the request",
                "192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTT > request not closed by a quote",
                "192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.1\" > no status and size after the request",
                "192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] \"GET /a HTTP/1.1\" ok 1 > no status and size after the request",
                "192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] \"-\" 408 - > no method and path in the request",
                "192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] \"\" 400 - > no method and path in the request",
                "192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] \"CONNECT example.com:443 HTTP/1.1\" 405 0 > no path in the request",
                "192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] \"GET  HTTP/1.1\" 400 0 > no path in the request",
            })
    void parse_badLine_saysWhy(String line, String reason) {
        assertThat(parser.parse(line)).isEqualTo(LineParser.Result.bad(reason));
    }

    @Test
    void parse_emptyLine_isBad() {
        assertThat(parser.parse(" ")).isEqualTo(LineParser.Result.bad("empty line"));
    }

    @Test
    void parse_hugeHostileLine_isAnsweredAtOnce() {
        String line = BEFORE + '"' + "\\\"".repeat(1_000_000) + "x ".repeat(1_000_000);
        assertThat(parser.parse(line)).isEqualTo(LineParser.Result.bad("request not closed by a quote"));
    }
}
