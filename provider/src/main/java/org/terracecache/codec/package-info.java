/**
 * What becomes of keys and values: copies for caches that store by value, and bytes for caches that nodes share. Bytes from
 * elsewhere are trusted in nothing: decoders are strict and bounded, and make objects of allowed classes only.
 *
 * <p>May import the exported packages, {@code observe} and {@code lock}.
 */
@NullMarked
package org.terracecache.codec;

import org.jspecify.annotations.NullMarked;
