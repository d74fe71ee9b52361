"""What is private: clients, and later groups, plans and records. Nothing is written outside the practice folder."""
