"""The conditions that stop a command, each with its exit code; faults in data are not errors."""


class ReteError(Exception):
    """The command cannot go on (not a register, git failed, refused to write).

    The text of the exception is what the user reads: a plain Italian sentence.
    """

    exit_code = 3
