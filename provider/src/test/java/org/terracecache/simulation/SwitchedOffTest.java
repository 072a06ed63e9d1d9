package org.terracecache.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Shows that the simulation would notice if a rule were not kept: each rule is switched off in turn. What it finds first is written in
 * {@code src/docs/coherence.md}; {@code -Dterrace.simulation.table=write} writes it anew.
 */
class SwitchedOffTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "..", "src", "docs", "coherence.md");
    private static final String HEAD = "|---|---|---|\n";
    private static final long LAST_SEED = 200_000;

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
    void simulation_oneRuleSwitchedOff_findsAViolation() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.lastIndexOf(HEAD) + HEAD.length();
        int end = page.indexOf("\n\n", start - 1);
        Map<String, String> known =
                page.substring(start, end).lines().collect(Collectors.toMap(row -> cell(row, 1), row -> row));

        List<String> rows = RULES.parallelStream()
                .map(rule -> found(rule, known.get("`" + rule + "`")))
                .toList();

        if (System.getProperty("terrace.simulation.table", "").equals("write")) {
            Files.writeString(PAGE, page.substring(0, start) + String.join("\n", rows) + page.substring(end));
        } else if (!known.values().containsAll(rows)) {
            System.out.println("What is simulated has changed: write the table of coherence.md anew");
        }
    }

    private static String cell(String row, int number) {
        return row.split("\\|", -1)[number].strip();
    }

    /** What goes wrong without the rule: as the table says, or in whatever episode it does first. */
    private static String found(String rule, String known) {
        String again = known == null ? null : row(rule, Long.parseLong(cell(known, 2)));
        if (again != null) {
            return again;
        }
        return LongStream.rangeClosed(1, LAST_SEED)
                .mapToObj(seed -> row(rule, seed))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing goes wrong without " + rule));
    }

    /** What an episode breaks without the rule, and does not with it; null if nothing. */
    private static String row(String rule, long seed) {
        try {
            new Episode(seed, Set.of(rule), null).play();
            return null;
        } catch (ViolationException e) {
            SimulationTest.play(seed, Set.of());
            return "| `" + rule + "` | " + seed + " | " + e.getMessage() + " |";
        }
    }
}
