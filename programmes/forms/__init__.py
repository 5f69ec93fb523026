"""What people type in the programmes room."""
