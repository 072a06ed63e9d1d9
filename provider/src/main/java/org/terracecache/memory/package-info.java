/**
 * The memory layer: one cell per key over Caffeine, the exclusive holds of keys, and the expiry index.
 *
 * <p>The only package that imports Caffeine. May import {@code observe}, {@code lock} and the API packages.
 */
@NullMarked
package org.terracecache.memory;

import org.jspecify.annotations.NullMarked;
