"""What is seen: the window, its pages and dialogs, and the kit they are made of."""
