"""Beside the API: the app shell, server-made public pages, outbox page."""
