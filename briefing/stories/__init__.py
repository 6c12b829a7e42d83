"""Which items tell one event, what the story is called and how it ranks. Pure: no SQL, no network, no clock."""
