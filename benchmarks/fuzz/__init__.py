"""Throw damaged input at the program, the same in every run."""
