"""What commands share: the way to the terminal, options, which project and who acts, tables that come in."""
