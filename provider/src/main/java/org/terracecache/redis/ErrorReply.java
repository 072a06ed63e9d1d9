package org.terracecache.redis;

import org.terracecache.remote.Failure;

/** What an error that a server replied means for the command. */
enum ErrorReply {
    /** Not done: the server does not know the script. */
    NO_SCRIPT,
    /** Not done: the server has something else to do, for the time being. */
    BUSY,
    /** Not done: this server does not take writes (any more); perhaps another one does. */
    ELSEWHERE,
    /** Not done, and it would not help to ask again. */
    REFUSED,
    /** An error in the middle of a script: whatever was to happen has happened, nobody can tell what. */
    UNSURE;

    /** Redis writes this into errors that came up while a script ran. */
    private static final String WITHIN_SCRIPT = "script: ";

    static ErrorReply of(String message) {
        if (message.contains(WITHIN_SCRIPT) || message.contains("user_script")) {
            return UNSURE;
        }
        return switch (code(message)) {
            case "NOSCRIPT" -> NO_SCRIPT;
            case "LOADING", "TRYAGAIN", "BUSY" -> BUSY;
            case "READONLY", "MOVED", "ASK", "CLUSTERDOWN", "MASTERDOWN" -> ELSEWHERE;
            case "OOM", "NOREPLICAS", "MISCONF", "NOAUTH", "WRONGPASS", "NOPERM" -> REFUSED;
            default -> UNSURE;
        };
    }

    static Failure.Reason reason(String message) {
        return switch (code(message)) {
            case "OOM" -> Failure.Reason.OUT_OF_MEMORY;
            case "NOAUTH", "WRONGPASS", "NOPERM" -> Failure.Reason.DENIED;
            case "LOADING", "TRYAGAIN", "BUSY", "READONLY", "MOVED", "ASK", "CLUSTERDOWN", "MASTERDOWN" ->
                Failure.Reason.NOT_WRITABLE;
            case "NOREPLICAS", "MISCONF" -> Failure.Reason.NOT_WRITABLE;
            default -> Failure.Reason.REJECTED;
        };
    }

    private static String code(String message) {
        int end = message.indexOf(' ');
        return end < 0 ? message : message.substring(0, end);
    }
}
