package org.terracecache.spi;

import java.io.IOException;

/** A serializer with faults. */
final class ChaosSerializer implements Serializer {
    private final Serializer serializer;
    private final Chaos.Calls calls;

    ChaosSerializer(Serializer serializer, Chaos.Calls calls) {
        this.serializer = serializer;
        this.calls = calls;
    }

    private void call() throws IOException {
        if (calls.next().fails()) {
            throw new IOException("Chaos: this serialization fails");
        }
    }

    @Override
    public int id() {
        return serializer.id();
    }

    @Override
    public String name() {
        return serializer.name();
    }

    @Override
    public byte[] serialize(Object value) throws Exception {
        call();
        return serializer.serialize(value);
    }

    @Override
    public Object deserialize(byte[] bytes) throws Exception {
        call();
        return serializer.deserialize(bytes);
    }
}
