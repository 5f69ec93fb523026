"""Who: organisations, people, memberships, coordinators, the access door, the event log."""
