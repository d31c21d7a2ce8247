"""Speed: whole processes, timed side by side in one run."""
