"""From the notice as it came to what it says; it answers nothing and guesses nothing."""
