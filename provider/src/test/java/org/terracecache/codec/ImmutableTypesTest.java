package org.terracecache.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"ArrayRecordComponent", "GetClassOnEnum"}) // Records as users may write them.
class ImmutableTypesTest {
    record Flat(String name, int count, LocalDate day, TimeUnit unit, ZoneId zone) {}

    record Nested(Flat flat, UUID id) {}

    record Recursive(int value, Recursive next) {}

    record Left(Right right) {}

    record Right(Left left, int[] spoiler) {}

    record WithObject(Object value) {}

    record WithInterface(CharSequence text) {}

    record WithArray(byte[] bytes) {}

    record WithList(List<String> list) {}

    record WithOpenClass(BigDecimal amount) {}

    record Generic<T extends Serializable>(T value) {}

    sealed interface Expression permits Sum, Literal {}

    record Sum(Expression left, Expression right) implements Expression {}

    record Literal(int value) implements Expression {}

    sealed interface Leaky permits Tight, Open {}

    record Tight(int value) implements Leaky {}

    static non-sealed class Open implements Leaky {}

    enum Plain {
        ONE
    }

    enum WithBodies {
        ONE {
            @Override
            int value() {
                return 1;
            }
        };

        abstract int value();
    }

    static class Money {}

    static class Euro extends Money {}

    record Priced(Money price) {}

    static Stream<Class<?>> immutable() {
        return Stream.of(
                String.class,
                Integer.class,
                Character.class,
                Boolean.class,
                BigInteger.class,
                BigDecimal.class,
                UUID.class,
                Instant.class,
                ZoneOffset.class,
                ZoneId.of("Europe/Paris").getClass(),
                DayOfWeek.class,
                URI.class,
                Locale.class,
                Currency.class,
                Pattern.class,
                Class.class,
                Plain.class,
                WithBodies.ONE.getClass(),
                Collections.emptyList().getClass(),
                Collections.reverseOrder().getClass(),
                Flat.class,
                Nested.class,
                Recursive.class,
                Sum.class,
                Literal.class);
    }

    static Stream<Class<?>> mutable() {
        return Stream.of(
                Object.class,
                Date.class,
                StringBuilder.class,
                ArrayList.class,
                int[].class,
                String[].class,
                Left.class,
                Right.class,
                WithObject.class,
                WithInterface.class,
                WithArray.class,
                WithList.class,
                WithOpenClass.class,
                Generic.class,
                Open.class,
                Money.class,
                Priced.class,
                new BigDecimal("1") {
                    private static final long serialVersionUID = 1;
                }.getClass());
    }

    @ParameterizedTest
    @MethodSource("immutable")
    void areShared_immutableClass_yes(Class<?> type) {
        assertThat(ImmutableTypes.STANDARD.areShared(type)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("mutable")
    void areShared_classThatMayHoldSomethingMutable_no(Class<?> type) {
        assertThat(ImmutableTypes.STANDARD.areShared(type)).isFalse();
    }

    @Test
    void holdsOnlyImmutables_openType_no() {
        assertThat(ImmutableTypes.STANDARD.holdsOnlyImmutables(BigDecimal.class))
                .isFalse();
        assertThat(ImmutableTypes.STANDARD.holdsOnlyImmutables(Leaky.class)).isFalse();
        assertThat(ImmutableTypes.STANDARD.holdsOnlyImmutables(Expression.class))
                .isTrue();
        assertThat(ImmutableTypes.STANDARD.holdsOnlyImmutables(ZoneId.class)).isTrue();
        assertThat(ImmutableTypes.STANDARD.holdsOnlyImmutables(WithBodies.class))
                .isTrue();
    }

    @Test
    void areShared_configuredType_coversSubtypesAndRecordsOfIt() {
        ImmutableTypes types = new ImmutableTypes(Set.of(Money.class));
        assertThat(types.areShared(Money.class)).isTrue();
        assertThat(types.areShared(Euro.class)).isTrue();
        assertThat(types.areShared(Priced.class)).isTrue();
        assertThat(types.areShared(Date.class)).isFalse();
    }
}
