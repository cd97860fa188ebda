"""Decisions from files and to files: decision records (MADR, Nygard), Rust RFCs, decision logs of a Confluence export."""
