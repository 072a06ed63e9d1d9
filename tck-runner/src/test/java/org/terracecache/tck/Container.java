package org.terracecache.tck;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.lang.reflect.InvocationTargetException;
import javax.cache.CacheManager;
import javax.cache.Caching;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jsr107.ri.annotations.guice.module.CacheAnnotationsModule;

/** What makes the beans of the kit's annotation tests, with the reference interceptors or, to test the runner, without. */
enum Container {
    GUICE {
        @Override
        Beans start() {
            Injector injector = Guice.createInjector(
                    new CacheAnnotationsModule(),
                    binder -> binder.bind(CacheManager.class)
                            .toProvider(() -> Caching.getCachingProvider().getCacheManager()));
            return injector::getInstance;
        }
    },
    CDI {
        @Override
        @SuppressWarnings("resource") // lives as long as the run's JVM
        Beans start() {
            // One archive: the interceptors are enabled in another jar than the kit's beans.
            WeldContainer weld = new Weld()
                    .property("org.jboss.weld.se.archive.isolation", false)
                    .initialize();
            return new Beans() {
                @Override
                public <T> T get(Class<T> type) {
                    return weld.select(type).get();
                }
            };
        }
    },
    PLAIN {
        @Override
        Beans start() {
            return Container::instantiate;
        }
    };

    private static final String PROPERTY = "terrace.tck.container";

    interface Beans {
        <T> T get(Class<T> type);
    }

    abstract Beans start();

    /** For this JVM: the kit takes its beans from one provider, for ever. */
    void select() {
        System.setProperty(PROPERTY, name());
    }

    static Container selected() {
        return valueOf(System.getProperty(PROPERTY));
    }

    private static <T> T instantiate(Class<T> type) {
        try {
            return type.getConstructor().newInstance();
        } catch (NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException(type + " is no bean of the kit", e);
        }
    }
}
