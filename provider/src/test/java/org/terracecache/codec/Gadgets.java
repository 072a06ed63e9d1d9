package org.terracecache.codec;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Comparator;

/** Stand-ins for the classes with which deserialization is attacked: each tells when code of its own runs. */
final class Gadgets {
    static boolean sprung;

    private Gadgets() {}

    /** Runs when it is read. */
    static final class OnRead implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            sprung = true;
            in.defaultReadObject();
        }
    }

    /** Runs when it is replaced. */
    static final class OnResolve implements Serializable {
        private static final long serialVersionUID = 1;

        private Object readResolve() {
            sprung = true;
            return "harmless";
        }
    }

    /** Runs when its form is read. */
    public static final class OnExternal implements Externalizable {
        private static final long serialVersionUID = 1;

        /** As the interface demands. */
        public OnExternal() {}

        @Override
        public void writeExternal(ObjectOutput out) {}

        @Override
        public void readExternal(ObjectInput in) {
            sprung = true;
        }
    }

    /** Runs when a hash table asks it. */
    static final class OnHash implements Serializable {
        private static final long serialVersionUID = 1;

        boolean armed;

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            sprung |= armed;
            return 1;
        }
    }

    /** Runs when a sorted collection asks it. */
    static final class OnCompare implements Comparator<Object>, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public int compare(Object one, Object other) {
            sprung = true;
            return Integer.compare(one.hashCode(), other.hashCode());
        }
    }

    /** Runs when a proxy is called. */
    static final class OnCall implements InvocationHandler, Serializable {
        private static final long serialVersionUID = 1;

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            sprung = true;
            return 1;
        }
    }

    /** Runs when its class is initialized. */
    static final class OnInitialization implements Serializable {
        private static final long serialVersionUID = 1;

        static {
            sprung = true;
        }
    }
}
