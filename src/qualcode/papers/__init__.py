"""What leaves a study beside its draft: read from the project for both doors, then written as an ending says."""
