"""The conversations a person can have: an invoke comes in, a command goes to casework, a reply out."""
