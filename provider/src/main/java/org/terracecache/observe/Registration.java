package org.terracecache.observe;

import java.util.Objects;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryListener;
import org.jspecify.annotations.Nullable;
import org.terracecache.spi.ListenerOptions;

/**
 * A listener that was registered by the standard's means, with its filter. It may implement the standard's interfaces,
 * Terrace's own, or both; whatever it hears comes in one sequence.
 */
final class Registration<K, V> extends Subscriber {
    private final CacheEntryListener<? super K, ? super V> listener;
    private final @Nullable CacheEntryEventFilter<? super K, ? super V> filter;
    private final StandardCalls<K, V> standard;
    private final VendorCalls<K, V> vendor;
    private final long standardMask;
    private final long vendorMask;

    private Registration(
            Switchboard board,
            ListenerOptions options,
            CacheEntryListener<? super K, ? super V> listener,
            @Nullable CacheEntryEventFilter<? super K, ? super V> filter,
            Supplier<Cache<K, V>> source) {
        super(board, ListenerName.of(listener), options, StandardCalls.mask(listener) | VendorCalls.mask(listener));
        this.listener = listener;
        this.filter = filter;
        standardMask = StandardCalls.mask(listener);
        vendorMask = VendorCalls.mask(listener);
        standard = new StandardCalls<>(listener, filter, source, board.origin(), options.oldValueRequired());
        vendor = new VendorCalls<>(listener);
    }

    /** Makes listener and filter by their factories. If that fails, what was made is closed. */
    static <K, V> Registration<K, V> of(
            Switchboard board,
            ListenerOptions defaults,
            CacheEntryListenerConfiguration<K, V> configuration,
            Supplier<Cache<K, V>> source) {
        ListenerOptions options = defaults.withSynchronous(configuration.isSynchronous())
                .withOldValueRequired(configuration.isOldValueRequired());
        CacheEntryListener<? super K, ? super V> listener = Objects.requireNonNull(
                configuration.getCacheEntryListenerFactory().create(), "The listener's factory returned null");
        @Nullable CacheEntryEventFilter<? super K, ? super V> filter = null;
        try {
            Factory<CacheEntryEventFilter<? super K, ? super V>> filters =
                    configuration.getCacheEntryEventFilterFactory();
            filter = filters == null ? null : filters.create();
            Registration<K, V> made = new Registration<>(board, options, listener, filter, source);
            board.add(made);
            return made;
        } catch (RuntimeException | Error e) {
            close(listener, filter, new Warnings(board.prefix(), ListenerName.of(listener)));
            throw e;
        }
    }

    @Override
    boolean isTimed() {
        return vendorMask != 0;
    }

    /** A bare signal comes only to those who hear nothing but the standard's events. */
    @Override
    @SuppressWarnings("unchecked")
    void call(Object item, @Nullable Delivery delivery) {
        if (item instanceof Signal<?, ?> signal) {
            tellStandard((Signal<K, V>) signal, item, delivery);
            return;
        }
        Occurrence<K, V> occurrence = (Occurrence<K, V>) item;
        long mask = occurrence.mask();
        Signal<K, V> signal = occurrence.signal();
        if ((mask & standardMask) != 0 && signal != null) {
            tellStandard(signal, item, delivery);
        }
        if ((mask & vendorMask) != 0) {
            boolean general = (mask & Topic.mask(occurrence.topic(), Audience.GENERAL)) != 0;
            vendor.tell(occurrence.event(options().oldValueRequired()), general);
        }
    }

    private void tellStandard(Signal<K, V> signal, Object item, @Nullable Delivery delivery) {
        try {
            standard.tell(signal);
        } catch (Throwable e) {
            failed(item, e, delivery);
        }
    }

    @Override
    boolean owns() {
        return listener instanceof AutoCloseable || filter instanceof AutoCloseable;
    }

    @Override
    void release() {
        close(listener, filter, warnings());
    }

    private static void close(Object listener, @Nullable Object filter, Warnings warnings) {
        close(listener, warnings);
        if (filter != null && filter != listener) {
            close(filter, warnings);
        }
    }

    private static void close(Object product, Warnings warnings) {
        if (product instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                warnings.notClosed(e);
            }
        }
    }
}
