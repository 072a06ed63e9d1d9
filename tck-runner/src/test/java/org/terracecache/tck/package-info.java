/**
 * Runs the official JSR-107 kit, and its annotation tests, against the provider on the class path, and compares the
 * numbers that come out with those that must. Each test class is one run in a JVM of its own.
 */
package org.terracecache.tck;
