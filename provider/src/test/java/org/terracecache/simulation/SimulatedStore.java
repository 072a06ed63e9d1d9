package org.terracecache.simulation;

import java.util.ArrayList;
import java.util.List;
import org.terracecache.remote.Answer;
import org.terracecache.remote.Beat;
import org.terracecache.remote.Callback;
import org.terracecache.remote.Failure;
import org.terracecache.remote.InMemoryStore;
import org.terracecache.remote.RemoteStore;
import org.terracecache.remote.Request;

/** A node's end of the store: what goes there and back is kept until the simulation lets it arrive. An operation's fiber pauses meanwhile. */
final class SimulatedStore implements RemoteStore {
    private final World world;
    private final SimulatedNode node;
    private final InMemoryStore store;

    SimulatedStore(World world, SimulatedNode node) {
        this.world = world;
        this.node = node;
        this.store = new InMemoryStore(world.server(), node.name(), world.keys().buckets());
        store.onWayThere(leg -> world.sent(new Flight(node, world.operation(), leg)));
        store.onWayBack(world::comesBack);
    }

    @Override
    public void execute(List<? extends Request<?>> requests) {
        Operation operation = world.operation();
        if (operation == null) {
            requests.forEach(this::note);
            store.execute(requests);
            return;
        }
        operation.fiber().arrive();
        operation.sends(requests.size());
        List<Request<?>> watched = new ArrayList<>();
        requests.forEach(request -> watched.add(watched(request, operation)));
        store.execute(watched);
        while (!operation.isAnswered()) {
            operation.fiber().pause();
        }
    }

    private void note(Request<?> request) {
        if (request.command() instanceof Beat beat) {
            node.bus().beats(beat.nonce());
        }
    }

    private static <A extends Answer> Request<A> watched(Request<A> request, Operation operation) {
        return new Request<>(request.command(), request.timeoutNanos(), new Callback<A>() {
            @Override
            public void answered(A answer) {
                operation.answered();
                request.callback().answered(answer);
            }

            @Override
            public void failed(Failure failure) {
                operation.answered();
                request.callback().failed(failure);
            }
        });
    }

    @Override
    public void close() {
        store.close();
    }
}
