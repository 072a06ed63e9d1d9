package org.terracecache.config;

import java.io.Serializable;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.terracecache.spi.KeyCodec;
import org.terracecache.spi.Serializer;

/** What a {@link TerraceConfiguration} sets of a cache's {@link SharingSettings}; null is "not set". Immutable. */
record SharingOptions(
        @Nullable CacheLayers layers,
        @Nullable ListenerScope listenerScope,
        @Nullable Set<String> allow,
        @Nullable Serializer serializer,
        @Nullable KeyCodec<?> keyCodec)
        implements Serializable {
    static final SharingOptions NONE = new SharingOptions(null, null, null, null, null);

    SharingOptions withLayers(CacheLayers value) {
        return new SharingOptions(value, listenerScope, allow, serializer, keyCodec);
    }

    SharingOptions withListenerScope(ListenerScope value) {
        return new SharingOptions(layers, value, allow, serializer, keyCodec);
    }

    SharingOptions withAllow(Set<String> value) {
        SharingSettings.requirePatterns(value);
        return new SharingOptions(layers, listenerScope, Set.copyOf(value), serializer, keyCodec);
    }

    SharingOptions withSerializer(Serializer value) {
        SharingSettings.requireId(value);
        return new SharingOptions(layers, listenerScope, allow, value, keyCodec);
    }

    SharingOptions withKeyCodec(KeyCodec<?> value) {
        return new SharingOptions(layers, listenerScope, allow, serializer, value);
    }

    SharingSettings over(SharingSettings base) {
        return new SharingSettings(
                layers != null ? layers : base.layers(),
                listenerScope != null ? listenerScope : base.listenerScope(),
                allow != null ? allow : base.allow(),
                serializer != null ? serializer : base.serializer(),
                keyCodec != null ? keyCodec : base.keyCodec());
    }
}
