package org.terracecache.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.terracecache.codec.StreamReader.Field;

/**
 * Reads through a Java serialization stream without making anything of it: no class is looked up, no object made, nothing
 * allocated in proportion to what the bytes claim. What passes is well-formed, within its bounds, names only allowed
 * classes, and does not make hash tables ask small objects for hash codes that take for ever ("billion laughs").
 *
 * <p>A class whose {@code writeObject} writes neither its default fields nor {@code putFields}, though it has some, cannot be
 * told from one that does; its streams are refused. Used once, by one thread.
 */
final class StreamScan {
    private final StreamReader in;
    private final Predicate<String> allowed;
    private final HashingCost cost = new HashingCost();
    private final List<Node> handles = new ArrayList<>();
    private int depth;
    private int references;

    /** What a handle stands for. The weight is that of the object with everything in it, as often as it is in it. */
    private static final class Node {
        private @Nullable Shape shape;
        private boolean complete;
        private long weight = 1;
    }

    /** What a stream says of a class. */
    private record Shape(
            String name,
            int flags,
            List<Field> fields,
            @Nullable Shape parent,
            int depth) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    private StreamScan(byte[] bytes, Predicate<String> allowed) {
        this.in = new StreamReader(bytes);
        this.allowed = allowed;
    }

    /**
     * Reads through a stream with one object.
     *
     * @param bytes the stream
     * @param allowed which classes may be named; arrays by their own names
     * @throws StreamRefusedException if the stream is not to be deserialized
     */
    static void check(byte[] bytes, Predicate<String> allowed) throws StreamRefusedException {
        StreamScan scan = new StreamScan(bytes, allowed);
        scan.in.readHeader();
        scan.object(scan.in.readByte());
        if (scan.in.remaining() > 0) {
            throw new StreamRefusedException("something follows the object");
        }
    }

    private Node object(int tag) throws StreamRefusedException {
        if (++references > StreamLimits.REFERENCES) {
            throw new StreamRefusedException("it has more than " + StreamLimits.REFERENCES + " references");
        }
        if (++depth > StreamLimits.DEPTH) {
            throw new StreamRefusedException("it is nested more than " + StreamLimits.DEPTH + " deep");
        }
        Node node = switch (tag) {
            case StreamReader.NULL -> new Node();
            case StreamReader.REFERENCE -> reference();
            case StreamReader.STRING -> string(in.readUnsignedShort());
            case StreamReader.LONG_STRING -> string(in.readLong());
            case StreamReader.CLASS -> classObject();
            case StreamReader.CLASS_DESC, StreamReader.PROXY_CLASS_DESC -> description(tag);
            case StreamReader.ARRAY -> array();
            case StreamReader.ENUM -> constant();
            case StreamReader.OBJECT -> instance();
            default -> throw new StreamRefusedException("it has an unknown tag");
        };
        depth--;
        return node;
    }

    private Node reference() throws StreamRefusedException {
        int index = in.readInt() - StreamReader.FIRST_HANDLE;
        if (index < 0 || index >= handles.size()) {
            throw new StreamRefusedException("it refers to an object that is not there");
        }
        return handles.get(index);
    }

    private Node newHandle() {
        Node node = new Node();
        handles.add(node);
        return node;
    }

    private Node string(long length) throws StreamRefusedException {
        Node node = newHandle();
        in.skip(length);
        node.weight = 1 + length / HashingCost.CHARACTERS;
        node.complete = true;
        return node;
    }

    private Node classObject() throws StreamRefusedException {
        shapeOrNull();
        Node node = newHandle();
        node.complete = true;
        return node;
    }

    private Shape shape() throws StreamRefusedException {
        Shape shape = shapeOrNull();
        if (shape == null) {
            throw new StreamRefusedException("an object has no class");
        }
        return shape;
    }

    private @Nullable Shape shapeOrNull() throws StreamRefusedException {
        int tag = in.readByte();
        if (tag == StreamReader.NULL) {
            return null;
        }
        Node node = tag == StreamReader.REFERENCE ? reference() : description(tag);
        if (node.shape == null) {
            throw new StreamRefusedException("an object is used as a class");
        }
        return node.shape;
    }

