"""Programmes: joint efforts in rounds, who takes part, their groups and meetings."""
