package org.terracecache.codec;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Keys for tests, fixed and random ones. */
final class KeySpecimens {
    record OrderId(String tenant, long number, Object extra) {}

    record Listed(ArrayList<String> names, int count) {}

    /** Equal by something else than its components. */
    record Loose(String text) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Loose that && text.equalsIgnoreCase(that.text);
        }

        @Override
        public int hashCode() {
            return text.toLowerCase(java.util.Locale.ROOT).hashCode();
        }
    }

    enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "of a class of its own";
            }
        }
    }

    /** Two parts, as those of Spring's keys: serialized, it shows whether they are one object. */
    static final class Pair implements Serializable {
        private static final long serialVersionUID = 1;

        private final Object[] parts;

        Pair(Object... parts) {
            this.parts = parts;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Pair that && java.util.Arrays.equals(parts, that.parts);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(parts);
        }
    }

    private KeySpecimens() {}

    static List<Object> simple() {
        List<Object> all = new ArrayList<>(values());
        all.addAll(times());
        return all;
    }

    private static List<Object> values() {
        return List.of(
                "",
                "abc",
                "a:b",
                "12:x",
                "\u0000\uD83D\uDE00é",
                "\uD800",
                "x\uDC00y",
                true,
                false,
                'a',
                '\uD800',
                (byte) -1,
                (short) 7,
                0,
                Integer.MIN_VALUE,
                42L,
                Long.MAX_VALUE,
                0.0,
                -0.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                0.1,
                1e16,
                1e22,
                0.0f,
                -0.0f,
                Float.NaN,
                Float.MIN_VALUE,
                3.4e38f,
                0.1f,
                BigInteger.ZERO,
                BigInteger.ONE.shiftLeft(5000),
                BigInteger.ONE.shiftLeft(4000).negate(),
                new BigDecimal("1.0"),
                new BigDecimal("1.00"),
                new BigDecimal("1E+5"),
                new BigDecimal("-0.000"),
                new BigDecimal(BigInteger.TEN, Integer.MIN_VALUE),
                new BigDecimal(BigInteger.TEN, Integer.MAX_VALUE),
                new BigDecimal(BigInteger.ONE.shiftLeft(9000), 3),
                new UUID(1, 2),
                Color.RED,
                Color.GREEN,
                DayOfWeek.MONDAY);
    }

    private static List<Object> times() {
        return List.of(
                Duration.ofSeconds(Long.MIN_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
                Duration.ofNanos(-1),
                Instant.MIN,
                Instant.MAX,
                Instant.EPOCH,
                LocalDate.MIN,
                LocalDate.MAX,
                LocalDateTime.MAX,
                LocalTime.MIDNIGHT,
                LocalTime.MAX,
                MonthDay.of(2, 29),
                OffsetDateTime.MIN,
                OffsetDateTime.MAX,
                OffsetTime.MAX,
                Period.of(Integer.MIN_VALUE, Integer.MAX_VALUE, -1),
                Period.ZERO,
                Year.of(-999_999_999),
                Year.of(7),
                YearMonth.of(-5, 1),
                YearMonth.of(123_456, 12),
                ZoneId.of("Europe/Paris"),
                ZoneId.of("UTC+01:00"),
                ZoneOffset.UTC,
                ZoneOffset.ofHoursMinutesSeconds(1, 2, 3),
                LocalDateTime.of(2024, 10, 27, 2, 30)
                        .atZone(ZoneId.of("Europe/Paris"))
                        .withLaterOffsetAtOverlap(),
                LocalDateTime.of(2024, 10, 27, 2, 30).atZone(ZoneId.of("Europe/Paris")),
                ZonedDateTime.of(LocalDateTime.MAX, ZoneOffset.MIN));
    }

    /** A key of a canonical type. */
    static Object random(Random random, int depth) {
        int sort = random.nextInt(depth > 3 ? 5 : 10);
        return switch (sort) {
            case 0, 1, 2, 3, 4 -> leaf(random);
            case 5 ->
                new OrderId(string(random), random.nextLong(), random.nextBoolean() ? null : random(random, depth + 1));
            case 6 -> new Listed(new ArrayList<>(List.of(string(random), string(random))), random.nextInt());
            case 7 -> {
                Map<Object, Object> map = new HashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(random(random, depth + 1), random(random, depth + 1));
                }
                yield map;
            }
            case 8 -> {
                LinkedHashSet<Object> set = new LinkedHashSet<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    set.add(random(random, depth + 1));
                }
                yield set;
            }
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(random.nextInt(5) == 0 ? null : random(random, depth + 1));
                }
                yield list;
            }
        };
    }

    private static Object leaf(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> random.nextInt(5);
            case 1 -> (long) random.nextInt(5);
            case 2 -> Double.longBitsToDouble(random.nextLong());
            case 3 -> Float.intBitsToFloat(random.nextInt());
            case 4 -> new BigInteger(random.nextInt(80), random);
            case 5 -> new BigDecimal(new BigInteger(random.nextInt(40), random), random.nextInt(20) - 10);
            case 6 -> new UUID(random.nextLong(), random.nextLong());
            case 7 -> Color.values()[random.nextInt(2)];
            case 8 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            case 9 -> LocalDate.ofEpochDay(random.nextInt(1_000_000) - 500_000);
            case 10 -> Duration.ofSeconds(random.nextLong() / 2, random.nextInt(1_000_000_000));
            default -> string(random);
        };
    }

    private static String string(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append((char) (random.nextBoolean() ? '0' + random.nextInt(12) : random.nextInt(0x10000)));
        }
        return text.toString();
    }
}
