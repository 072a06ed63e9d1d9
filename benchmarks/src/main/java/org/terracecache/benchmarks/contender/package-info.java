/** The caches that are compared: raw Caffeine, Terrace and its peers, each opened through its own configuration. */
package org.terracecache.benchmarks.contender;
