/**
 * The shared store and the bus over Redis through Jedis: scripts, connections, subscriptions. The only package that imports
 * Jedis. Imports {@code remote}, {@code bus} and {@code entry}.
 *
 * <p>From top to bottom: {@code RedisStore} hands requests to {@code Pipeline}, which sends them over a {@code RedisConnection} of
 * {@code Connections}, and knows what may be sent again. {@code CommandEncoder} and {@code ReplyDecoder} translate; the
 * scripts are resources beside the classes. {@code RedisBus} has a connection and a thread for each subscription.
 */
@NullMarked
package org.terracecache.redis;

import org.jspecify.annotations.NullMarked;
