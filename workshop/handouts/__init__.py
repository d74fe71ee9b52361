"""From an executed notebook to a printed handout: engine, document, checks, Typst, many clients."""
