package org.terracecache.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SimulatorOptionsTest {
    private static final String HINT = "Option --help shows what is possible.";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "--threads 0 > --threads must be between 1 and 1024, not 0",
                "--threads many > Invalid value for option '--threads': 'many' is not an int",
                "--max-entries -1 > --max-entries must be 1 or more, not -1",
                "--keys 0 > --keys must be between 1 and 10000000, not 0",
                "--operations 0 > --operations must be 1 or more, not 0",
                "--skew NaN > --skew must be between 0 and 10, not NaN",
                "--writes 101% > Invalid value for option '--writes': '101%' is not a share: write 0% to 100%, such as 5%",
                "--writes x% > Invalid value for option '--writes': 'x%' is not a share: write 0% to 100%, such as 5%",
                "--writes 60% --removes 60% > --writes, --removes, --invokes and --clears must not be more than 100% together",
                "--clears 95% > --writes, --removes, --invokes and --clears must not be more than 100% together",
                "--nodes 65 > --nodes must be between 0 and 64, not 65",
                "--nodes two > Invalid value for option '--nodes': 'two' is not an int",
                "--nodes 0 --fault pause > --fault and --redis need nodes that share a Redis: --nodes must not be 0",
                "--fault fire > Invalid value for option '--fault': 'fire' is none of pause, kill, drop-subscriber and flush",
                "--fault-length 1s > --fault-after and --fault-length say when a --fault happens: name one",
                "--fault kill --redis redis://h > --fault harms only a Redis that the simulator has started: leave out --redis",
                "--redis http://h > --redis must be redis://[user:password@]host[:port][/database], or rediss://...",
                "--redis redis://h/0/name > --redis must be redis://[user:password@]host[:port][/database], or rediss://...",
                "--lease 5ms > --lease must be between 10ms and 1h",
                "--ttl 0 > --ttl must be more than 0",
                "--ttl 5 > Invalid value for option '--ttl': '5' is not a duration: write a number and us, ms, s, m or h, such as 500us or 2ms",
                "--load-latency fast > Invalid value for option '--load-latency': 'fast' is not a duration: write a number and us, ms, s, m or h, such as 500us or 2ms",
                "--load-latency > Missing required parameter for option '--load-latency' (TIME)",
                "--colour > Unknown option: '--colour'",
                "extra > Unmatched argument at index 0: 'extra'"
            })
    void execute_impossibleOption_oneMessageAndCodeTwo(String arguments, String message) {
        assertThat(execute(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).containsExactly(message, HINT);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void execute_missingTrace_oneMessageAndCodeTwo() {
        String trace = folder.resolve("none.txt").toString();
        assertThat(execute("--trace", trace)).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("Cannot read the trace " + trace + ": there is no such file", HINT);
    }

    @Test
    void execute_jsonFileThatCannotBe_oneMessageAndCodeTwoBeforeTheRun() {
        String file = folder.resolve("none").resolve("out.json").toString();
        assertThat(execute("--json", file)).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("Cannot write " + file + ": its directory does not exist", HINT);
        assertThat(execute("--json", folder.toString())).isEqualTo(2);
    }

    @Test
    void execute_help_showsTheOptions() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("--trace=FILE", "--json=FILE", "(default: 5000)", "Exit codes:");
    }

    private int execute(String... arguments) {
        CommandLine command = Simulator.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }
}
