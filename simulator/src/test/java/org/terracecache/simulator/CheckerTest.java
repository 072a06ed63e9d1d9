package org.terracecache.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker finds what is wrong, and nothing else. */
class CheckerTest {
    private static final String KEY = "a";

    private long now;

    private final Checker checker = new Checker(() -> now, Duration.ofNanos(110));
    private final NodeView node = new NodeView("node", checker);
    private final NodeView other = new NodeView("other", checker);

    @Test
    void read_latestOnEachNode_isRight() {
        read(node, 0);
        long first = write(node);
        read(node, first);
        read(other, first);
        assertRight();
        assertThat(node.staleness()).isEqualTo(new NodeView.Staleness(0, 0, 0));
    }

    @Test
    void read_olderThanThisNodeWrote_isWrong() {
        long first = write(other);
        long second = write(node);
        read(node, first);
        assertWrong(Rule.OLDER);
        assertThat(checker.first().get(0).detail())
                .contains("revision " + second + " was shown or written before", "shown: revision " + first + " of a");
    }

    @Test
    void read_olderThanThisNodeHasShown_isWrong() {
        long first = write(other);
        long second = write(other);
        read(node, second);
        read(node, first);
        assertWrong(Rule.OLDER);
    }

    @Test
    void read_thatBeganBeforeTheNewerOneWasShown_isRight() {
        long first = write(other);
        NodeView.Reading early = node.beginRead(KEY);
        long second = write(other);
        read(node, second);
        node.endRead(early, Row.written(KEY, first));
        assertRight();
    }

    @Test
    void read_olderThanWhatThisNodeLoadedItself_isStaleOnly() {
        long first = write(other);
        long second = write(other);
        node.endRead(node.beginRead(KEY), new Row(KEY, second, "node"));
        now += 5;
        read(node, first);
        assertRight();
        assertThat(node.staleness().maxNanos()).isEqualTo(5);
    }

    @Test
    void read_olderThanWhatAnotherNodeLoaded_isWrong() {
        long first = write(other);
        long second = write(other);
        node.endRead(node.beginRead(KEY), new Row(KEY, second, "other"));
        read(node, first);
        assertWrong(Rule.OLDER);
    }

    @Test
    void read_supersededWithinTheLease_isStaleByTheTimeSinceTheFirstNewerOne() {
        long first = write(other);
        now = 50;
        write(other);
        now = 70;
        write(other);
        now = 160;
        read(node, first);
        assertRight();
        assertThat(node.staleness()).isEqualTo(new NodeView.Staleness(1, 110, 110));
        assertThat(checker.longestStaleness()).isEqualTo(110);
    }

    @Test
    void read_supersededBeyondTheLease_isWrong() {
        long first = write(other);
        write(other);
        now = 111;
        read(node, first);
        assertWrong(Rule.STALE);
    }

    @Test
    void read_oldAfterRemovalBeyondTheLease_isWrong() {
        long first = write(other);
        long second = checker.begin(KEY);
        other.acknowledge(KEY, second, true);
        now = 200;
        read(node, first);
        assertWrong(Rule.STALE);
        assertThat(checker.checks().afterRemovals()).isEqualTo(1);
    }

    @Test
    void read_initialRowAfterAWriteBeyondTheLease_isWrong() {
        write(other);
        now = 200;
        node.endRead(node.beginRead(KEY), new Row(KEY, 0, "node"));
        assertWrong(Rule.STALE);
    }

    @Test
    void read_writeOfUnknownOutcome_mayBeSeenOrNot() {
        long first = write(node);
        long unknown = checker.begin(KEY);
        now = 1000;
        read(node, first);
        read(other, unknown);
        read(node, first);
        assertRight();
        read(other, first);
        assertWrong(Rule.OLDER);
    }

    @Test
    void read_revisionThatNobodyWrote_isWrong() {
        long first = write(node);
        read(node, first + 1);
        assertWrong(Rule.UNKNOWN);
    }

    @Test
    void read_revisionOfAnotherKey_isWrong() {
        long ofOther = checker.begin("b");
        write(node);
        read(node, ofOther);
        assertWrong(Rule.UNKNOWN);
    }

    @Test
    void read_rowOfAnotherKey_isWrong() {
        long first = write(node);
        node.endRead(node.beginRead(KEY), Row.written("b", first));
        assertWrong(Rule.UNKNOWN);
    }

    @Test
    void read_nothing_isWrong() {
        node.endRead(node.beginRead(KEY), null);
        assertWrong(Rule.MISSING);
    }

    @Test
    void invoke_processorFoundAnOlderOneThanWasAcknowledged_isWrong() {
        long first = write(node);
        long second = write(other);
        long third = checker.begin(KEY);
        node.endInvoke(KEY, second, Row.written(KEY, second));
        assertRight();
        node.endInvoke(KEY, second, Row.written(KEY, first));
        assertWrong(Rule.PREVIOUS);
        assertThat(checker.first().get(0).detail()).contains(third + " not acknowledged");
    }

    @Test
    void agreement_nodesDiffer_isWrong() {
        checker.judgeAgreement(KEY, true, "revision 1");
        assertRight();
        checker.judgeAgreement(KEY, false, "revision 1, revision 2");
        assertWrong(Rule.DISAGREEMENT);
    }

    @Test
    void history_longAgo_isForgottenButStaysStale() {
        long first = write(node);
        long second = write(node);
        now += 2 * RowHistory.KEPT_NANOS;
        long third = write(node);
        long fourth = write(node);
        assertThat(checker.first()).isEmpty();
        other.endRead(other.beginRead(KEY), Row.written(KEY, third));
        assertRight();
        now += 1000;
        for (long old : List.of(first, second)) {
            other.endRead(new NodeView.Reading(KEY, 0, now), Row.written(KEY, old));
        }
        read(node, fourth);
        assertThat(checker.first()).extracting(Wrong::rule).containsExactly(Rule.STALE, Rule.STALE);
    }

    private long write(NodeView by) {
        long revision = checker.begin(KEY);
        by.acknowledge(KEY, revision, false);
        return revision;
    }

    private static void read(NodeView on, long revision) {
        on.endRead(on.beginRead(KEY), Row.written(KEY, revision));
    }

    private void assertRight() {
        assertThat(checker.first()).isEmpty();
        assertThat(checker.wrong()).isZero();
    }

    private void assertWrong(Rule rule) {
        assertThat(checker.first()).extracting(Wrong::rule).containsExactly(rule);
        assertThat(checker.wrong()).isEqualTo(1);
    }
}
