package org.terracecache.layer;

import org.jspecify.annotations.Nullable;

/**
 * What a read got.
 *
 * @param entry the entry, null if there is none that can be read
 * @param unreadable why what is there cannot be read; null if it can, or nothing is there
 */
record Got(@Nullable LayeredEntry entry, @Nullable String unreadable) {
    static final Got NOTHING = new Got(null, null);
}
