"""Do composites help a small classifier? An experiment; README.md has the command."""
