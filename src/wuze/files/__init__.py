"""Files that people hand in as evidence: looked at by content, scanned, stored once by SHA-256. Knows nothing of what they prove."""
