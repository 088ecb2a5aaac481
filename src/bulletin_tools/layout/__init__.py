"""The official layout: a bulletin and a template become a Word file, and a proof of it."""
