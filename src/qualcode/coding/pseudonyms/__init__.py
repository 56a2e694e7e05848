"""Real names replaced by the pseudonyms of a key, wherever a study holds them."""
