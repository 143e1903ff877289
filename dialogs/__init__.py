"""Each conversation a person can have: an invoke in, a command to casework, a reply out."""
