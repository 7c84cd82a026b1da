"""From drawn pages and untouched files to the folder handed over; it judges nothing."""
