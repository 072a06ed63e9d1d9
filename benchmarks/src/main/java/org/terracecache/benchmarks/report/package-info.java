/** What a run has measured, and how it is told: ratios, goals, Markdown and JSON. */
package org.terracecache.benchmarks.report;
