/**
 * JSR-107 semantics: one thin cache class over small collaborators, the managers, the MBeans, and the wiring.
 *
 * <p>May import every other package but Caffeine, Jedis and Typesafe config, which have a package of their own each.
 */
@NullMarked
package org.terracecache.jcache;

import org.jspecify.annotations.NullMarked;
