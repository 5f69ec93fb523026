"""What is published: report kinds, jobs, snapshots and files."""
