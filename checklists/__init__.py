"""How far: versioned instruments, occasions, assessments, movement."""
