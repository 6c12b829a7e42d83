"""The app without a screen, the same words as plain lines: for pipes, screen readers, terminals that can do little."""
