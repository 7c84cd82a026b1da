"""What the facts mean: pure judgement over values, no file, clock or terminal."""
