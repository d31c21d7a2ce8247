"""What fetching needs beside a socket: rules of robots, refused hosts, the cache, bounded bodies."""
