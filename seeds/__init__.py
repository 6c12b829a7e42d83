"""The seed article and the sample feeds; shipped in the wheel as package data."""
