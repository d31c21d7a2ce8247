"""Engines: who hands the tasks of a job to workers. Each is a thin coat over a standard one."""
