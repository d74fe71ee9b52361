"""What is private: clients, and later groups, plans and records. Nothing here is written outside the practice folder."""
