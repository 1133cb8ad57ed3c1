"""What is known of the world: places and their names."""
