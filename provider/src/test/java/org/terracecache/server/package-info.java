/** Real servers for tests, the simulator and benchmarks. Needs nothing but the JDK, and embedded-redis on the class path. */
package org.terracecache.server;
