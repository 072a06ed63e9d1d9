/**
 * The contracts of a shared store and of the bus that goes with it: commands, replies, what an implementation promises.
 * Imports {@code bus} and {@code entry} only.
 */
@NullMarked
package org.terracecache.remote;

import org.jspecify.annotations.NullMarked;
