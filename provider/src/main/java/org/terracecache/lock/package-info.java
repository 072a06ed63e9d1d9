/**
 * Waiting: per-key holds, and the record of which thread waits for which, so that no cycle of waits ever hangs.
 *
 * <p>Imports nothing of Terrace.
 */
@NullMarked
package org.terracecache.lock;

import org.jspecify.annotations.NullMarked;
