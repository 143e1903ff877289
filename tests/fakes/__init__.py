"""Stand-ins for the world outside: the channel, the clock, the databases' hands."""
