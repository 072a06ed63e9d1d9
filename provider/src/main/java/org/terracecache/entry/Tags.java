package org.terracecache.entry;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The tags section of an entry: each tag is its length in two bytes and its UTF-8. Stateless. */
public final class Tags {
    private static final byte[] NONE = {};

    private Tags() {}

    /**
     * Encodes tags.
     *
     * @throws IllegalArgumentException if there are too many, or one of them is empty, too long or no valid text
     */
    public static byte[] encode(List<String> tags, Limits limits) {
        if (tags.isEmpty()) {
            return NONE;
        }
        if (tags.size() > limits.tags()) {
            throw new IllegalArgumentException("An entry has at most " + limits.tags() + " tags, not " + tags.size());
        }
        List<byte[]> encoded = new ArrayList<>(tags.size());
        int length = 0;
        for (String tag : tags) {
            byte[] bytes = Names.utf8(tag, limits.tagBytes(), "A tag");
            encoded.add(bytes);
            length += Short.BYTES + bytes.length;
        }
        ByteBuffer section = ByteBuffer.allocate(length);
        encoded.forEach(bytes -> section.putShort((short) bytes.length).put(bytes));
        return section.array();
    }

    /** Decodes all that remains in a buffer. */
    static List<String> decode(ByteBuffer section, Limits limits) throws MalformedEntryException {
        if (!section.hasRemaining()) {
            return List.of();
        }
        List<String> tags = new ArrayList<>();
        while (section.hasRemaining()) {
            if (tags.size() == limits.tags()) {
                throw new MalformedEntryException("more than " + limits.tags() + " tags");
            }
            tags.add(decodeOne(section, limits));
        }
        return tags;
    }

    private static String decodeOne(ByteBuffer section, Limits limits) throws MalformedEntryException {
        if (section.remaining() < Short.BYTES) {
            throw new MalformedEntryException("a tag's length is cut off");
        }
        int length = Short.toUnsignedInt(section.getShort());
        if (length == 0 || length > limits.tagBytes()) {
            throw new MalformedEntryException("a tag of " + length + " bytes");
        }
        if (length > section.remaining()) {
            throw new MalformedEntryException("a tag is cut off");
        }
        ByteBuffer bytes = section.slice(section.position(), length);
        section.position(section.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedEntryException("a tag is not UTF-8");
        }
    }
}
