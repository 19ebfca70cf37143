"""Finding in an answer what speaks for and against each point of a rubric."""
