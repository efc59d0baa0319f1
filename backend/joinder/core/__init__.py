"""Ground: settings, database, clock, errors, crypto, storage, jobs, messages. No domain word is spoken here."""
