"""What people say: questionnaires, invitations, sealed answers."""
