"""What one text says: sentences, entities, quotes, numbers and dates. Pure: no SQL, no network, no clock."""
