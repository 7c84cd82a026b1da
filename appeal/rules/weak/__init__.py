"""What weakens an answer, as regular expressions over one sentence, a module for each kind; it judges nothing.

A line that begins with | is one more alternative of the whole expression; one that ends with | goes on inside a group.
"""
