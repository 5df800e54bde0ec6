"""The session and its bodies are set up."""
