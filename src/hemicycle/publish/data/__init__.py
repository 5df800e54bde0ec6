"""The session as data, for programs: the formats that parliaments, archives and newsrooms use."""
