"""What a person comes to do, as plain functions over ports."""
