package org.terracecache.observe;

/** Who is to hear a signal: bits, to be or-ed. */
public final class Audience {
    /** The standard's own listeners. */
    public static final int STANDARD = 1;

    /** The general hub: one outcome per operation. */
    public static final int GENERAL = 2;

    /** The memory layer's hub. */
    public static final int MEMORY = 4;

    /** The remote layer's hub. */
    public static final int REMOTE = 8;

    /** The hub of the bus. */
    public static final int BUS = 16;

    /** One more than all of them together. */
    static final int COUNT = 32;

    private Audience() {}
}
