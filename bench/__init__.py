"""Speed, measured against a named baseline in the same run; `make bench` prints it, no test asserts it."""
