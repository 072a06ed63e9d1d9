/** What layers and nodes say about entries: versions, keys as bytes, the head of replies, the format of stored entries. Imports no other package of Terrace. */
@NullMarked
package org.terracecache.entry;

import org.jspecify.annotations.NullMarked;
