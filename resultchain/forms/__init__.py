"""What people type about what was done and what it led to."""
