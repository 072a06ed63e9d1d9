package org.terracecache.codec;

import java.io.File;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
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
import java.time.ZonedDateTime;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Decides which types are immutable all the way down, so that their instances may be shared instead of copied: the value
 * types of the JDK, enums, records whose components can hold nothing mutable, and the types that the user names.
 *
 * <p>Decisions are remembered per class in a {@link ClassValue} whose values are the JDK's own: neither a user's class
 * loader nor the one of this class is kept alive by them. Safe for use by many threads.
 */
public final class ImmutableTypes {
    /** The immutable types that no configuration adds to. */
    static final ImmutableTypes STANDARD = new ImmutableTypes(Set.of());

    /** Classes whose own instances are immutable; those that are not final may have subclasses which are not. */
    private static final Set<Class<?>> VALUES = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            Void.class,
            BigInteger.class,
            BigDecimal.class,
            MathContext.class,
            Class.class,
            StackTraceElement.class,
            UUID.class,
            Locale.class,
            Currency.class,
            Pattern.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class,
            File.class,
            URI.class,
            URL.class,
            InetAddress.class,
            Inet4Address.class,
            Inet6Address.class,
            InetSocketAddress.class,
            Duration.class,
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            LocalTime.class,
            MonthDay.class,
            OffsetDateTime.class,
            OffsetTime.class,
            Period.class,
            Year.class,
            YearMonth.class,
            ZonedDateTime.class,
            HijrahDate.class,
            JapaneseDate.class,
            MinguoDate.class,
            ThaiBuddhistDate.class,
            Collections.emptyList().getClass(),
            Collections.emptySet().getClass(),
            Collections.emptyMap().getClass(),
            Collections.reverseOrder().getClass(),
            String.CASE_INSENSITIVE_ORDER.getClass());

    /** Types that have only subclasses of the JDK's own, all of them immutable. */
    private static final Set<Class<?>> CLOSED = Set.of(Enum.class, ZoneId.class);

    static {
        assert Enum.class.isInstance(Comparator.naturalOrder()) : "the natural order is shared as an enum";
    }

    private final Set<Class<?>> configured;

    private final ClassValue<Boolean> decisions = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return VALUES.contains(type) || isEveryInstanceImmutable(type, new HashSet<>());
        }
    };

    /**
     * Adds a user's types to the standard ones.
     *
     * @param configured types that the user vouches for, together with all their subtypes
     */
    public ImmutableTypes(Set<Class<?>> configured) {
        this.configured = Set.copyOf(configured);
    }

    /**
     * Tells whether the instances of exactly this class, not of a subclass, are immutable.
     *
     * @param type the class of an object
     * @return whether the object may be shared
     */
    public boolean areShared(Class<?> type) {
        return decisions.get(type);
    }

    /** Tells whether a variable of this type can hold nothing but immutable objects. */
    boolean holdsOnlyImmutables(Class<?> declared) {
        return isEveryInstanceImmutable(declared, new HashSet<>());
    }

    /** Tells whether the user vouches for this type. */
    boolean isConfigured(Class<?> type) {
        for (Class<?> vouched : configured) {
            if (vouched.isAssignableFrom(type)) {
                return true;
            }
        }
        return false;
    }

    /** Types that are being looked at already are taken for immutable: if one is not, its own examination says so. */
    private boolean isEveryInstanceImmutable(Class<?> declared, Set<Class<?>> seen) {
        if (declared.isPrimitive() || isConfigured(declared) || !seen.add(declared)) {
            return true;
        }
        if (VALUES.contains(declared) && Modifier.isFinal(declared.getModifiers())) {
            return true;
        }
        for (Class<?> closed : CLOSED) {
            if (closed.isAssignableFrom(declared)) {
                return true;
            }
        }
        return declared.isSealed() ? areAllPermittedImmutable(declared, seen) : isImmutableRecord(declared, seen);
    }

    private boolean areAllPermittedImmutable(Class<?> sealed, Set<Class<?>> seen) {
        if (!Modifier.isAbstract(sealed.getModifiers())) {
            return false;
        }
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (!isEveryInstanceImmutable(permitted, seen)) {
                return false;
            }
        }
        return true;
    }

    private boolean isImmutableRecord(Class<?> declared, Set<Class<?>> seen) {
        if (!declared.isRecord()) {
            return false;
        }
        for (RecordComponent component : declared.getRecordComponents()) {
            if (!isEveryInstanceImmutable(component.getType(), seen)) {
                return false;
            }
        }
        return true;
    }
}
