"""Checks and formats the bulletins (政务信息、简报) of Chinese government offices."""

__version__ = "0.1.0"
