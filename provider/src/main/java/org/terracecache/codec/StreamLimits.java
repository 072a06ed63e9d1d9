package org.terracecache.codec;

/** The bounds of Java serialization streams, beside their length. */
final class StreamLimits {
    /** How deep objects may be nested. */
    static final int DEPTH = 200;

    /** How many superclasses a class may have. */
    static final int SUPERCLASSES = 64;

    /** How many objects and references to objects there may be. */
    static final int REFERENCES = 1 << 21;

    /** Tables of hash maps have spare room: together they may have so many places for each byte of the stream. */
    static final int PLACES_PER_BYTE = 2;

    /** So many places a small stream may have beyond that. */
    static final int SPARE_PLACES = 1024;

    private StreamLimits() {}
}
