"""What all pages have: they fetch nothing, follow the reader's colours, and print."""

from html import escape
from pathlib import Path

_STYLE = Path(__file__).with_name("common.css")


def opening(title: str, style: str) -> str:
    """A page up to the start of its body; `style` is its own beside what all have."""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">"
        f"<style>{_STYLE.read_text('utf-8')}{style}</style></head><body>\n"
    )
