"""Reading reports from files, folders, standard input and memory."""
