"""An optional summary by a language model that the reader runs: off by default, and never mixed with the brief."""
