package org.terracecache.simulation;

import org.terracecache.remote.InMemoryStore.Leg;

/** A command on its way to the store, and its reply on its way back. */
final class Flight {
    private final SimulatedNode node;
    private final Operation operation;
    private final Leg there;
    private Leg back;

    /** A command of an operation, or of the node itself if that is null. */
    Flight(SimulatedNode node, Operation operation, Leg there) {
        this.node = node;
        this.operation = operation;
        this.there = there;
    }

    SimulatedNode node() {
        return node;
    }

    Operation operation() {
        return operation;
    }

    Leg there() {
        return there;
    }

    Leg back() {
        return back;
    }

    boolean hasRun() {
        return back != null;
    }

    void ran(Leg reply) {
        back = reply;
    }

    @Override
    public String toString() {
        return node.name() + " " + there.request().command().getClass().getSimpleName()
                + (operation == null ? "" : " (" + operation + ")");
    }
}
