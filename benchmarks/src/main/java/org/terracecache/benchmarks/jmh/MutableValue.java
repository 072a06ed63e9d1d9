package org.terracecache.benchmarks.jmh;

import java.io.Serializable;

/** A value with five fields that its users can change. */
public class MutableValue implements Serializable {
    private static final long serialVersionUID = 1;

    private String id;
    private String name;
    private int quantity;
    private long price;
    private boolean available;

    /** A value whose fields all depend on the number. */
    public MutableValue(int number) {
        id = "id-" + number;
        name = "name of " + number;
        quantity = number;
        price = number * 100L;
        available = number % 2 == 0;
    }

    /** Changes every field. */
    public void set(String newId, String newName, int newQuantity, long newPrice, boolean newAvailable) {
        id = newId;
        name = newName;
        quantity = newQuantity;
        price = newPrice;
        available = newAvailable;
    }

    @Override
    public String toString() {
        return id + ' ' + name + ' ' + quantity + ' ' + price + ' ' + available;
    }
}
