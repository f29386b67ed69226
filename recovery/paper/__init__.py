"""What is printed: the sheets as PDF. Their layouts lie in templates/recovery/paper."""
