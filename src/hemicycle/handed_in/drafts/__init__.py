"""Draft resolutions as people hand them in, read into the paragraphs that are lodged."""
