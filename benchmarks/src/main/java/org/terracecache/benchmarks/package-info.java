/** The run: which rows and contenders, in how many rounds, and the main class. */
package org.terracecache.benchmarks;
