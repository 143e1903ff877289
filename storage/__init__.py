"""The database: the only room that knows SQLAlchemy; it takes and gives back domain values."""
