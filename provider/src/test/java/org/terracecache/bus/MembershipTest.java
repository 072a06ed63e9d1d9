package org.terracecache.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.terracecache.bus.BusSignal.Joined;
import org.terracecache.bus.BusSignal.Left;
import org.terracecache.bus.BusSignal.Undecodable;

class MembershipTest {
    private static final long START = Long.MAX_VALUE - 5;

    private final List<BusSignal> signals = new ArrayList<>();
    private final Membership membership = new Membership(signals::add);

    @Test
    void receive_nodeAnnouncesItselfAgainAndAgain_joinsOnce() {
        announce("a", false, 10, START);
        announce("a", false, 10, START + 1);

        assertThat(signals).containsExactly(new Joined("a"));
        assertThat(membership.nodes()).containsExactly("a");
    }

    @Test
    void receive_nodeSaysGoodbye_leaves() {
        announce("a", false, 10, START);
        announce("a", true, 0, START);
        announce("a", true, 0, START);

        assertThat(signals).containsExactly(new Joined("a"), new Left("a", true));
        assertThat(membership.nodes()).isEmpty();
    }

    @Test
    void expire_nodeIsSilentForItsLife_leaves() {
        announce("a", false, 10, START);
        announce("b", false, Long.MAX_VALUE, START);
        membership.expire(START + TimeUnit.MILLISECONDS.toNanos(10) - 1);
        assertThat(membership.nodes()).containsExactly("a", "b");

        membership.expire(START + TimeUnit.MILLISECONDS.toNanos(10));
        assertThat(membership.nodes()).containsExactly("b");
        membership.expire(START + TimeUnit.DAYS.toNanos(1));
        assertThat(signals).endsWith(new Left("a", false), new Left("b", false));
    }

    @Test
    void receive_rubbishOrTooManyNodes_isTold() {
        membership.receive(new byte[] {9}, START);
        for (int i = 0; i <= Membership.MAX; i++) {
            announce("node " + i, false, 10, START);
        }

        assertThat(membership.nodes()).hasSize(Membership.MAX);
        assertThat(signals)
                .contains(
                        new Undecodable(-1, "announcement: format: unknown"),
                        new Undecodable(-1, "announcement: too many nodes"));
    }

    private void announce(String node, boolean leaving, long lifeMillis, long now) {
        membership.receive(new Announcement(node, leaving, lifeMillis).encode(), now);
    }
}
