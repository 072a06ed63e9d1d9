/**
 * How the memory layers of many nodes stay coherent: messages and their encoding, buckets, the in-flight table, the install
 * rule, resynchronisation and lease. No I/O, no threads, no clock: what happens and when is told by the caller. Imports
 * {@code entry} only.
 */
@NullMarked
package org.terracecache.bus;

import org.jspecify.annotations.NullMarked;
