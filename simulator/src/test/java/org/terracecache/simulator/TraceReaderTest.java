package org.terracecache.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceReaderTest {
    private static final String LOG_LINE = "192.0.2.7 - - [10/Oct/2000:13:55:36 -0700] \"GET /a?b HTTP/1.1\" 200 1\n";

    @TempDir
    private Path folder;

    @Test
    void nextKey_plainFile_givesItsLinesWithoutBlanks() throws IOException {
        Path file = Files.writeString(folder.resolve("trace.txt"), "\uFEFFone\r\n two \nthree");
        try (TraceReader reader = TraceReader.open(file.toString(), TraceFormat.AUTO, InputStream.nullInputStream())) {
            assertThat(keys(reader)).containsExactly("one", "two", "three");
            assertThat(reader.badLines().count()).isZero();
            assertThat(reader.progress()).hasValue(1.0);
            assertThat(reader.isAccessLog()).isFalse();
        }
    }

    @Test
    void nextKey_gzipUnderAnyName_isUnpacked() throws IOException {
        Path file = Files.write(folder.resolve("trace.txt"), gzip("one\ntwo\n"));
        try (TraceReader reader = TraceReader.open(file.toString(), TraceFormat.AUTO, InputStream.nullInputStream())) {
            assertThat(keys(reader)).containsExactly("one", "two");
        }
    }

    @Test
    void nextKey_gzipMadeOfSeveralParts_isReadToItsEnd() throws IOException {
        byte[] first = gzip("one\n");
        byte[] second = gzip("two\n");
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        assertThat(keys(reader(both))).containsExactly("one", "two");
    }

    @Test
    void nextKey_standardInput_isReadPlainOrPacked() throws IOException {
        assertThat(keys(reader("one\n".getBytes(UTF_8)))).containsExactly("one");
        assertThat(keys(reader(gzip("one\n")))).containsExactly("one");
    }

    @Test
    void nextKey_accessLog_isRecognizedAfterBadLines() {
        TraceReader reader = reader("broken\n" + LOG_LINE + LOG_LINE);
        assertThat(keys(reader)).containsExactly("/a", "/a");
        assertThat(reader.isAccessLog()).isTrue();
        assertThat(reader.badLines().first()).extracting(BadLines.BadLine::line).containsExactly(1L);
    }

    @Test
    void nextKey_formatGiven_isNotGuessed() {
        TraceReader keys = TraceReader.open("-", TraceFormat.KEYS, input(LOG_LINE.getBytes(UTF_8)));
        assertThat(keys(keys)).containsExactly(LOG_LINE.strip());
        TraceReader log = TraceReader.open("-", TraceFormat.LOG, input("one\n".getBytes(UTF_8)));
        assertThat(keys(log)).isEmpty();
        assertThat(log.badLines().count()).isOne();
    }

    @Test
    void nextKey_badLines_areNotedWithTheirNumbersAndSkipped() {
        TraceReader reader =
                reader("one\n\ntwo\nt\0hree\n" + "x".repeat(5000) + "\n" + "y".repeat(100_000) + "\nfour\n");
        assertThat(keys(reader)).containsExactly("one", "two", "four");
        assertThat(reader.badLines().first())
                .containsExactly(
                        new BadLines.BadLine(2, "empty line"),
                        new BadLines.BadLine(4, "control character in the key"),
                        new BadLines.BadLine(5, "key longer than 4096 characters"),
                        new BadLines.BadLine(6, "key longer than 4096 characters"));
    }

    @Test
    void nextKey_notUtf8_isABadLine() {
        TraceReader reader = reader("caf\u00e9\nsoda\n".getBytes(ISO_8859_1));
        assertThat(keys(reader)).containsExactly("soda");
        assertThat(reader.badLines().first()).containsExactly(new BadLines.BadLine(1, "key is not UTF-8 text"));
    }

    @Test
    void nextKey_manyBadLines_onlyTheFirstOnesAreKept() {
        TraceReader reader = reader("\n".repeat(1000));
        assertThat(keys(reader)).isEmpty();
        assertThat(reader.badLines().count()).isEqualTo(1000);
        assertThat(reader.badLines().first())
                .extracting(BadLines.BadLine::line)
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void nextKey_gzipBrokenOff_saysAfterWhichLine() throws IOException {
        byte[] whole =
                gzip(IntStream.range(0, 100_000).mapToObj(Integer::toString).collect(Collectors.joining("\n")));
        TraceReader reader = reader(Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> keys(reader))
                .isInstanceOf(InputException.class)
                .hasMessageMatching("Cannot read the trace standard input on after line \\d+: .*ZLIB.*");
    }

    @Test
    void open_whatCannotBeRead_saysWhy() throws IOException {
        Path brokenHeader = Files.write(folder.resolve("broken.gz"), new byte[] {0x1f, (byte) 0x8b, 0x77, 1, 2, 3});
        Path empty = Files.createFile(folder.resolve("empty"));
        String missing = folder.resolve("missing").toString();
        assertOpenFails(missing, "Cannot read the trace " + missing + ": there is no such file");
        assertOpenFails("\0", "Cannot read the trace \0: there is no such file");
        assertOpenFails(folder.toString(), "Cannot read the trace " + folder + ": it is a directory");
        assertOpenFails(
                brokenHeader.toString(), "Cannot read the trace " + brokenHeader + ": Unsupported compression method");
        assertOpenFails(empty.toString(), "The trace " + empty + " is empty");
    }

    private static void assertOpenFails(String name, String message) {
        assertThatThrownBy(() -> TraceReader.open(name, TraceFormat.AUTO, InputStream.nullInputStream()))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    private static TraceReader reader(String content) {
        return reader(content.getBytes(UTF_8));
    }

    private static TraceReader reader(byte[] content) {
        return TraceReader.open("-", TraceFormat.AUTO, input(content));
    }

    private static InputStream input(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    private static List<String> keys(TraceReader reader) {
        List<String> keys = new ArrayList<>();
        String key = reader.nextKey();
        while (key != null) {
            keys.add(key);
            key = reader.nextKey();
        }
        return keys;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
