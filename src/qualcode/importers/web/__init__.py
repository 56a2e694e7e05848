"""Web pages: what is said, without menus and appeals."""
