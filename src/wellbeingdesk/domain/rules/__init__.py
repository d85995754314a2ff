"""One small pure function per rule of a policy, found by the name that a policy file uses."""
