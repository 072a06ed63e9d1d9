/**
 * The stack of layers: the read path, the write path, single flight of loads, the lives that expiry policies give.
 *
 * <p>May import {@code memory}, {@code observe}, {@code lock} and the API packages.
 */
@NullMarked
package org.terracecache.layer;

import org.jspecify.annotations.NullMarked;
