"""What coordinators type about surveys."""
