package org.terracecache.tck;

import com.google.errorprone.annotations.Keep;
import javax.cache.annotation.BeanProvider;

/** Where the kit's annotation tests get their beans; found by ServiceLoader. */
public final class SelectedBeanProvider implements BeanProvider {
    private final Container.Beans beans;

    /** Starts the container that the run has chosen. */
    @Keep
    public SelectedBeanProvider() {
        beans = Container.selected().start();
    }

    @Override
    public <T> T getBeanByType(Class<T> type) {
        return beans.get(type);
    }
}
