"""Published roll-calls, counted again."""
