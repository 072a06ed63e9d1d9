/**
 * What happens in caches, told to those who listen: standard listeners, vendor hubs, an application's emitter.
 *
 * <p>The core {@linkplain org.terracecache.observe.CacheSignals#publish publishes} signals; here they are routed, queued,
 * turned into events and delivered, each listener isolated from all others. Imports {@code lock} and the exported packages
 * only.
 */
@NullMarked
package org.terracecache.observe;

import org.jspecify.annotations.NullMarked;
