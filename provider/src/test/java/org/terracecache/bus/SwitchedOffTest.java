package org.terracecache.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Shows that the simulation would notice if a rule were not kept: each rule is switched off in turn. What it finds first is written in
 * {@code src/docs/coherence.md}; {@code -Dterrace.simulation.table=write} writes it anew.
 */
class SwitchedOffTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "..", "src", "docs", "coherence.md");
    private static final String HEAD = "|---|---|---|\n";
    private static final long LAST_SEED = 50_000;

    private static final List<String> RULES = List.of(
            "inflight",
            "inflight_w",
            "learn_reply",
            "drop_old",
            "wm",
            "tagbar",
            "gen",
            "asof",
            "chain",
            "chain_bus",
            "hb_last",
            "own",
            "resync",
            "known",
            "epoch",
            "sub_first",
            "buffer",
            "stamp",
            "inc_hdr",
            "inc_msg",
            "fill_inv",
            "ticket",
            "ticket_inc",
            "detach",
            "run_id",
            "lease_send",
            "lease",
            "cas",
            "ro_check");

    @Test
    void simulation_oneRuleSwitchedOff_findsTheViolationOfTheTable() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String rule : RULES) {
            rows.add(firstViolation(rule));
        }
        String page = Files.readString(PAGE);
        int start = page.lastIndexOf(HEAD) + HEAD.length();
        int end = page.indexOf("\n\n", start - 1);
        String table = String.join("\n", rows);
        if (System.getProperty("terrace.simulation.table", "").equals("write")) {
            Files.writeString(PAGE, page.substring(0, start) + table + page.substring(end));
        } else {
            assertThat(page.substring(start, Math.max(start, end))).isEqualTo(table);
        }
    }

    /** The first episode that breaks a guarantee without the rule, and does not with it. */
    private static String firstViolation(String rule) {
        for (long seed = 1; seed <= LAST_SEED; seed++) {
            try {
                new Episode(seed, Set.of(rule), null).play();
            } catch (ViolationException e) {
                SimulationTest.play(seed, Set.of());
                return "| `" + rule + "` | " + seed + " | " + e.getMessage() + " |";
            }
        }
        throw new AssertionError("Nothing goes wrong without " + rule + " in episodes 1 to " + LAST_SEED);
    }
}
