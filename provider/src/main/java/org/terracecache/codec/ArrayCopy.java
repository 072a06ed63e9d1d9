package org.terracecache.codec;

import java.lang.reflect.Array;

/** Copies arrays. */
final class ArrayCopy {
    private ArrayCopy() {}

    /** Gives an array of the same class, length and elements. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // The one is made to the measure of the other.
    static Object shallow(Object array) {
        if (array instanceof Object[] objects) {
            return objects.clone();
        }
        if (array instanceof byte[] bytes) {
            return bytes.clone();
        }
        int length = Array.getLength(array);
        Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }
}
