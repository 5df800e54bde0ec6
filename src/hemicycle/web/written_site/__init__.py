"""The public site as plain files, which any web server or a browser serves from any folder."""
