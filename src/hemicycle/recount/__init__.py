"""Roll-calls that somebody published, counted again by whoever doubts them."""
