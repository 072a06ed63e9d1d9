/**
 * Configuration: HOCON reading, immutable settings, and the fluent {@link org.terracecache.config.TerraceConfiguration}.
 *
 * <p>May import {@code event} and {@code spi}; the only package that imports Typesafe config.
 */
@NullMarked
package org.terracecache.config;

import org.jspecify.annotations.NullMarked;
