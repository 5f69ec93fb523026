"""What people type and upload about checklists."""
