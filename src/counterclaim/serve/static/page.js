// Keys for the list; every page can be read and used without this script.
