"""Requests for an emergency item: filed, judged, merged, voted on, and one chosen or none."""
