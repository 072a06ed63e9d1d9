package org.terracecache.config;

import java.util.Arrays;

/** The syntax errors that the HOCON parser reports with words that may be repeated: the rest of its text quotes the file. */
enum SyntaxError {
    OPEN_STRING("string quote was still open", "a string has no closing quote"),
    OPEN_TRIPLE_STRING("triple-quoted string was still open", "a string has no closing quotes"),
    RESERVED(
            "is not allowed outside quotes",
            "a reserved character stands outside quotes (put the whole value in quotes)"),
    PLUS("'+' not followed by =", "a plus sign stands outside quotes (put the whole value in quotes)"),
    DOLLAR("'$' not followed by {", "a dollar sign stands outside quotes (put the whole value in quotes)"),
    OPEN_SUBSTITUTION("Substitution ${ was not closed", "a substitution ${ has no closing brace"),
    ESCAPE("escape", "an escape sequence in a string is not one that HOCON knows"),
    OPEN_SECTION("Expecting close brace } or a", "a closing brace, a comma or a key is missing"),
    EXTRA_BRACE("unbalanced close brace", "a closing brace has no opening one"),
    LIST("List should have", "a list lacks a comma or its closing bracket"),
    VALUE("Expecting a value", "a value is missing or wrong"),
    INCLUDE("include", "an include is written wrongly"),
    TYPE("oncatenate", "a text, a list and a section cannot be joined"),
    OTHER("", "this is not HOCON: look for a missing brace, bracket, quote or comma");

    private final String sign;
    private final String explanation;

    SyntaxError(String sign, String explanation) {
        this.sign = sign;
        this.explanation = explanation;
    }

    static SyntaxError of(String message) {
        return Arrays.stream(values())
                .filter(error -> message.contains(error.sign))
                .findFirst()
                .orElse(OTHER);
    }

    String explanation() {
        return "syntax error: " + explanation;
    }
}
