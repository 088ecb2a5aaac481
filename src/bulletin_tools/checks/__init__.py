"""What patterns can't say: a module per family, a function per rule, named by the rule's `check`."""
