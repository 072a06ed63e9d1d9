/** Whether the operations of one key are atomic: random scenarios, their results compared with a sequential cache. */
package org.terracecache.linearizability;