    private Node description(int tag) throws StreamRefusedException {
        if (tag == StreamReader.PROXY_CLASS_DESC) {
            return proxyDescription();
        }
        if (tag != StreamReader.CLASS_DESC) {
            throw new StreamRefusedException("something else is where a class should be");
        }
        String name = in.readName();
        require(name);
        in.readLong();
        Node node = newHandle();
        int flags = in.readByte();
        List<Field> fields = new ArrayList<>();
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            Field field = in.readField();
            if (!field.isPrimitive()) {
                object(in.readByte());
            }
            fields.add(field);
        }
        return finish(node, new Shape(name, flags, fields, null, 0));
    }

    private Node proxyDescription() throws StreamRefusedException {
        Node node = newHandle();
        int count = in.readInt();
        if (count < 0) {
            throw new StreamRefusedException("a proxy has no interfaces");
        }
        for (int i = 0; i < count; i++) {
            require(in.readName());
        }
        return finish(node, new Shape("java.lang.reflect.Proxy", StreamReader.SERIALIZABLE, List.of(), null, 0));
    }

    /** What follows the fields of a class: annotations, which nobody writes here, and the superclass. */
    private Node finish(Node node, Shape own) throws StreamRefusedException {
        if (in.readByte() != StreamReader.END_BLOCK_DATA) {
            throw new StreamRefusedException("a class is annotated");
        }
        Shape parent = shapeOrNull();
        int generations = parent == null ? 0 : parent.depth + 1;
        if (generations > StreamLimits.SUPERCLASSES) {
            throw new StreamRefusedException("a class has more than " + StreamLimits.SUPERCLASSES + " superclasses");
        }
        node.shape = new Shape(own.name, own.flags, own.fields, parent, generations);
        node.complete = true;
        return node;
    }

    private void require(String name) throws StreamRefusedException {
        if (!allowed.test(name)) {
            throw new StreamRefusedException("it names a class that is not allowed", name);
        }
    }

    private Node array() throws StreamRefusedException {
        Shape shape = shape();
        if (shape.name.length() < 2 || shape.name.charAt(0) != '[') {
            throw new StreamRefusedException("an array's class is none of an array");
        }
        Node node = newHandle();
        int length = in.readInt();
        Field element = new Field(shape.name.charAt(1));
        in.requireRoom(length, element.width());
        if (element.isPrimitive()) {
            in.skip((long) length * element.width());
            node.weight = 1L + length / HashingCost.CHARACTERS;
        } else {
            for (int i = 0; i < length; i++) {
                take(node, object(in.readByte()));
            }
        }
        node.complete = true;
        return node;
    }

    private Node constant() throws StreamRefusedException {
        shape();
        Node node = newHandle();
        object(in.readByte());
        node.complete = true;
        return node;
    }

    private Node instance() throws StreamRefusedException {
        Shape shape = shape();
        Node node = newHandle();
        List<Shape> lineage = new ArrayList<>();
        for (Shape each = shape; each != null; each = each.parent) {
            lineage.add(0, each);
        }
        for (Shape each : lineage) {
            data(node, each);
        }
        node.complete = true;
        return node;
    }

    private void data(Node node, Shape shape) throws StreamRefusedException {
        if (shape.has(StreamReader.EXTERNALIZABLE)) {
            if (!shape.has(StreamReader.BLOCK_DATA)) {
                throw new StreamRefusedException("an object has a form of its own without an end");
            }
            annotation(node, shape, 0);
        } else if (shape.has(StreamReader.SERIALIZABLE)) {
            int number = in.peekInt();
            for (Field field : shape.fields) {
                if (field.isPrimitive()) {
                    in.skip(field.width());
                }
            }
            for (Field field : shape.fields) {
                if (!field.isPrimitive()) {
                    take(node, object(in.readByte()));
                }
            }
            if (shape.has(StreamReader.WRITE_METHOD)) {
                annotation(node, shape, number);
            }
        }
    }

    /** What a class writes itself, after a number that may say what sort of collection it stands for. */
    private void annotation(Node node, Shape shape, int number) throws StreamRefusedException {
        int objects = 0;
        for (int tag = in.readByte(); tag != StreamReader.END_BLOCK_DATA; tag = in.readByte()) {
            if (tag == StreamReader.BLOCK) {
                in.skip(in.readByte());
            } else if (tag == StreamReader.LONG_BLOCK) {
                in.skip(in.readInt());
            } else {
                long weight = take(node, object(tag));
                if (HashingCost.hashes(shape.name, number, objects)) {
                    cost.add(weight);
                }
                objects++;
            }
        }
    }

    /** A part counts each time it is met; an object that is not yet complete is met within itself. */
    private static long take(Node whole, Node part) {
        long weight = part.complete ? part.weight : 1;
        whole.weight = Math.min(HashingCost.MAXIMUM, whole.weight + weight);
        return weight;
    }
}
