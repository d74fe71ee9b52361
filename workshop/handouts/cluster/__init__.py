"""The same batch on other machines: what travels, where it is printed, and who is there to print it."""
