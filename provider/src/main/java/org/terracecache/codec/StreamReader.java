package org.terracecache.codec;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.ObjectStreamConstants;
import java.nio.ByteBuffer;

/** The words of Java serialization streams: reads what there is, and never allocates more. Used by one thread. */
final class StreamReader {
    static final int NULL = ObjectStreamConstants.TC_NULL;
    static final int REFERENCE = ObjectStreamConstants.TC_REFERENCE;
    static final int CLASS_DESC = ObjectStreamConstants.TC_CLASSDESC;
    static final int PROXY_CLASS_DESC = ObjectStreamConstants.TC_PROXYCLASSDESC;
    static final int OBJECT = ObjectStreamConstants.TC_OBJECT;
    static final int STRING = ObjectStreamConstants.TC_STRING;
    static final int LONG_STRING = ObjectStreamConstants.TC_LONGSTRING;
    static final int ARRAY = ObjectStreamConstants.TC_ARRAY;
    static final int CLASS = ObjectStreamConstants.TC_CLASS;
    static final int ENUM = ObjectStreamConstants.TC_ENUM;
    static final int BLOCK = ObjectStreamConstants.TC_BLOCKDATA;
    static final int LONG_BLOCK = ObjectStreamConstants.TC_BLOCKDATALONG;
    static final int END_BLOCK_DATA = ObjectStreamConstants.TC_ENDBLOCKDATA;

    static final int FIRST_HANDLE = ObjectStreamConstants.baseWireHandle;

    static final int WRITE_METHOD = ObjectStreamConstants.SC_WRITE_METHOD;
    static final int SERIALIZABLE = ObjectStreamConstants.SC_SERIALIZABLE;
    static final int EXTERNALIZABLE = ObjectStreamConstants.SC_EXTERNALIZABLE;
    static final int BLOCK_DATA = ObjectStreamConstants.SC_BLOCK_DATA;

    private final ByteBuffer bytes;

    /** What a field, or the element of an array, is: by the letter of its type. */
    record Field(char type) {
        boolean isPrimitive() {
            return type != 'L' && type != '[';
        }

        /** How many bytes it takes at least. */
        int width() {
            return switch (type) {
                case 'J', 'D' -> Long.BYTES;
                case 'I', 'F' -> Integer.BYTES;
                case 'S', 'C' -> Short.BYTES;
                default -> 1;
            };
        }
    }

    StreamReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    int remaining() {
        return bytes.remaining();
    }

    void readHeader() throws StreamRefusedException {
        if (readUnsignedShort() != (ObjectStreamConstants.STREAM_MAGIC & 0xFFFF)
                || readUnsignedShort() != ObjectStreamConstants.STREAM_VERSION) {
            throw new StreamRefusedException("it is no Java serialization stream");
        }
    }

    int readByte() throws StreamRefusedException {
        require(1);
        return bytes.get() & 0xFF;
    }

    int readUnsignedShort() throws StreamRefusedException {
        require(Short.BYTES);
        return bytes.getShort() & 0xFFFF;
    }

    int readInt() throws StreamRefusedException {
        require(Integer.BYTES);
        return bytes.getInt();
    }

    /** The number that comes next, 0 if there is none. */
    int peekInt() {
        return bytes.remaining() < Integer.BYTES ? 0 : bytes.getInt(bytes.position());
    }

    long readLong() throws StreamRefusedException {
        require(Long.BYTES);
        return bytes.getLong();
    }

    void skip(long count) throws StreamRefusedException {
        require(count);
        bytes.position(bytes.position() + (int) count);
    }

    /** Refuses a length for which there cannot be enough bytes. */
    void requireRoom(int length, int width) throws StreamRefusedException {
        require((long) length * width);
    }

    /** The name of a class. */
    String readName() throws StreamRefusedException {
        int length = readUnsignedShort();
        require(length);
        byte[] name = new byte[Short.BYTES + length];
        name[0] = (byte) (length >> Byte.SIZE);
        name[1] = (byte) length;
        bytes.get(name, Short.BYTES, length);
        try {
            return new DataInputStream(new ByteArrayInputStream(name)).readUTF();
        } catch (IOException e) {
            throw new StreamRefusedException("the name of a class is none");
        }
    }

    Field readField() throws StreamRefusedException {
        char type = (char) readByte();
        if ("BCDFIJSZL[".indexOf(type) < 0) {
            throw new StreamRefusedException("a field is of no type");
        }
        skip(readUnsignedShort());
        return new Field(type);
    }

    private void require(long count) throws StreamRefusedException {
        if (count < 0 || count > bytes.remaining()) {
            throw new StreamRefusedException("it ends too early");
        }
    }
}
