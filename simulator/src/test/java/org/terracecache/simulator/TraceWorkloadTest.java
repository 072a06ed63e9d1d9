package org.terracecache.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TraceWorkloadTest {
    private static final OperationMix READS = new OperationMix(0, 0, 0, 0, 1);

    @Test
    void next_trace_isReadInOrderUntilItsEnd() {
        try (Workload workload = workload(new ByteArrayInputStream("a\nb\na\n".getBytes(UTF_8)), Long.MAX_VALUE)) {
            assertThat(workload.next(2)).extracting(Access::key).containsExactly("a", "b");
            assertThat(workload.next(2)).containsExactly(new Access(Operation.GET, "a"));
            assertThat(workload.next(2)).isEmpty();
        }
    }

    @Test
    void next_limitOfOperations_endsIt() {
        try (Workload workload = workload(new ByteArrayInputStream("a\nb\na\n".getBytes(UTF_8)), 2)) {
            assertThat(workload.next(1)).hasSize(1);
            assertThat(workload.progress()).hasValue(0.5);
            assertThat(workload.next(10)).hasSize(1);
            assertThat(workload.next(10)).isEmpty();
        }
    }

    @Test
    @Timeout(10)
    void next_slowInput_doesNotWaitForMoreThanOneAccess() throws IOException {
        PipedInputStream in = new PipedInputStream();
        try (PipedOutputStream out = new PipedOutputStream(in)) {
            out.write("a\nb\n".getBytes(UTF_8));
            out.flush();
            try (Workload workload = workload(in, Long.MAX_VALUE)) {
                assertThat(workload.next(100)).extracting(Access::key).containsExactly("a", "b");
            }
        }
    }

    private static Workload workload(InputStream in, long operations) {
        return new TraceWorkload(TraceReader.open("-", TraceFormat.AUTO, in), READS, operations);
    }
}
