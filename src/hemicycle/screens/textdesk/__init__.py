"""The work on draft resolutions: lodging, amendments, merging, the vote, languages, advice."""
