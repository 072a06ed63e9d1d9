package org.terracecache.codec;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Classes that take part in serialization in different ways. */
final class Specimens {
    private Specimens() {}

    /** Everything that default serialization knows of a class. */
    static class Person implements Serializable {
        private static final long serialVersionUID = 1;

        String name = "";
        int age;
        long id;
        double weight;
        boolean member;
        byte small;
        char letter = 'x';
        short shorter;
        float ratio;
        LocalDate born = LocalDate.of(1900, 1, 1);
        transient String password = "secret";
        transient int attempts = 3;
        Object anything;
        Person friend;
        List<Object> things = new ArrayList<>();
        int[] numbers = {};

        Person(String name) {
            this.name = name;
        }
    }

    /** The constructor of this one runs when a subclass is deserialized. */
    static class Unserializable {
        String origin = "constructed";
        int base = 7;
    }

    static class Child extends Unserializable implements Serializable {
        private static final long serialVersionUID = 1;

        final String fixed;
        final List<String> list;

        Child(String fixed, List<String> list) {
            this.fixed = fixed;
            this.list = list;
            base = 9;
            origin = "changed";
        }
    }

    static class GrandChild extends Child {
        private static final long serialVersionUID = 1;

        private final int fixed2 = Integer.parseInt("5");
        Object more;

        GrandChild(Object more) {
            super("grand", new ArrayList<>(List.of("a")));
            this.more = more;
        }

        int fixed2() {
            return fixed2;
        }
    }

    static class ReadsItself implements Serializable {
        private static final long serialVersionUID = 1;

        String value = "a";
        transient int derived = 1;
        Object inner;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            derived = 42;
        }
    }

    static class Replaced implements Serializable {
        private static final long serialVersionUID = 1;

        String value = "a";

        Object readResolve() {
            Replaced other = new Replaced();
            other.value = value + " resolved";
            return other;
        }
    }

    static class Chosen implements Serializable {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("UnusedVariable") // The JDK reads it.
        private static final ObjectStreamField[] serialPersistentFields = {new ObjectStreamField("kept", String.class)};

        String kept = "kept";
        String dropped = "dropped";
    }

    /** Public, and with a public constructor, as the JDK demands. */
    public static class External implements Externalizable {
        private static final long serialVersionUID = 1;

        private String value = "new";

        public External() {}

        External(String value) {
            this.value = value;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeUTF(value);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException {
            value = in.readUTF() + " read";
        }
    }

    record Tagged(String name, List<String> tags) implements Serializable {}

    record Holder(Object first, Object second) implements Serializable {}

    /** Equal by content though mutable, so that hash tables must see its copies complete. */
    static class Mutable implements Serializable, Comparable<Mutable> {
        private static final long serialVersionUID = 1;

        StringBuilder text;

        Mutable(String text) {
            this.text = new StringBuilder(text);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Mutable mutable && mutable.toString().equals(toString());
        }

        @Override
        public int hashCode() {
            return Objects.hash(toString());
        }

        @Override
        public int compareTo(Mutable other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    static class Node implements Serializable {
        private static final long serialVersionUID = 1;

        int value;
        Node next;
    }

    static class NotSerializable {
        int value;
    }
}
