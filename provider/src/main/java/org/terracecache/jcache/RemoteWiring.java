package org.terracecache.jcache;

import java.time.Duration;
import org.terracecache.config.SharingSettings;
import org.terracecache.layer.RemoteNode;

/**
 * How a cache is connected with its remote layer.
 *
 * @param node what the manager's caches share
 * @param commandTimeout how long a command may take
 * @param sharing what the cache is configured with
 */
record RemoteWiring(RemoteNode node, Duration commandTimeout, SharingSettings sharing) {}
