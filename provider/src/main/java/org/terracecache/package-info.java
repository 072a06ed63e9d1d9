/**
 * Terrace's entry points: the provider, and the interfaces that {@code unwrap} gives.
 *
 * <p>May import {@code event}, {@code config} and {@code spi}; only {@link org.terracecache.TerraceCachingProvider}
 * imports {@code jcache}.
 */
@NullMarked
package org.terracecache;

import org.jspecify.annotations.NullMarked;
