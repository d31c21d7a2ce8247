"""What people read: briefs of reports and events, on the terminal."""
