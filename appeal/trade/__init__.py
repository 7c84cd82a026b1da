"""Purchases and sales as they were stated, line by line; it counts and never balances."""
