"""Who: sign-in, sessions, contacts, roles and policy."""
