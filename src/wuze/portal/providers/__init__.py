"""What the packages below put on the desk; packages to come name their own in the settings."""
