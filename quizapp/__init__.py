"""quizapp: exam practice in the terminal, scheduled so that it is remembered."""

__version__ = "0.1.0"
