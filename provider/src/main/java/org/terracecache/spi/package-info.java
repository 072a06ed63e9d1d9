/**
 * Extension points: what an application may supply to Terrace. May import {@code event} and the base package.
 */
@NullMarked
package org.terracecache.spi;

import org.jspecify.annotations.NullMarked;
