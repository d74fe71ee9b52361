"""The live kit: what notebooks call, the server that runs a page before it opens, and how JupyterLab is started."""
