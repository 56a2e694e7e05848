"""Cases: who speaks, what is known of each, which two are one."""
