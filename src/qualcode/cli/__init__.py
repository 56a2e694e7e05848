"""The first door: commands for scripts, pipelines and people who type. Results on stdout, talk on stderr."""
