"""Commands about the key of pseudonyms."""
