"""The groups of subcommands; each module adds its own and is imported only when it is needed."""
