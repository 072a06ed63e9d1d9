package org.terracecache.jcache;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.terracecache.layer.RemoteNode;
import org.terracecache.spi.KeyCodec;
import org.terracecache.spi.Serializer;

/**
 * How a cache is connected with its remote layer.
 *
 * @param node what the manager's caches share
 * @param remembers whether there is a memory layer above it
 * @param commandTimeout how long a command may take
 * @param cluster whether listeners hear of other nodes' changes
 * @param allow patterns of classes that values may bring in
 * @param serializer the application's serializer, null for the built-in forms
 * @param keyCodec the application's codec of keys, null for none
 */
record RemoteWiring(
        RemoteNode node,
        boolean remembers,
        Duration commandTimeout,
        boolean cluster,
        List<String> allow,
        @Nullable Serializer serializer,
        @Nullable KeyCodec<?> keyCodec) {}
