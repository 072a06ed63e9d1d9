package org.terracecache.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The types of simple keys, each with a word that begins their encoding and a text that follows. Equal objects have equal
 * texts, whatever the JDK. Parsing is lenient: what was parsed is valid if it prints as what it was parsed from.
 */
@SuppressWarnings("ImmutableEnumChecker") // the functions have no state
enum Leaf {
    STRING("s", String.class, Object::toString, text -> text),
    BOOLEAN("z", Boolean.class, Object::toString, Boolean::valueOf),
    CHARACTER("c", Character.class, Leaf::hex, text -> (char) Integer.parseInt(text, 16)),
    BYTE("b", Byte.class, Object::toString, Byte::valueOf),
    SHORT("h", Short.class, Object::toString, Short::valueOf),
    INTEGER("i", Integer.class, Object::toString, Integer::valueOf),
    LONG("l", Long.class, Object::toString, Long::valueOf),
    FLOAT("f", Float.class, number -> Decimals.print((float) number), Float::valueOf),
    DOUBLE("d", Double.class, number -> Decimals.print((double) number), Double::valueOf),
    BIG_INTEGER("n", BigInteger.class, Object::toString, BigInteger::new),
    BIG_DECIMAL("m", BigDecimal.class, Object::toString, BigDecimal::new),
    UUID_("u", UUID.class, Object::toString, UUID::fromString),
    DURATION("Duration", Duration.class, Object::toString, Duration::parse),
    INSTANT("Instant", Instant.class, Object::toString, Instant::parse),
    LOCAL_DATE("LocalDate", LocalDate.class, Object::toString, LocalDate::parse),
    LOCAL_DATE_TIME("LocalDateTime", LocalDateTime.class, Object::toString, LocalDateTime::parse),
    LOCAL_TIME("LocalTime", LocalTime.class, Object::toString, LocalTime::parse),
    MONTH_DAY("MonthDay", MonthDay.class, Object::toString, MonthDay::parse),
    OFFSET_DATE_TIME("OffsetDateTime", OffsetDateTime.class, Object::toString, OffsetDateTime::parse),
    OFFSET_TIME("OffsetTime", OffsetTime.class, Object::toString, OffsetTime::parse),
    PERIOD("Period", Period.class, Object::toString, Period::parse),
    YEAR("Year", Year.class, Object::toString, text -> Year.of(Integer.parseInt(text))),
    YEAR_MONTH("YearMonth", YearMonth.class, Leaf::yearMonth, Leaf::parseYearMonth),
    ZONE("Zone", ZoneId.class, Object::toString, ZoneId::of),
    ZONED_DATE_TIME("ZonedDateTime", ZonedDateTime.class, Leaf::zoned, Leaf::parseZoned);

    /** Numbers of up to so many bits are written as texts, longer ones as bytes: long decimals are slow to parse. */
    private static final int MAXIMUM_BITS = 4096;

    /** The largest scale of a decimal that is written as a text. */
    private static final int MAXIMUM_SCALE = 1_000_000;

    /** Longer texts are none of a number or a time. */
    private static final int MAXIMUM_CHARACTERS = 2048;

    private static final Map<Class<?>, Leaf> BY_CLASS = new HashMap<>();
    private static final Map<String, Leaf> BY_WORD = new HashMap<>();

    static {
        for (Leaf leaf : values()) {
            BY_CLASS.put(leaf.type, leaf);
            BY_WORD.put(leaf.word, leaf);
        }
        BY_CLASS.put(ZoneOffset.class, ZONE);
        BY_CLASS.put(ZoneId.of("Europe/Paris").getClass(), ZONE);
    }

    private final String word;
    private final Class<?> type;
    private final Function<Object, String> print;
    private final Function<String, Object> parse;

    Leaf(String word, Class<?> type, Function<Object, String> print, Function<String, Object> parse) {
        this.word = word;
        this.type = type;
        this.print = print;
        this.parse = parse;
    }

    /** The type of exactly this class, null if there is none. */
    static @Nullable Leaf of(Class<?> type) {
        return BY_CLASS.get(type);
    }

    static @Nullable Leaf of(String word) {
        return BY_WORD.get(word);
    }

    String word() {
        return word;
    }

    String print(Object value) {
        return print.apply(value);
    }

    /** Whether the value's text can be parsed in reasonable time. */
    static boolean hasText(Object value) {
        if (value instanceof BigInteger number) {
            return number.bitLength() <= MAXIMUM_BITS;
        }
        if (value instanceof BigDecimal number) {
            return number.unscaledValue().bitLength() <= MAXIMUM_BITS
                    && Math.abs((long) number.scale()) <= MAXIMUM_SCALE;
        }
        return true;
    }

    /** @throws RuntimeException if there is no such value */
    Object parse(String text) {
        if (this != STRING && text.length() > MAXIMUM_CHARACTERS) {
            throw new IllegalArgumentException("too long");
        }
        return parse.apply(text);
    }

    private static String hex(Object character) {
        return HexFormat.of().toHexDigits((char) character);
    }

    private static String yearMonth(Object value) {
        YearMonth month = (YearMonth) value;
        return month.getYear() + "/" + month.getMonthValue();
    }

    private static YearMonth parseYearMonth(String text) {
        int slash = text.indexOf('/');
        return YearMonth.of(Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    private static String zoned(Object value) {
        ZonedDateTime time = (ZonedDateTime) value;
        return time.toLocalDateTime() + " " + time.getOffset() + " " + time.getZone();
    }

    private static ZonedDateTime parseZoned(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no zoned time");
        }
        return ZonedDateTime.ofStrict(LocalDateTime.parse(parts[0]), ZoneOffset.of(parts[1]), ZoneId.of(parts[2]));
    }
}
