"""履责: the ledger of tasks, from setting up to verified closing; progress reports, extensions, rates."""
