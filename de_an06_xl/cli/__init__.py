"""The command line ``da06``: reads options, calls the pipeline, prints; nothing else."""
