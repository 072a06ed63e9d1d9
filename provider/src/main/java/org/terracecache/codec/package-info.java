/**
 * Copies of keys and values: which types are immutable, and how the others are copied for caches that store by value.
 *
 * <p>May import the exported packages, {@code observe} and {@code lock}.
 */
@NullMarked
package org.terracecache.codec;

import org.jspecify.annotations.NullMarked;
