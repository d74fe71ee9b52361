"""A workshop kit for counselors: ten keys to helping someone open up."""

__version__ = "0.1.0"
