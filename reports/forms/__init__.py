"""What people type in the reports room."""
