package org.terracecache.jcache;

import javax.cache.management.CacheMXBean;

/** A cache's configuration as an MBean (JSR-107, management). */
final class ManagementBean implements CacheMXBean {
    private final LiveConfiguration<?, ?> configuration;

    ManagementBean(LiveConfiguration<?, ?> configuration) {
        this.configuration = configuration;
    }

    @Override
    public String getKeyType() {
        return configuration.keyType().getName();
    }

    @Override
    public String getValueType() {
        return configuration.valueType().getName();
    }

    @Override
    public boolean isReadThrough() {
        return configuration.isReadThrough();
    }

    @Override
    public boolean isWriteThrough() {
        return configuration.isWriteThrough();
    }

    @Override
    public boolean isStoreByValue() {
        return configuration.isStoreByValue();
    }

    @Override
    public boolean isStatisticsEnabled() {
        return configuration.isStatisticsEnabled();
    }

    @Override
    public boolean isManagementEnabled() {
        return configuration.isManagementEnabled();
    }
}
