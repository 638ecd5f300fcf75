"""Units, posts and holders set up from one sheet: read, planned, shown, laid whole or not at all."""
