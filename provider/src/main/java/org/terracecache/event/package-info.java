/**
 * What can happen in a cache: event records under sealed interfaces, and the vendor's sub-interfaces of
 * {@link javax.cache.event.CacheEntryListener}.
 *
 * <p>Imports nothing of Terrace.
 */
@NullMarked
package org.terracecache.event;

import org.jspecify.annotations.NullMarked;
