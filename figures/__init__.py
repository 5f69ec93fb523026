"""What may be shown about numbers, and how: pure Python without Django models."""
