"""The left half of the road: from a case file to everything that is missing, wrong or doubtful; it writes nothing."""
