"""The review page: a ledger in the browser, for people who check what was coded."""
