"""The same document as one web page that holds all it needs."""
