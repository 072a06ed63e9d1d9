package org.terracecache.simulator;

import java.util.ArrayList;
import java.util.List;

/** Lines of aligned columns under a heading that may have columns too. */
final class TextTable {
    private static final String INDENT = "  ";
    private static final String GAP = "   ";

    private final String alignment;
    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    /** One letter for each column, {@code l} for left and {@code r} for right; then the heading. */
    TextTable(String alignment, String... heading) {
        this.alignment = alignment;
        this.widths = new int[alignment.length()];
        row(heading);
    }

    TextTable row(String... cells) {
        for (int i = 0; i < cells.length; i++) {
            String indent = i == 0 && !rows.isEmpty() ? INDENT : "";
            widths[i] = Math.max(widths[i], indent.length() + cells[i].length());
        }
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.size() == 1;
    }

    String heading() {
        return line(rows.get(0), "");
    }

    List<String> lines() {
        return rows.stream().skip(1).map(row -> line(row, INDENT)).toList();
    }

    private String line(List<String> cells, String indent) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = i == 0 ? indent + cells.get(i) : GAP + cells.get(i);
            int width = i == 0 ? widths[i] : GAP.length() + widths[i];
            String padding = " ".repeat(width - cell.length());
            line.append(alignment.charAt(i) == 'l' ? cell + padding : padding + cell);
        }
        return line.toString().stripTrailing();
    }
}
