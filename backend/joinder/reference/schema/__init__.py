"""The shape of every kind of reference data: strict, nothing extra, nothing guessed."""
