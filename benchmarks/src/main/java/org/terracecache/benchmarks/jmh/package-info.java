/** What runs inside a measuring JVM: the JMH benchmarks, their states, and the heap measurement. */
package org.terracecache.benchmarks.jmh;
