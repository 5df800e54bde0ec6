"""Papers of a session as PDF: lists, badges, plates, certificates and letters, from one record.

Each paper is a readable template (`templates/*.typ`) and a file that puts its values together.
Must not know the web, tables, files of the installation or clocks: the same values, the same bytes.
"""
