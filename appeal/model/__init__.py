"""The values that pass from room to room; all frozen, none of them knows the world."""
