"""What stands where on the page, as arithmetic on offsets and cells: no widget, no colour."""
