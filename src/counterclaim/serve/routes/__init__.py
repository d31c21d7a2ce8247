"""The pages and the JSON API, one router a file."""
