"""Commands that take words out for good: a name, a former text, a person who withdraws."""
