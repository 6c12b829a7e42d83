"""All SQL. Each module holds the functions of one table family; every function takes an open connection."""
