package org.terracecache.remote;

import org.terracecache.bus.Announcement;

/**
 * Publishes an announcement to all nodes of the namespace.
 *
 * @param announcement what is announced
 */
public record Announce(Announcement announcement) implements Command<Announced> {
    @Override
    public Announced on(Operations operations) {
        return operations.announce(this);
    }
}
