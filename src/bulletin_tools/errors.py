"""The one kind of error that is the user's to mend."""


class BulletinError(Exception):
    """Something the program can't do its work with: a bad option, config, path or file.

    The message is one Chinese sentence that says what is wrong and where; the command line prints it and exits with 2.
    """
