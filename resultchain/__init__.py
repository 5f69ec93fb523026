"""What was done and what it led to: entries on five levels, links, positions, goals, plans, training, the year."""
