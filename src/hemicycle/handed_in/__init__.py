"""Texts as people hand them in, typed or in a file, read into paragraphs, with every doubt told."""
