"""How good the linters are: planted faults with clean twins, faults put into clean text, and other tools beside ours."""
