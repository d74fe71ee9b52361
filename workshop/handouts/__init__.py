"""From an executed notebook to a printed handout: papermill engine, document, checks, Typst, and the run over many clients."""
