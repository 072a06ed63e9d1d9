package org.terracecache.remote;

import org.terracecache.entry.Version;

/**
 * What a miss leaves in the store, so that the loaded value is stored only if nothing was written meanwhile: any write or
 * removal of the key takes the ticket away, a clear or the removal of a tag makes it fall below the mark.
 *
 * @param incarnation the bucket's incarnation when the ticket was left: it stands in no other
 * @param last the bucket's last version when the ticket was left
 */
public record LoadTicket(long incarnation, Version last) {}
