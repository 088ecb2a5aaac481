"""Findings and models → what someone reads; a file per format."""
