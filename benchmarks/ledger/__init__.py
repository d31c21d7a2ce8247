"""What a ledger costs as it grows, and what it keeps when it is killed."""
