package org.terracecache.simulator;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes a report to a JSON file. */
final class ReportJson {
    private static final ObjectWriter WRITER = JsonMapper.shared().writerWithDefaultPrettyPrinter();

    private final Path file;

    private ReportJson(Path file) {
        this.file = file;
    }

    /** Makes sure, before a long run, that the file can be written. */
    static ReportJson to(String name) {
        try {
            Path file = Path.of(name).toAbsolutePath();
            Path folder = file.getParent();
            if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
                throw new InputException("Cannot write " + name + ": "
                        + (Files.isDirectory(file) ? "it is a directory" : "its directory does not exist"));
            }
            if (!Files.isWritable(Files.exists(file) ? file : folder)) {
                throw new InputException("Cannot write " + name + ": access denied");
            }
            return new ReportJson(file);
        } catch (InvalidPathException e) {
            throw new InputException("Cannot write " + name + ": " + e.getReason(), e);
        }
    }

    void write(Report report) {
        try (Writer writer = Files.newBufferedWriter(file)) {
            writer.write(WRITER.writeValueAsString(report));
            writer.write('\n');
        } catch (IOException e) {
            throw new InputException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
