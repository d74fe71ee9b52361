"""The same document as a file for a word processor."""
