"""What is done to a PDF after Typst: fields to fill in, and booklets. Its tags stay whole."""
