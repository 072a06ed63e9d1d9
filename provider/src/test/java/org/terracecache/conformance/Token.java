package org.terracecache.conformance;

import java.io.Serializable;

/** A mutable value. */
final class Token implements Serializable {
    private static final long serialVersionUID = 1;

    int id;

    Token(int id) {
        this.id = id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Token token && token.id == id;
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return Integer.toString(id);
    }
}
