"""Editions, briefs and items turned into Markdown. Pure but for `files`, which writes the notes."""
