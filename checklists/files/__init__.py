"""Assessments in files: the columns, reading and writing, and the plan of what an import would do."""
