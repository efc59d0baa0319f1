"""HTTP for the app: one file a resource; rooms are composed here."""
