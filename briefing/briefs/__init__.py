"""A story and its items turned into a `Brief`. Pure: no SQL, no network, no clock."""
