"""The right half of the road: from a checked case to a package; it asks nothing and judges nothing."""
