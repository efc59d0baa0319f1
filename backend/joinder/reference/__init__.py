"""Issues, channels, laws, guides and letter kinds as data, in immutable versions."""
