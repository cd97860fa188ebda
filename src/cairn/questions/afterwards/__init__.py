"""After a session: its page, which stays in step with it until somebody edits it."""
