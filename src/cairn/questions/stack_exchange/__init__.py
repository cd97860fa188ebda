"""A Stack Exchange data dump as everyday questions: read as a stream, written in batches, said what was left out."""
