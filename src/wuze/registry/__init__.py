"""Who exists: regions, units and their tree, posts and who holds them, organisations and Party organisations."""
