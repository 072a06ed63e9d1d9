package org.terracecache.jcache;

import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import javax.cache.CacheException;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One MBean of one cache at the platform's server: registered at most once, and unregistered only by who registered it. */
final class MBeanRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(MBeanRegistration.class);
    private static final Pattern FORBIDDEN = Pattern.compile("[,:=\n]");

    private final Object bean;
    private final ObjectName name;
    private boolean registered;
    private boolean closed;

    /**
     * A registration, not yet made.
     *
     * @param bean the MBean
     * @param type the value of the name's key {@code type}
     * @param manager the manager's URI
     * @param cache the cache's name
     */
    MBeanRegistration(Object bean, String type, String manager, String cache) {
        this.bean = bean;
        this.name = name(type, manager, cache);
    }

    private static ObjectName name(String type, String manager, String cache) {
        try {
            return new ObjectName(
                    "javax.cache:type=" + type + ",CacheManager=" + clean(manager) + ",Cache=" + clean(cache));
        } catch (JMException e) {
            throw new CacheException(
                    "No MBean name can be made for the cache " + cache + " of the manager " + manager
                            + ": rename the cache, or do not enable statistics and management for it",
                    e);
        }
    }

    /** As the standard's own implementations do it: what an object name cannot hold becomes a dot. */
    private static String clean(String value) {
        return FORBIDDEN.matcher(value).replaceAll(".");
    }

    synchronized void set(boolean wanted) {
        if (wanted && !registered && !closed) {
            register();
        } else if (!wanted && registered) {
            unregister();
        }
    }

    /** Unregisters the bean, for good. */
    synchronized void close() {
        closed = true;
        set(false);
    }

    private void register() {
        try {
            server().registerMBean(bean, name);
            registered = true;
        } catch (InstanceAlreadyExistsException e) {
            LOG.warn(
                    "{} is registered already, by another cache manager with a cache of the same name: this cache's bean"
                            + " is not shown. Give the managers different URIs.",
                    name);
        } catch (JMException e) {
            throw new CacheException("The MBean " + name + " could not be registered", e);
        }
    }

    private void unregister() {
        registered = false;
        try {
            server().unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            LOG.debug("{} was unregistered by somebody else", name);
        } catch (JMException e) {
            throw new CacheException("The MBean " + name + " could not be unregistered", e);
        }
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }
}
