package org.terracecache.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.terracecache.event.Cause;
import org.terracecache.layer.Echoes.Echo;

/** Each own change is told exactly once, whatever comes first: its message, or the end of patience. */
class EchoesTest {
    private static final long STAMP = 1;
    private static final long DEADLINE = 1_000;

    private final Echoes echoes = new Echoes();
    private final List<String> told = new ArrayList<>();

    private Echo expect(boolean awaited) {
        return echoes.expect(STAMP, Cause.PUT, awaited, DEADLINE);
    }

    private void arrive() {
        echoes.arrived(
                STAMP,
                cause -> {
                    told.add("by message, cause " + cause);
                    return List.of(() -> told.add("done"));
                },
                left -> {
                    told.add("elsewhere");
                    left.run();
                });
    }

    @Test
    void arrived_nobodyWaits_isLeftToOthers() {
        expect(false);
        arrive();
        assertThat(told).containsExactly("by message, cause PUT", "elsewhere", "done");
        assertThat(echoes.size()).isZero();
    }

    @Test
    void arrived_callerWaits_isLeftToTheCaller() {
        Echo echo = expect(true);
        arrive();
        assertThat(told).containsExactly("by message, cause PUT");
        assertThat(echo.await(0)).isTrue();
        assertThat(told).containsExactly("by message, cause PUT", "done");
    }

    @Test
    void arrived_afterTheCallerLostPatience_tellsNothing() {
        assertThat(expect(true).await(0)).isFalse();
        arrive();
        assertThat(told).isEmpty();
    }

    @Test
    void arrived_afterItWasGivenUp_tellsNothing() {
        expect(false).otherwise(() -> told.add("without"));
        echoes.expire(DEADLINE - 1);
        assertThat(told).isEmpty();
        echoes.expire(DEADLINE);
        echoes.expire(DEADLINE + 1);
        arrive();
        assertThat(told).containsExactly("without");
    }

    @Test
    void expire_whatWasGivenUpLongAgo_isForgotten() {
        expect(false).otherwise(() -> told.add("without"));
        echoes.expire(DEADLINE);
        assertThat(echoes.size()).isOne();
        echoes.expire(DEADLINE + Duration.ofMinutes(1).toNanos());
        assertThat(echoes.size()).isZero();
    }

    @Test
    void forget_afterItArrived_leavesNothingUndone() {
        Echo echo = expect(true);
        arrive();
        echoes.forget(echo);
        assertThat(told).containsExactly("by message, cause PUT", "elsewhere", "done");
    }

    @Test
    void arrived_afterItWasForgotten_isToldAsAnyMessage() {
        echoes.forget(expect(true));
        arrive();
        assertThat(told).containsExactly("by message, cause null", "elsewhere", "done");
        assertThat(echoes.size()).isZero();
    }

    @Test
    void arrived_tellingThrows_leavesNobodyWaiting() {
        Echo echo = expect(true);
        IllegalStateException failure = new IllegalStateException("a codec failed");
        assertThatThrownBy(() -> echoes.arrived(
                        STAMP,
                        cause -> {
                            throw failure;
                        },
                        Runnable::run))
                .isSameAs(failure);
        assertThat(echo.await(0)).isTrue();
    }
}
