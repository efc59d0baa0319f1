"""Policy rows, one file a room: action → roles and relations that may do it."""
